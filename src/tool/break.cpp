// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include <algorithm>
#include <iostream>
#include <string_view>

#include <boost/filesystem/operations.hpp>
#include <boost/filesystem/path.hpp>
#include <boost/program_options/options_description.hpp>
#include <boost/program_options/value_semantic.hpp>

#include <filelock/error.hpp>
#include <filelock/observer.hpp>
#include <filelock/options.hpp>

#include "path_text.hpp"
#include "tool/command.hpp"
#include "tool/make_lock.hpp"
#include "tool/text.hpp"
#include "tool/usage.hpp"

namespace filelock
{
namespace tool
{

namespace
{

namespace po = boost::program_options;

struct break_options
{
    bool help = false;
    bool force = false;
    boost::filesystem::path lock_path;
    std::string scheme;
    std::vector<std::string> targets;
};

po::options_description describe_options(break_options& to)
{
    po::options_description options("Options");
    options.add_options()("force", po::bool_switch(&to.force),
                          "also if the owner is alive, or unknown");
    add_where(options, to.lock_path, to.scheme);
    options.add_options()("help,h", po::bool_switch(&to.help), "show this and exit");
    return options;
}

void print_break_help()
{
    break_options unused;
    std::cout
        << "filelock break [OPTION...] TARGET\n\n"
           "Takes the soft lock of TARGET away from whoever holds it, if they are "
           "proved\n"
           "to be dead, and removes what dead processes have left beside it.\n\n"
        << describe_options(unused)
        << "\nThe exit status is 0 if nobody holds the lock afterwards; 1 if its owner "
           "is\n"
           "alive or unknown and --force was not given; 64 for a wrong command line; 69 "
           "if\n"
           "it failed. A hard lock cannot be broken: end the process that holds it.\n";
}

/// Takes the lock, waiting only for those who are breaking it themselves: it is a dead
/// owner's.
void take_from_dead(lock_base& lock)
{
    static constexpr std::chrono::seconds patience_with_breakers{2};
    try
    {
        lock.acquire(std::chrono::seconds(0));
    }
    catch (already_locked const& held)
    {
        bool const all_are_dead = !held.owners().empty()
            && std::all_of(held.owners().begin(), held.owners().end(),
                           [](owner const& each)
                           { return probe(each) == liveness::dead; });
        if (!all_are_dead)
        {
            throw;
        }
        lock.acquire(patience_with_breakers);
    }
}

void print_broken(std::vector<owner> const& holders, std::string const& target)
{
    for (owner const& each : holders)
    {
        std::cout << target << ": broke the lock of " << printable(describe(each))
                  << '\n';
    }
}

/// In a database a writer that waits keeps readers out: by taking the lock as one of them
/// it is removed on proof, or told of.
void pass_the_gate(lock_base& lock)
{
    if (lock.scheme_name() == std::string_view("sqlite"))
    {
        lock.acquire_shared(std::chrono::seconds(0));
        lock.release();
    }
}

int report_unbroken(lock_base const& lock, lock_error const& held)
{
    tell(held.what());
    bool const is_sqlite = lock.scheme_name() == std::string_view("sqlite");
    auto const is_database = [](owner const& each) { return each.pid == 0; };
    auto const& all = held.owners();
    if (is_sqlite && std::any_of(all.begin(), all.end(), is_database))
    {
        tell("nothing can be told or broken before that ends");
        return exit_unavailable;
    }
    bool const holds = std::any_of(all.begin(), all.end(),
                                   [](owner const& each) { return bool(each.mode); });
    tell(std::string(is_sqlite && !holds ? "whoever waits for it, and keeps readers out,"
                                         : "whoever holds it")
         + " is not proved to be dead; \"filelock break --force\" breaks the lock all "
           "the same");
    return exit_conflict;
}

/// Only on proof, and so that nobody who comes meanwhile can suffer: by taking the lock
/// as everybody does, and giving it back.
int break_dead(lock_base& lock, std::string const& target)
{
    auto const before = lock.owners();
    bool was_broken = false;
    set_observer(
        [&was_broken](event const& what)
        { was_broken = was_broken || what.what == event::kind::stale_lock_broken; });
    try
    {
        take_from_dead(lock);
        lock.release();
        pass_the_gate(lock);
    }
    catch (lock_error const& held)
    {
        if (held.code() != errc::already_locked && held.code() != errc::lock_timeout)
        {
            throw;
        }
        return report_unbroken(lock, held);
    }
    // Else it was released, or somebody else has broken it.
    if (was_broken)
    {
        print_broken(before, target);
    }
    return exit_success;
}

int break_by_force(lock_base& lock, std::string const& target)
{
    auto const before = lock.owners();
    lock.break_lock();
    print_broken(before, target);
    return exit_success;
}

/// Whoever holds a hard lock is alive.
int break_hard(lock_base& lock, std::string const& target)
{
    error_code ec;
    lock.break_lock(ec);
    if (ec == errc::unsupported)
    {
        auto const holders = lock.owners();
        tell(target + ": held as a hard lock"
             + (holders.empty() ? "" : " by " + printable(describe(holders.front())))
             + ", which cannot be broken: end that process");
        return exit_unavailable;
    }
    if (ec)
    {
        lock.break_lock();  // for its message
    }
    if (boost::filesystem::exists(lock.lock_path()))
    {
        std::cout << target
                  << ": nobody holds it as a hard lock; if the file is another "
                     "program's marker, say which --scheme\n";
    }
    return exit_success;
}

int break_and_tidy_up(break_options const& how)
{
    options how_to;
    how_to.lock_path = how.lock_path;
    boost::filesystem::path const name = path_of(how.targets.front());
    std::string const scheme = how.scheme.empty() ? scheme_at(name, how_to) : how.scheme;
    bool const is_hard = scheme == "hard";
    chosen_lock const chosen = make_chosen_lock(scheme, name, how_to);
    std::string const target = in_quotes(name);
    int const result = is_hard ? break_hard(*chosen.lock, target)
        : how.force            ? break_by_force(*chosen.lock, target)
                               : break_dead(*chosen.lock, target);
    // Beside a link lock that nobody holds there may be leftovers, and no marker that
    // says which scheme it is.
    auto const tidy = is_hard ? make_chosen_lock("link", name, how_to) : chosen;
    for (auto const& each : tidy.remove_leftovers())
    {
        std::cout << target << ": removed " << in_quotes(each) << '\n';
    }
    return result;
}

int break_lock(std::vector<std::string> const& arguments)
{
    break_options how;
    parse(arguments, describe_options(how), how.targets);
    if (how.help)
    {
        print_break_help();
        return exit_success;
    }
    if (how.targets.size() != 1 || how.targets.front().empty())
    {
        throw usage_error(how.targets.size() > 1 ? "more than one TARGET"
                                                 : "TARGET is missing");
    }
    return break_and_tidy_up(how);
}

}  // namespace

command const break_command = {"break", "take a soft lock away from a dead owner",
                               &break_lock};

}  // namespace tool
}  // namespace filelock
