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
    int number = 0;  ///< The signal, or else the exit status.
};

/// Runs `command`, looked for as a shell would, and waits for its end. HUP, INT, QUIT and
/// TERM are handed on to it, unless they have reached it already. It starts with the mask
/// and the dispositions that this process was started with, and with no descriptor that
/// is closed on exec. A child that is stopped has not ended.
///
/// Where the system can, the child gets SIGTERM if this process dies first.
///
/// Errors: whatever kept the command from being started, no_such_file_or_directory if it
/// was not found. Preconditions: `command` is not empty; called by the thread that lives
/// longest.
child_end run_child(std::vector<std::string> const& command, held_signals const& signals,
                    boost::system::error_code& ec);

/// In a child: to be sent `signal` when the parent dies, or exit at once if it is dead
/// already. Async-signal-safe. Does nothing on systems that have no such thing.
void end_with_parent(int parent, int signal) noexcept;

/// Opens whichever of the descriptors 0, 1 and 2 are closed, so that no file that is
/// opened later is taken for standard output or error. Writing there still fails, and a
/// command that is run still finds them closed.
void occupy_standard_descriptors() noexcept;

}  // namespace os
}  // namespace filelock

#endif
