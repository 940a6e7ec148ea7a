// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/windows_command.hpp"

#include <algorithm>

#include <boost/algorithm/string/predicate.hpp>
#include <boost/filesystem/path.hpp>
#include <boost/locale/encoding_utf.hpp>

#include <windows.h>

namespace filelock
{
namespace os
{

namespace
{

using boost::filesystem::path;
using boost::system::error_code;

std::wstring variable(wchar_t const* name)
{
    std::wstring value(32767, L'\0');  // the longest there is
    auto const size = static_cast<DWORD>(value.size());
    value.resize(GetEnvironmentVariableW(name, value.data(), size));
    return value;
}

/// The parts of a list such as PATH; a semicolon in double quotes belongs to its part.
std::vector<std::wstring> parts_of(std::wstring const& list)
{
    std::vector<std::wstring> parts(1);
    bool is_quoted = false;
    for (wchar_t const each : list)
    {
        if (each == L'"')
        {
            is_quoted = !is_quoted;
        }
        else if (each == L';' && !is_quoted)
        {
            parts.emplace_back();
        }
        else
        {
            parts.back() += each;
        }
    }
    parts.erase(std::remove(parts.begin(), parts.end(), L""), parts.end());
    return parts;
}

bool is_file(path const& name)
{
    DWORD const attributes = GetFileAttributesW(name.c_str());
    return attributes != INVALID_FILE_ATTRIBUTES
        && (attributes & FILE_ATTRIBUTE_DIRECTORY) == 0;
}

/// The file that is meant by `name`, which may lack its ending; empty if there is none.
path with_ending(path const& name, std::vector<std::wstring> const& endings)
{
    if (name.has_extension() && is_file(name))
    {
        return name;
    }
    for (std::wstring const& ending : endings)
    {
        path const complete = name.native() + ending;
        if (is_file(complete))
        {
            return complete;
        }
    }
    return {};
}

/// From the root on, and without the dots and blanks at the end that Windows ignores:
/// else "x.bat." would be a batch file and not look like one.
std::wstring canonical_name(path const& name)
{
    std::wstring full(32768, L'\0');
    auto const size = static_cast<DWORD>(full.size());
    full.resize(GetFullPathNameW(name.c_str(), size, full.data(), nullptr));
    return full;
}

std::wstring find_program(std::wstring const& name)
{
    std::wstring const configured = variable(L"PATHEXT");
    auto const endings =
        parts_of(configured.empty() ? L".COM;.EXE;.BAT;.CMD" : configured);
    std::vector<std::wstring> directories = {L""};
    if (name.find_first_of(L"/\\:") == std::wstring::npos)
    {
        directories = parts_of(variable(L"PATH"));
        if (NeedCurrentDirectoryForExePathW(name.c_str()) != 0)
        {
            directories.insert(directories.begin(), L".");
        }
    }
    for (path const directory : directories)
    {
        path const found = with_ending(directory / name, endings);
        if (!found.empty())
        {
            return canonical_name(found);
        }
    }
    return {};
}

/// In double quotes, for those who take a command line apart by the rules that
/// Microsoft's C library and CommandLineToArgvW() share: a backslash is nothing special,
/// except in a row of them before a double quote.
std::wstring in_double_quotes(std::wstring const& word)
{
    std::wstring quoted = L"\"";
    std::size_t backslashes = 0;
    for (wchar_t const each : word)
    {
        if (each == L'"')
        {
            quoted.append(backslashes + 1, L'\\');
        }
        backslashes = each == L'\\' ? backslashes + 1 : 0;
        quoted += each;
    }
    return quoted.append(backslashes, L'\\') + L'"';
}

/// As it is if that will do: some programs have rules of their own.
std::wstring quoted_if_needed(std::wstring const& word)
{
    bool const is_plain =
        !word.empty() && word.find_first_of(L" \t\n\v\"") == std::wstring::npos;
    return is_plain ? word : in_double_quotes(word);
}

windows_command program_command(std::wstring const& program,
                                std::vector<std::wstring> const& words)
{
    // The name is taken apart by other rules: up to the next double quote, which no name
    // of a file has.
    std::wstring line = L'"' + words.front() + L'"';
    for (auto word = words.begin() + 1; word != words.end(); ++word)
    {
        line += L' ' + quoted_if_needed(*word);
    }
    return {program, line};
}

bool is_batch_file(std::wstring const& program)
{
    return boost::algorithm::iends_with(program, L".bat")
        || boost::algorithm::iends_with(program, L".cmd");
}

/// Batch files are run by cmd.exe, which sees the whole line as a command of its own
/// first. In double quotes nothing is special to it but these quotes, variables and the
/// end of a line, of which it has no safe spelling (CVE-2024-24576 and its like).
windows_command batch_command(std::wstring const& program,
                              std::vector<std::wstring> const& words, error_code& ec)
{
    std::wstring line = in_double_quotes(program);
    bool is_safe = program.find(L'%') == std::wstring::npos;
    for (auto word = words.begin() + 1; word != words.end(); ++word)
    {
        is_safe = is_safe && word->find_first_of(L"\"%\r\n") == std::wstring::npos;
        line += L' ' + in_double_quotes(*word);
    }
    if (!is_safe)
    {
        ec.assign(ERROR_BAD_ARGUMENTS, boost::system::system_category());
        return {};
    }
    // Not by COMSPEC or by PATH: this is about what the system's own does. It runs
    // nothing by itself first (/d), takes "!" for a letter (/v:off), and removes nothing
    // but the outer quotes (/s).
    std::wstring directory(MAX_PATH, L'\0');
    directory.resize(GetSystemDirectoryW(directory.data(), MAX_PATH));
    return {directory + L"\\cmd.exe", L"cmd.exe /d /e:on /v:off /s /c \"" + line + L'"'};
}

}  // namespace

windows_command windows_command_of(std::vector<std::string> const& words, error_code& ec)
{
    ec.clear();
    std::vector<std::wstring> wide;
    for (std::string const& word : words)
    {
        wide.push_back(boost::locale::conv::utf_to_utf<wchar_t>(word));
    }
    std::wstring const program = find_program(wide.front());
    if (program.empty())
    {
        ec.assign(ERROR_FILE_NOT_FOUND, boost::system::system_category());
        return {};
    }
    return is_batch_file(program) ? batch_command(program, wide, ec)
                                  : program_command(program, wide);
}

}  // namespace os
}  // namespace filelock
