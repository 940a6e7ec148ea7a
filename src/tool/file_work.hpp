// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TOOL_FILE_WORK_HPP_INCLUDED
#define FILELOCK_TOOL_FILE_WORK_HPP_INCLUDED

/// What the commands have in common that do something with a file under its lock.

#include <functional>
#include <string>
#include <vector>

#include <boost/filesystem/path.hpp>

#include <filelock/lock_base.hpp>
#include <filelock/lock_mode.hpp>

#include "os/signals.hpp"
#include "tool/lock_options.hpp"

namespace filelock
{
namespace tool
{

struct file_options : lock_options
{
    boost::filesystem::path file;
    std::vector<std::string> command;
};

enum class wants_command
{
    no,
    yes
};

/// Throws: usage_error.
file_options parse_file_options(std::vector<std::string> const& arguments,
                                wants_command command);

/// Prints `about`, the options, and what the exit status is.
void print_file_help(std::string const& about);

/// Gets the lock, which this thread has and may take again, and returns the exit status.
using file_work = std::function<int(lock_base&, os::held_signals const&)>;

/// Waits for the lock of the file as the options say, and does the work under it. Returns
/// the exit status. Throws: interrupted, and what `work` throws.
int work_on_file(file_options const& how, lock_mode mode, file_work const& work);

}  // namespace tool
}  // namespace filelock

#endif
