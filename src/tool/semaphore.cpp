// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include <iostream>
#include <mutex>
#include <string>
#include <vector>

#include <boost/lexical_cast/try_lexical_convert.hpp>
#include <boost/program_options/options_description.hpp>
#include <boost/program_options/value_semantic.hpp>

#include <filelock/error.hpp>
#include <filelock/semaphore.hpp>
#include <filelock/semaphore_slot.hpp>

#include "slots/names.hpp"
#include "tool/command.hpp"
#include "tool/lock_options.hpp"
#include "tool/lock_watch.hpp"
#include "tool/make_lock.hpp"
#include "tool/run_locked.hpp"
#include "tool/usage.hpp"

namespace filelock
{
namespace tool
{

namespace
{

namespace po = boost::program_options;

struct semaphore_options : lock_options
{
    std::ptrdiff_t count = 0;
    boost::filesystem::path target;
    std::vector<std::string> command;
};

std::ptrdiff_t parse_slot_count(std::string const& text)
{
    std::ptrdiff_t count = 0;
    if (!boost::conversion::try_lexical_convert(text, count) || count < 1
        || count > semaphore::max())
    {
        throw usage_error("\"" + text + "\" is no COUNT, which is 1 to "
                          + std::to_string(semaphore::max()));
    }
    return count;
}

po::typed_value<std::string>* slot_count_value(std::ptrdiff_t& to)
{
    return po::value<std::string>()->value_name("COUNT")->notifier(
        [&to](std::string const& text) { to = parse_slot_count(text); });
}

po::options_description describe_semaphore(semaphore_options& to)
{
    po::options_description options("Options");
    options.add_options()("count,N", slot_count_value(to.count),
                          "how many commands may run at a time; all who use the "
                          "semaphore must say the same");
    add_lock_options(options, to, "TARGET.semaphore");
    return options;
}

semaphore_options parse_semaphore_options(std::vector<std::string> const& arguments)
{
    divided_arguments const divided = divide(arguments);
    semaphore_options result;
    std::vector<std::string> operands;
    parse(divided.own, describe_semaphore(result), operands);
    if (!result.help)
    {
        if (result.count == 0)
        {
            throw usage_error("-N is missing: how many may run at a time");
        }
        result.target = single_operand(operands, "TARGET");
        require_command(divided);
        result.command = divided.command;
    }
    return result;
}

void print_semaphore_help()
{
    semaphore_options unused;
    std::cout
        << "filelock semaphore -N COUNT [OPTION...] TARGET -- COMMAND [ARG...]\n\n"
           "Runs COMMAND while holding one of COUNT slots of TARGET, which are kept "
           "in\nfiles that begin with TARGET.semaphore.\n\n"
        << describe_semaphore(unused)
        << "\nThe exit status is as with \"filelock run\".\n";
}

/// Who holds the slots, if all are held; else whoever is the first of those who wait,
/// unless that is this process.
std::vector<owner> in_the_way(semaphore const& from, semaphore::lock_maker const& make,
                              error_code& ec)
{
    auto holders = from.owners(ec);
    if (ec || static_cast<std::ptrdiff_t>(holders.size()) >= from.count())
    {
        return holders;
    }
    auto const self = this_owner().pid;
    for (char const* ending : {slots::turn_ending, slots::queue_ending})
    {
        options how_to;
        how_to.lock_path = from.lock_path();
        how_to.lock_path += ending;
        auto const waiters = make(how_to)->owners(ec);
        if (!waiters.empty())
        {
            return waiters.front().pid == self ? holders : waiters;
        }
    }
    return holders;
}

int run_in_slot(semaphore_options const& how)
{
    patient waiting(how);
    semaphore::lock_maker const maker = [&how](options const& how_to)
    { return make_chosen_lock(how.scheme, how_to.lock_path, how_to).lock; };
    semaphore from(how.target, how.count, maker, waiting.for_lock());
    semaphore_slot taken;
    awaited const what = {from.lock_path(),
                          [&]
                          {
                              how.timeout ? from.acquire(*how.timeout) : from.acquire();
                              taken = semaphore_slot(from, std::adopt_lock);
                              return "slot " + std::to_string(taken.number()) + " of "
                                  + std::to_string(how.count);
                          },
                          [&](error_code& ec) { return in_the_way(from, maker, ec); }};
    lock_watch const watch(what, how.verbose);
    waiting.acquire(what);
    int const status = start_and_wait(how.command, waiting.signals());
    error_code ec;
    taken.release(ec);
    report_release(from.lock_path(), ec);
    return status;
}

int run_semaphore(std::vector<std::string> const& arguments)
{
    semaphore_options const how = parse_semaphore_options(arguments);
    if (how.help)
    {
        print_semaphore_help();
        return exit_success;
    }
    return report_lock_errors(how, [&how] { return run_in_slot(how); });
}

}  // namespace

command const semaphore_command = {
    "semaphore", "run a command, of many at most some at a time", &run_semaphore};

}  // namespace tool
}  // namespace filelock
