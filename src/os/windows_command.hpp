// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_OS_WINDOWS_COMMAND_HPP_INCLUDED
#define FILELOCK_OS_WINDOWS_COMMAND_HPP_INCLUDED

#include <string>
#include <vector>

#include <boost/system/error_code.hpp>

namespace filelock
{
namespace os
{

/// What CreateProcessW() wants to be told. A program gets its arguments in one text, and
/// takes them apart itself.
struct windows_command
{
    std::wstring program;
    std::wstring line;
};

/// The words of a command, in UTF-8. The program is looked for as cmd.exe does: in the
/// current directory (unless the user has forbidden that) and in PATH, with the endings
/// of PATHEXT.
///
/// Errors: no_such_file_or_directory; ERROR_BAD_ARGUMENTS for a batch file if there is
/// something in its arguments which nothing keeps cmd.exe from interpreting.
windows_command windows_command_of(std::vector<std::string> const& words,
                                   boost::system::error_code& ec);

}  // namespace os
}  // namespace filelock

#endif
