// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include <iostream>

#include <filelock/error.hpp>
#include <filelock/lock_base.hpp>

#include "tool/command.hpp"
#include "tool/lock_watch.hpp"
#include "tool/make_lock.hpp"
#include "tool/run_locked.hpp"
#include "tool/run_options.hpp"
#include "tool/text.hpp"

namespace filelock
{
namespace tool
{

namespace
{

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

int run_locked(run_options const& how)
{
    patient waiting(how);
    chosen_lock const chosen =
        make_chosen_lock(how.scheme, how.target, waiting.for_lock());
    lock_base& lock = *chosen.lock;
    awaited const what = {lock.lock_path(),
                          [&]
                          {
                              acquire(lock, how);
                              return std::string(to_string(how.mode));
                          },
                          [&lock](error_code& ec) { return lock.owners(ec); }};
    lock_watch const watch(what, how.verbose);
    waiting.acquire(what);
    if (chosen.previous_owner_died() || watch.has_broken())
    {
        tell("warning: the last exclusive holder of " + in_quotes(lock.lock_path())
             + " died holding it; what the lock protects may be unfinished");
    }
    int const status = start_and_wait(how.command, waiting.signals());
    error_code ec;
    lock.release(ec);
    report_release(lock.lock_path(), ec);
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
    return report_lock_errors(how, [&how] { return run_locked(how); });
}

}  // namespace

command const run_command = {"run", "run a command while holding a lock", &run};

}  // namespace tool
}  // namespace filelock
