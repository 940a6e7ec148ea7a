// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_OS_CHILD_HPP_INCLUDED
#define FILELOCK_OS_CHILD_HPP_INCLUDED

/// Another program as a child process. Used only by the command-line tool.

#include <string>
#include <vector>

#include <boost/system/error_code.hpp>

#include "os/signals.hpp"

namespace filelock
{
namespace os
{

struct child_end
{
    bool by_signal = false;
    int number = 0;  ///< The signal, or else the exit status, on Windows of 32 bits.
};

/// Runs `command`, looked for as a shell would, and waits for its end. The signals that
/// are held are handed on to it, unless they have reached it already: it starts as if
/// there were no process between it and the caller of this one. A child that is stopped
/// has not ended.
///
/// On POSIX it starts with the mask and the dispositions that this process was started
/// with, and with no descriptor that is closed on exec. Where the system can, it gets
/// SIGTERM if this process dies first.
///
/// On Windows it inherits the standard streams and nothing else, and is ended with all
/// that it has started if this process dies first. Batch files are run, but not with
/// arguments that have `"`, `%` or the end of a line in them: cmd.exe might take a part
/// of these for a command.
///
/// Errors: whatever kept the command from being started, no_such_file_or_directory if it
/// was not found. Preconditions: `command` is not empty; called by the thread that lives
/// longest.
child_end run_child(std::vector<std::string> const& command, held_signals const& signals,
                    boost::system::error_code& ec);

}  // namespace os
}  // namespace filelock

#endif
