// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "tool/file_work.hpp"

#include <iostream>
#include <memory>

#include <boost/program_options/options_description.hpp>

#include <filelock/any_lock.hpp>
#include <filelock/error.hpp>
#include <filelock/file_content.hpp>
#include <filelock/hard_lock.hpp>
#include <filelock/recursive_lock.hpp>

#include "tool/lock_watch.hpp"
#include "tool/make_lock.hpp"
#include "tool/run_locked.hpp"
#include "tool/text.hpp"
#include "tool/usage.hpp"

namespace filelock
{
namespace tool
{

namespace
{

namespace po = boost::program_options;

po::options_description describe_file_options(file_options& to)
{
    po::options_description options("Options");
    add_lock_options(options, to, "FILE.lock");
    return options;
}

/// One that the library's functions take again: it is waited for by the command.
struct repeatable_lock
{
    std::shared_ptr<lock_base> lock;
    std::function<bool()> previous_owner_died;
};

repeatable_lock make_repeatable_lock(file_options const& how, options const& how_to)
{
    if (how.scheme == "hard")
    {
        auto const lock = std::make_shared<recursive_lock<hard_lock>>(how.file, how_to);
        return {lock, [lock] { return lock->previous_owner_died(); }};
    }
    make_chosen_lock(how.scheme, how.file, how_to);  // or a usage error
    return {std::make_shared<recursive_lock<any_lock>>(how.scheme, how.file, how_to),
            [] { return false; }};
}

void acquire_for_work(lock_base& lock, lock_mode mode, file_options const& how)
{
    bool const shared = mode == lock_mode::shared;
    if (how.timeout)
    {
        shared ? lock.acquire_shared(*how.timeout) : lock.acquire(*how.timeout);
    }
    else
    {
        shared ? lock.acquire_shared() : lock.acquire();
    }
}

int wait_and_work(file_options const& how, lock_mode mode, file_work const& work)
{
    patient waiting(how);
    repeatable_lock const chosen = make_repeatable_lock(how, waiting.for_lock());
    lock_base& lock = *chosen.lock;
    detail::require_lockable(lock, "open");
    awaited const what = {lock.lock_path(),
                          [&]
                          {
                              acquire_for_work(lock, mode, how);
                              return std::string(to_string(mode));
                          },
                          [&lock](error_code& ec) { return lock.owners(ec); }};
    lock_watch const watch(what, how.verbose);
    waiting.acquire(what);
    if (chosen.previous_owner_died() || watch.has_broken())
    {
        tell("warning: the last exclusive holder of " + in_quotes(lock.lock_path())
             + " died holding it; what the lock protects may be unfinished");
    }
    int const status = work(lock, waiting.signals());
    error_code ec;
    lock.release(ec);
    report_release(lock.lock_path(), ec);
    // Others may have worked on the file meanwhile.
    return status == exit_success && ec == errc::not_my_lock ? int(exit_unavailable)
                                                             : status;
}

}  // namespace

file_options parse_file_options(std::vector<std::string> const& arguments,
                                wants_command command)
{
    file_options result;
    po::options_description const known = describe_file_options(result);
    std::vector<std::string> operands;
    divided_arguments const divided = command == wants_command::yes
        ? divide(arguments)
        : divided_arguments{arguments, {}};
    parse(divided.own, known, operands);
    if (!result.help)
    {
        result.file = single_operand(operands, "FILE");
        if (command == wants_command::yes)
        {
            require_command(divided);
        }
        result.command = divided.command;
    }
    return result;
}

void print_file_help(std::string const& about)
{
    file_options unused;
    std::cout << about << describe_file_options(unused)
              << "\nThe exit status is 0; 1 or CODE if the lock was not to be had in "
                 "time, 64\n"
                 "for a wrong command line, 69 if locking, reading or writing failed.\n";
}

int work_on_file(file_options const& how, lock_mode mode, file_work const& work)
{
    return report_lock_errors(how, [&] { return wait_and_work(how, mode, work); });
}

}  // namespace tool
}  // namespace filelock
