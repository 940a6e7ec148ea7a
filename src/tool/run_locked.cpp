// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "tool/run_locked.hpp"

#include <chrono>
#include <exception>
#include <optional>

#include "os/child.hpp"
#include "os/terminal.hpp"
#include "tool/text.hpp"
#include "tool/wait_display.hpp"

namespace filelock
{
namespace tool
{

namespace
{

int report_lock_failure(lock_error const& failure)
{
    tell(failure.what());
    if (failure.code() == errc::malformed_record)
    {
        tell(
            in_quotes(failure.lock_path())
            + " holds something else than a lock's record and is"
              " left alone: remove it if nobody needs it, or choose another --lock-path");
    }
    return exit_unavailable;
}

}  // namespace

options patient::for_lock() const
{
    options how_to;
    how_to.lock_path = how_.lock_path;
    how_to.note = how_.note;
    how_to.record_owner = true;
    how_to.cancellation = cancel_;
    return how_to;
}

/// Before the lock is given up as well as after it was got, a signal has the last word.
std::string patient::wait_for(awaited const& what)
{
    os::signal_watch watch(signals_, [this] { cancel_.cancel(); });
    std::exception_ptr failure;
    std::string how_it_is_held;
    try
    {
        std::optional<wait_display> display;
        if (os::is_on_terminal())
        {
            display.emplace(what);
        }
        how_it_is_held = what.acquire();
    }
    catch (lock_error const&)
    {
        failure = std::current_exception();
    }
    if (auto const signal = watch.stop())
    {
        throw interrupted{*signal};
    }
    if (failure)
    {
        std::rethrow_exception(failure);
    }
    return how_it_is_held;
}

void patient::acquire(awaited const& what)
{
    auto const start = std::chrono::steady_clock::now();
    std::string const how_it_is_held = wait_for(what);
    if (how_.verbose)
    {
        // As flock(1) does, also if there was nothing to wait for.
        std::chrono::duration<double> const waited =
            std::chrono::steady_clock::now() - start;
        tell("got " + in_quotes(what.lock_path) + " (" + how_it_is_held + ") after "
             + seconds_text(waited.count(), 6));
    }
}

int start_and_wait(std::vector<std::string> const& command,
                   os::held_signals const& signals)
{
    error_code ec;
    os::child_end const end = os::run_child(command, signals, ec);
    return exit_status_for(command, end, ec);
}

int exit_status_for(std::vector<std::string> const& command, os::child_end const& end,
                    error_code const& ec)
{
    if (ec)
    {
        tell("cannot execute " + in_quotes(command.front()) + ": " + ec.message());
        bool const not_found = ec == boost::system::errc::no_such_file_or_directory;
        return not_found ? exit_not_found : exit_not_executable;
    }
    return end.by_signal ? exit_by_signal + end.number : end.number;
}

void report_release(boost::filesystem::path const& lock_path, error_code const& ec)
{
    if (ec == errc::not_my_lock)
    {
        tell("warning: " + in_quotes(lock_path)
             + " was taken away before it was released; others may have had the lock "
               "at the same time");
    }
    else if (ec)
    {
        tell("cannot release " + in_quotes(lock_path) + ": " + ec.message());
    }
}

int report_lock_errors(lock_options const& how, std::function<int()> const& what)
{
    try
    {
        return what();
    }
    catch (lock_timeout const& late)
    {
        tell(late.what());
        return how.conflict_code;
    }
    catch (already_locked const& busy)
    {
        tell(busy.what());
        return how.conflict_code;
    }
    catch (lock_error const& failure)
    {
        return report_lock_failure(failure);
    }
}

}  // namespace tool
}  // namespace filelock
