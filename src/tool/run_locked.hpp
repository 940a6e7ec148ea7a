// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TOOL_RUN_LOCKED_HPP_INCLUDED
#define FILELOCK_TOOL_RUN_LOCKED_HPP_INCLUDED

/// What commands have in common that wait for a lock and then do something.

#include <functional>
#include <string>
#include <vector>

#include <filelock/cancellation.hpp>
#include <filelock/options.hpp>

#include "os/child.hpp"
#include "os/signals.hpp"
#include "tool/awaited.hpp"
#include "tool/lock_options.hpp"

namespace filelock
{
namespace tool
{

/// A wait that a signal ends, and that is shown on a terminal. Made before the process
/// has a second thread.
class patient
{
public:
    explicit patient(lock_options const& how) : how_(how) {}

    /// What to make the lock with.
    options for_lock() const;

    /// Throws: interrupted, lock_error.
    void acquire(awaited const& what);

    os::held_signals const& signals() const noexcept { return signals_; }

private:
    std::string wait_for(awaited const& what);

    lock_options const& how_;
    os::held_signals const signals_;
    cancel_source cancel_;
};

/// Runs the command to its end. Returns the exit status for it.
int start_and_wait(std::vector<std::string> const& command,
                   os::held_signals const& signals);

/// The exit status that tells of the command's end, or that it could not be started: then
/// says why.
int exit_status_for(std::vector<std::string> const& command, os::child_end const& end,
                    error_code const& ec);

/// Says what went wrong when something was to be released, if anything did.
void report_release(boost::filesystem::path const& lock_path, error_code const& ec);

/// Calls `what`, which returns an exit status, or throws lock_error: that is told, and
/// made into a status.
int report_lock_errors(lock_options const& how, std::function<int()> const& what);

}  // namespace tool
}  // namespace filelock

#endif
