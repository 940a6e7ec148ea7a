// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// Whose markers the soft locks break, and whose they do not: records of every kind of
// owner here, real processes in soft_process_posix_test.cpp.

#define BOOST_TEST_MODULE soft_owner_posix_test
#include <boost/test/unit_test.hpp>

#include <unistd.h>

#include <functional>
#include <string>
#include <vector>

#include "checked_only_if.hpp"
#include "support/every_lock.hpp"
#include "support/forged_marker.hpp"
#include "support/posix_child.hpp"
#include "support/stale_checks.hpp"
#include "support/temporary_directory.hpp"

namespace
{

using namespace test;
namespace utf = boost::unit_test;
using boost::test_tools::assertion_result;
using filelock::this_owner;

assertion_result machine_has_an_id(utf::test_unit_id)
{
    return checked_only_if(!this_owner().machine_id.empty(), "this machine has no id");
}

/// A process of this machine, and one that does not run any more.
owner a_dead_owner()
{
    child gone([] {});
    owner who = this_owner();
    who.pid = gone.pid();
    who.token = "0123456789abcdef0123456789abcdef";
    gone.finish();
    return who;
}

owner this_very_process()
{
    owner who = this_owner();
    who.token = "0123456789abcdef0123456789abcdef";
    return who;
}

struct row
{
    char const* what;
    std::function<void(owner&)> change;
};

/// Forgeries of a dead one's record by which nobody can tell that it is dead.
std::vector<row> const obstacles = {
    {"another host", [](owner& who) { who.host += "2"; }},
    {"no host", [](owner& who) { who.host.clear(); }},
    {"no boot id", [](owner& who) { who.boot_id.clear(); }},
    {"another boot of another machine",
     [](owner& who)
     {
         who.boot_id = "11111111-2222-3333-4444-555555555555";
         who.machine_id = "00000000000000000000000000000000";
     }},
    {"another boot of a machine without id",
     [](owner& who)
     {
         who.boot_id = "11111111-2222-3333-4444-555555555555";
         who.machine_id.clear();
     }}};

std::vector<row> const namespace_obstacles = {
    {"another pid namespace", [](owner& who) { ++who.pid_namespace; }},
    {"another time namespace", [](owner& who) { ++who.time_namespace; }},
    {"no pid namespace", [](owner& who) { who.pid_namespace = 0; }},
    {"another machine",
     [](owner& who) { who.machine_id = "00000000000000000000000000000000"; }}};

/// With an exclusive holder's marker, and with a reader's entry.
template <class Kind, class Check>
void with_either_forged(owner const& who, Check check)
{
    for (lock_mode const mode : {lock_mode::exclusive, lock_mode::shared})
    {
        BOOST_TEST_CONTEXT(to_string(mode))
        {
            in_directory place;
            mode == lock_mode::shared ? forge_reader(place.lock_file, who)
                                      : forge(Kind(), place.lock_file, who);
            check(place, mode);
        }
    }
}

template <class Kind>
void check_each_is_held(std::vector<row> const& rows, owner const& base)
{
    for (row const& each : rows)
    {
        BOOST_TEST_CONTEXT(each.what)
        {
            owner who = base;
            each.change(who);
            with_either_forged<Kind>(who,
                                     [](in_directory const& place, lock_mode)
                                     { check_held<Kind>(place); });
        }
    }
}

template <class Kind>
void check_is_broken_if_provable(owner const& who)
{
    with_either_forged<Kind>(
        who,
        [](in_directory const& place, lock_mode mode)
        {
            // Readers' entries do name their namespaces.
            bool const provable = mode == lock_mode::shared || can_be_proved_dead<Kind>();
            provable ? check_broken<Kind>(place, mode) : check_held<Kind>(place);
        });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(forged)

BOOST_AUTO_TEST_CASE_TEMPLATE(process_that_is_gone_is_broken, Kind, soft_locks)
{
    check_is_broken_if_provable<Kind>(a_dead_owner());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(process_that_has_another_start_is_broken, Kind, soft_locks)
{
    owner who = this_very_process();
    ++who.process_start;
    check_is_broken_if_provable<Kind>(who);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(process_that_runs_holds, Kind, soft_locks)
{
    check_each_is_held<Kind>({{"as it is", [](owner&) {}}}, this_very_process());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(process_whose_start_is_not_known_holds, Kind, soft_locks)
{
    check_each_is_held<Kind>({{"no start", [](owner& who) { who.process_start = 0; }}},
                             this_very_process());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(dead_one_whose_death_cannot_be_proved_holds, Kind,
                              soft_locks)
{
    check_each_is_held<Kind>(obstacles, a_dead_owner());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(dead_one_in_another_namespace_holds, Kind,
                              locks_with_namespaces)
{
    check_each_is_held<Kind>(namespace_obstacles, a_dead_owner());
}

BOOST_AUTO_TEST_CASE(earlier_boot_of_this_machine_is_broken,
                     *utf::precondition(machine_has_an_id))
{
    owner who = this_very_process();
    who.boot_id = "11111111-2222-3333-4444-555555555555";
    with_either_forged<link_kind>(who, &check_broken<link_kind>);
    with_either_forged<mkdir_kind>(who, &check_broken<mkdir_kind>);
}

BOOST_AUTO_TEST_CASE(earlier_boot_holds_a_create_lock_that_names_no_machine)
{
    owner who = a_dead_owner();
    who.boot_id = "11111111-2222-3333-4444-555555555555";
    in_directory place;
    forge(create_kind(), place.lock_file, who);
    check_held<create_kind>(place);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(dead_one_is_not_broken_unasked_with_policy_never, Kind,
                              soft_locks)
{
    filelock::options how;
    how.stale = filelock::stale_policy::never;
    with_either_forged<Kind>(a_dead_owner(),
                             [&](in_directory const& place, lock_mode)
                             {
                                 check_held<Kind>(place, how);
                                 auto lock = Kind::make(place.target, how);
                                 lock.break_lock();
                                 BOOST_TEST(lock.try_lock());
                             });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(reader_also_breaks_a_dead_writer, Kind, soft_locks)
{
    in_directory place;
    forge(Kind(), place.lock_file, a_dead_owner());
    broken_locks const events;
    bool const is_proved = can_be_proved_dead<Kind>();
    BOOST_TEST(Kind::make(place.target).try_lock_shared() == is_proved);
    std::vector<lock_mode> const broken(is_proved ? 1 : 0, lock_mode::exclusive);
    events.check(broken, place.lock_file);
    BOOST_TEST(place.directory.entries().empty() == is_proved);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(dead_readers_are_broken_one_by_one, Kind, soft_locks)
{
    in_directory place;
    std::vector<lock_mode> expected;
    for (int count = 0; count < 3; ++count)
    {
        owner who = a_dead_owner();
        who.token[0] = static_cast<char>('a' + count);
        forge_reader(place.lock_file, who);
        expected.push_back(lock_mode::shared);
    }
    broken_locks const events;
    BOOST_TEST(Kind::make(place.target).try_lock());
    events.check(expected, place.lock_file);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(dead_reader_does_not_free_a_living_one, Kind, soft_locks)
{
    in_directory place;
    forge_reader(place.lock_file, a_dead_owner());
    forge_reader(place.lock_file, this_very_process());
    auto lock = Kind::make(place.target);
    BOOST_TEST(!lock.try_lock());
    auto const owners = lock.owners();
    BOOST_REQUIRE(owners.size() == 1U);
    BOOST_TEST(owners.front().pid == getpid());
}

BOOST_AUTO_TEST_SUITE_END()
