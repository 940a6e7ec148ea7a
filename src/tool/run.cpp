// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include <chrono>
#include <exception>
#include <iostream>
#include <optional>

#include <filelock/cancellation.hpp>
#include <filelock/error.hpp>
#include <filelock/observer.hpp>
#include <filelock/options.hpp>

#include "os/child.hpp"
#include "os/signals.hpp"
#include "os/terminal.hpp"
#include "tool/command.hpp"
#include "tool/make_lock.hpp"
#include "tool/run_options.hpp"
#include "tool/text.hpp"
#include "tool/wait_display.hpp"

namespace filelock
{
namespace tool
{

namespace
{

using clock = std::chrono::steady_clock;

void acquire(lock_base& lock, run_options const& how)
{
    bool const shared = how.mode == lock_mode::shared;
    if (how.timeout)
    {
        shared ? lock.acquire_shared(*how.timeout) : lock.acquire(*how.timeout);
    }
    else
    {
        shared ? lock.acquire_shared() : lock.acquire();
    }
}

// Before the lock is given up as well as after it was got, a signal has the last word.
void acquire_unless_interrupted(lock_base& lock, run_options const& how,
                                os::held_signals const& signals, cancel_source cancel)
{
    os::signal_watch watch(signals, [&cancel] { cancel.cancel(); });
    std::exception_ptr failure;
    try
    {
        std::optional<wait_display> display;
        if (os::is_on_terminal())
        {
            display.emplace(lock);
        }
        acquire(lock, how);
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
}

// As long as it lives, notes whether the lock is taken from a dead writer, and says
// that a wait begins.
class lock_watch
{
public:
    lock_watch(lock_base const& lock, bool verbose)
    {
        set_observer(
            [this, &lock, verbose](event const& happened)
            {
                if (happened.what == event::kind::stale_lock_broken
                    && happened.mode == lock_mode::exclusive)
                {
                    has_broken_ = true;
                }
                if (happened.what == event::kind::waiting && verbose)
                {
                    announce(lock);
                }
            });
    }
    ~lock_watch() { set_observer({}); }
    lock_watch(lock_watch const&) = delete;
    lock_watch& operator=(lock_watch const&) = delete;

    bool has_broken() const noexcept { return has_broken_; }

private:
    static void announce(lock_base const& lock)
    {
        error_code ec;
        std::string const holders = describe_all(lock.owners(ec));
        tell("waiting for " + in_quotes(lock.lock_path())
             + (holders.empty() ? "" : ", held by " + holders));
    }

    bool has_broken_ = false;
};

// As flock(1) does, also if there was nothing to wait for.
void acquire_verbosely(lock_base& lock, run_options const& how,
                       os::held_signals const& signals, cancel_source const& cancel)
{
    auto const start = clock::now();
    acquire_unless_interrupted(lock, how, signals, cancel);
    std::chrono::duration<double> const waited = clock::now() - start;
    tell("got " + in_quotes(lock.lock_path()) + " (" + to_string(how.mode) + ") after "
         + seconds_text(waited.count(), 6));
}

int report_failure(lock_error const& failure)
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

int start_and_wait(std::vector<std::string> const& command,
                   os::held_signals const& signals)
{
    error_code ec;
    os::child_end const end = os::run_child(command, signals, ec);
    if (ec)
    {
        tell("cannot execute " + in_quotes(command.front()) + ": " + ec.message());
        bool const not_found = ec == boost::system::errc::no_such_file_or_directory;
        return not_found ? exit_not_found : exit_not_executable;
    }
    return end.by_signal ? exit_by_signal + end.number : end.number;
}

int run_locked(run_options const& how)
{
    os::held_signals const signals;
    cancel_source cancel;
    options how_to;
    how_to.lock_path = how.lock_path;
    how_to.note = how.note;
    how_to.record_owner = true;
    how_to.cancellation = cancel;
    chosen_lock const chosen = make_chosen_lock(how.scheme, how.target, how_to);
    lock_base& lock = *chosen.lock;

    lock_watch const watch(lock, how.verbose);
    if (how.verbose)
    {
        acquire_verbosely(lock, how, signals, cancel);
    }
    else
    {
        acquire_unless_interrupted(lock, how, signals, cancel);
    }
    if (chosen.previous_owner_died() || watch.has_broken())
    {
        tell("warning: the last exclusive holder of " + in_quotes(lock.lock_path())
             + " died holding it; what the lock protects may be unfinished");
    }
    int const status = start_and_wait(how.command, signals);
    error_code ec;
    lock.release(ec);
    if (ec)
    {
        tell("cannot release " + in_quotes(lock.lock_path()) + ": " + ec.message());
    }
    return status;
}

int run(std::vector<std::string> const& arguments)
{
    run_options const how = parse_run_options(arguments);
    if (how.help)
    {
        std::cout << run_help();
        return exit_success;
    }
    try
    {
        return run_locked(how);
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
        return report_failure(failure);
    }
}

}  // namespace

command const run_command = {"run", "run a command while holding a lock", &run};

}  // namespace tool
}  // namespace filelock
