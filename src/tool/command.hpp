// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TOOL_COMMAND_HPP_INCLUDED
#define FILELOCK_TOOL_COMMAND_HPP_INCLUDED

#include <string>
#include <vector>

namespace filelock
{
namespace tool
{

/// A subcommand: one source file each, listed in main.cpp.
struct command
{
    char const* name;
    char const* summary;

    /// Gets what follows the name. Returns the exit status. May throw usage_error,
    /// interrupted, and anything derived from std::exception.
    int (*call)(std::vector<std::string> const& arguments);
};

extern command const break_command;
extern command const cat_command;
extern command const run_command;
extern command const semaphore_command;
extern command const status_command;
extern command const transform_command;
extern command const write_command;

/// Those of sysexits.h that flock(1) uses, too; the last two are the shell's.
enum exit_status : int
{
    exit_success = 0,
    exit_conflict = 1,
    exit_usage = 64,
    exit_unavailable = 69,
    exit_not_executable = 126,
    exit_not_found = 127,
    exit_by_signal = 128  ///< Plus the signal's number.
};

/// A signal asks the program to end. Thrown, so that everything is released on the way
/// out; main() then dies of that signal.
struct interrupted
{
    int signal;
};

}  // namespace tool
}  // namespace filelock

#endif
