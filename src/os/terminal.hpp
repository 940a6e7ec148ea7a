// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_OS_TERMINAL_HPP_INCLUDED
#define FILELOCK_OS_TERMINAL_HPP_INCLUDED

/// Where the command-line tool meets its user: what it is called with, its standard
/// streams, and the terminal behind standard error.

#include <cstddef>
#include <string>
#include <vector>

#include <boost/system/error_code.hpp>

namespace filelock
{
namespace os
{

/// What main() was called with, without the name of the program: bytes as they are, or,
/// on Windows, UTF-8.
///
/// Errors: on Windows, something is not UTF-16.
std::vector<std::string> arguments_of_main(int argc, char** argv,
                                           boost::system::error_code& ec);

/// To be called before anything is opened or printed.
///
/// On POSIX opens whichever of the descriptors 0, 1 and 2 are closed, so that no file
/// that is opened later is taken for standard output or error. Writing there still fails,
/// and a command that is run still finds them closed.
///
/// On Windows has the standard streams of C++ take and give bytes as they are, and print
/// UTF-8 on a console.
void prepare_standard_streams();

/// Whether there is one.
bool is_on_terminal() noexcept;

/// Whether this process is in its foreground, and so may draw without spoiling what the
/// user does there meanwhile.
bool is_in_foreground() noexcept;

/// Its present width; 80 if it does not say.
std::size_t terminal_columns() noexcept;

}  // namespace os
}  // namespace filelock

#endif
