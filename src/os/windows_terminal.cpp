// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/terminal.hpp"

#include <cstdio>
#include <iostream>
#include <memory>

#include <boost/locale/encoding_errors.hpp>
#include <boost/locale/encoding_utf.hpp>

#include <fcntl.h>
#include <io.h>
#include <windows.h>

#include <shellapi.h>

#include "os/windows_console.hpp"
#include "os/windows_error.hpp"

namespace filelock
{
namespace os
{

namespace
{

bool is_console(HANDLE stream) noexcept
{
    DWORD mode = 0;
    return GetConsoleMode(stream, &mode) != 0;
}

void take_bytes_as_they_are(std::FILE* stream) noexcept
{
    int const descriptor = _fileno(stream);
    if (descriptor >= 0)  // else it is closed
    {
        _setmode(descriptor, _O_BINARY);
    }
}

void print_on_console(std::ostream& stream, DWORD which)
{
    HANDLE const handle = GetStdHandle(which);
    if (is_console(handle))
    {
        // Never destroyed: the stream is flushed after everything else.
        stream.rdbuf(new console_buffer(handle));
    }
}

}  // namespace

std::vector<std::string> arguments_of_main(int, char**, boost::system::error_code& ec)
{
    // main() gets them in the code page of the machine, which lacks most characters.
    ec.clear();
    int count = 0;
    std::unique_ptr<LPWSTR, decltype(&LocalFree)> const words(
        CommandLineToArgvW(GetCommandLineW(), &count), &LocalFree);
    if (!words)
    {
        ec = last_windows_error();
        return {};
    }
    std::vector<std::string> arguments;
    try
    {
        for (int i = 1; i < count; ++i)
        {
            arguments.push_back(boost::locale::conv::utf_to_utf<char>(
                words.get()[i], boost::locale::conv::stop));
        }
    }
    catch (boost::locale::conv::conversion_error const&)
    {
        ec.assign(ERROR_NO_UNICODE_TRANSLATION, boost::system::system_category());
    }
    return arguments;
}

void prepare_standard_streams()
{
    for (std::FILE* const each : {stdin, stdout, stderr})
    {
        take_bytes_as_they_are(each);
    }
    print_on_console(std::cout, STD_OUTPUT_HANDLE);
    print_on_console(std::cerr, STD_ERROR_HANDLE);
}

bool is_on_terminal() noexcept
{
    return is_console(GetStdHandle(STD_ERROR_HANDLE));
}

bool is_in_foreground() noexcept
{
    return true;  // Whoever has a console may write on it at any time.
}

std::size_t terminal_columns() noexcept
{
    CONSOLE_SCREEN_BUFFER_INFO about = {};
    if (GetConsoleScreenBufferInfo(GetStdHandle(STD_ERROR_HANDLE), &about) == 0
        || about.srWindow.Right < about.srWindow.Left)
    {
        return 80;
    }
    return static_cast<std::size_t>(about.srWindow.Right - about.srWindow.Left) + 1;
}

}  // namespace os
}  // namespace filelock
