// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/windows_file.hpp"

#include <windows.h>

#include <algorithm>

#include <boost/filesystem/operations.hpp>

#include <filelock/error.hpp>

#include "os/patience.hpp"
#include "os/windows_error.hpp"

namespace filelock
{
namespace os
{

namespace
{

constexpr DWORD sharing_everything =
    FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;

bool is_missing(error_code const& ec) noexcept
{
    return ec == boost::system::errc::no_such_file_or_directory
        || ec.value() == ERROR_PATH_NOT_FOUND;
}

std::chrono::system_clock::time_point time_point_of(LARGE_INTEGER time) noexcept
{
    using ticks = std::chrono::duration<std::int64_t, std::ratio<1, 10000000>>;
    constexpr ticks from_1601_to_1970{116444736000000000};
    return std::chrono::system_clock::time_point(
        std::chrono::duration_cast<std::chrono::system_clock::duration>(
            ticks(time.QuadPart) - from_1601_to_1970));
}

/// A symbolic link or a junction; other things that are parsed again when they are opened
/// stand for themselves, such as files that are kept in a cloud.
bool is_link(HANDLE opened, DWORD attributes) noexcept
{
    FILE_ATTRIBUTE_TAG_INFO tag = {};
    return (attributes & FILE_ATTRIBUTE_REPARSE_POINT) != 0
        && ::GetFileInformationByHandleEx(opened, FileAttributeTagInfo, &tag, sizeof tag)
        != 0
        && IsReparseTagNameSurrogate(tag.ReparseTag);
}

file_kind kind_of(HANDLE opened, DWORD attributes) noexcept
{
    if (::GetFileType(opened) != FILE_TYPE_DISK || is_link(opened, attributes))
    {
        return file_kind::other;
    }
    return (attributes & FILE_ATTRIBUTE_DIRECTORY) != 0 ? file_kind::directory
                                                        : file_kind::regular;
}

bool means_not_writable(error_code const& ec) noexcept
{
    return ec.value() == ERROR_ACCESS_DENIED || ec.value() == ERROR_WRITE_PROTECT;
}

/// From here on a bearer's name may be too long beside it.
constexpr std::size_t longest_plain_name = 100;

OVERLAPPED at_start() noexcept
{
    return {};
}

}  // namespace

path of_any_length(path const& name)
{
    static std::wstring const prefix = L"\\\\?\\";
    if (name.size() <= longest_plain_name || name.native().compare(0, 4, prefix) == 0)
    {
        return name;
    }
    error_code ec;
    path const whole =
        boost::filesystem::absolute(name, ec).lexically_normal().make_preferred();
    std::wstring const& text = whole.native();
    // Of a server's share the two slashes at the beginning become one word.
    return ec                              ? name
        : text.compare(0, 2, L"\\\\") == 0 ? path(prefix + L"UNC" + text.substr(1))
                                           : path(prefix + text);
}

file open_at_once(path const& name, unsigned long access, unsigned long disposition,
                  unsigned long flags, error_code& ec)
{
    file opened(::CreateFileW(name.c_str(), access, sharing_everything, nullptr,
                              disposition, flags | FILE_FLAG_OPEN_REPARSE_POINT,
                              nullptr));
    ec = opened.is_open() ? error_code() : last_windows_error();
    return opened;
}

file open_shared(path const& name, unsigned long access, unsigned long disposition,
                 unsigned long flags, error_code& ec)
{
    file opened;
    path const usable = of_any_length(name);
    with_patience(ec,
                  [&](error_code& failed)
                  { opened = open_at_once(usable, access, disposition, flags, failed); });
    return opened;
}

file_facts facts_of(file const& opened, error_code& ec)
{
    ec.clear();
    BY_HANDLE_FILE_INFORMATION about = {};
    FILE_BASIC_INFO times = {};
    if (::GetFileType(opened.handle()) != FILE_TYPE_DISK)
    {
        return {file_kind::other, {}, {}};
    }
    if (::GetFileInformationByHandle(opened.handle(), &about) == 0
        || ::GetFileInformationByHandleEx(opened.handle(), FileBasicInfo, &times,
                                          sizeof times)
            == 0)
    {
        ec = last_windows_error();
        return {};
    }
    file_id const id{about.dwVolumeSerialNumber,
                     (std::uint64_t{about.nFileIndexHigh} << 32U) | about.nFileIndexLow};
    return {kind_of(opened.handle(), about.dwFileAttributes), id,
            time_point_of(times.ChangeTime)};
}

file_facts examine(path const& name, error_code& ec)
{
    file const opened = open_shared(name, FILE_READ_ATTRIBUTES, OPEN_EXISTING,
                                    FILE_FLAG_BACKUP_SEMANTICS, ec);
    if (ec)
    {
        if (is_missing(ec))
        {
            ec.clear();
        }
        return {};
    }
    return facts_of(opened, ec);
}

void file::close() noexcept
{
    if (is_open())
    {
        ::CloseHandle(release());
    }
}

file open(path const& name, open_mode how, boost::filesystem::perms permissions,
          error_code& ec)
{
    bool const is_writable = (permissions & boost::filesystem::owner_write) != 0;
    DWORD const attributes = how == open_mode::create && !is_writable
        ? FILE_ATTRIBUTE_READONLY
        : FILE_ATTRIBUTE_NORMAL;
    file opened;
    if (how != open_mode::read)
    {
        opened = open_shared(name, GENERIC_READ | GENERIC_WRITE,
                             how == open_mode::create ? CREATE_NEW : OPEN_EXISTING,
                             attributes, ec);
    }
    if (how == open_mode::read || (how == open_mode::existing && means_not_writable(ec)))
    {
        opened = open_shared(name, GENERIC_READ, OPEN_EXISTING, attributes, ec);
    }
    if (!ec)
    {
        identify(opened, ec);
        return ec ? file() : std::move(opened);
    }
    // Of a directory it is said that access is denied.
    error_code unknown;
    if (how != open_mode::create && means_not_writable(ec)
        && examine(name, unknown).kind == file_kind::directory)
    {
        ec = errc::not_a_lock_file;
    }
    return file();
}

void stop_pinning(file& opened) noexcept
{
    // NTFS counts how often it has used a number, and the count is a part of it.
    opened.close();
}

file_id identify(file const& opened, error_code& ec)
{
    file_facts const facts = facts_of(opened, ec);
    if (!ec && facts.kind != file_kind::regular)
    {
        ec = errc::not_a_lock_file;
    }
    return facts.id;
}

path name_for_reopening(file const&, path const& name)
{
    return name;
}

file reopen_for_writing(file const&, path const&, error_code& ec)
{
    // Boost's lock needs a file that can be written: so has this one been opened.
    ec.clear();
    return file();
}

std::string read_start(file const& opened, std::size_t limit, error_code& ec)
{
    ec.clear();
    std::string text(limit, '\0');
    OVERLAPPED where = at_start();
    DWORD length = 0;
    if (::ReadFile(opened.handle(), text.data(), static_cast<DWORD>(text.size()), &length,
                   &where)
            == 0
        && ::GetLastError() != ERROR_HANDLE_EOF)
    {
        ec = last_windows_error();
    }
    text.resize(length);
    return ec.value() == ERROR_LOCK_VIOLATION ? read_start_of_view(opened, limit, ec)
                                              : text;
}

void overwrite_start(file const& opened, std::string_view text, error_code& ec)
{
    ec.clear();
    OVERLAPPED where = at_start();
    DWORD written = 0;
    if (::WriteFile(opened.handle(), text.data(), static_cast<DWORD>(text.size()),
                    &written, &where)
        == 0)
    {
        ec = last_windows_error();
    }
    else if (written != text.size())
    {
        ec = make_error_code(boost::system::errc::no_space_on_device);
    }
    if (ec.value() == ERROR_LOCK_VIOLATION)
    {
        overwrite_start_of_view(opened, text, ec);
    }
}

void resize(file const& opened, std::int64_t length, error_code& ec)
{
    // Not while somebody has a view of what is to go.
    with_patience(ec,
                  [&](error_code& failed)
                  {
                      FILE_END_OF_FILE_INFO end = {};
                      end.EndOfFile.QuadPart = length;
                      if (::SetFileInformationByHandle(opened.handle(), FileEndOfFileInfo,
                                                       &end, sizeof end)
                          == 0)
                      {
                          failed = last_windows_error();
                      }
                  });
}

void empty(file const& opened, error_code& ec)
{
    resize(opened, 0, ec);
}

std::optional<std::chrono::system_clock::time_point> last_change(file const& opened)
{
    FILE_BASIC_INFO times = {};
    if (::GetFileInformationByHandleEx(opened.handle(), FileBasicInfo, &times,
                                       sizeof times)
        == 0)
    {
        return std::nullopt;
    }
    return time_point_of(times.LastWriteTime);
}

}  // namespace os
}  // namespace filelock
