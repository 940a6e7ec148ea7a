// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// Part of soft_owner_posix_test: holders in other pid namespaces.

#include <boost/test/unit_test.hpp>

#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

#include <fstream>
#include <functional>

#include "checked_only_if.hpp"
#include "support/every_lock.hpp"
#include "support/expect.hpp"
#include "support/posix_child.hpp"
#include "support/stale_checks.hpp"
#include "support/temporary_directory.hpp"

namespace
{

using namespace test;
namespace utf = boost::unit_test;
using boost::test_tools::assertion_result;

assertion_result namespaces_can_be_made(utf::test_unit_id)
{
    child probe([] { _exit(unshare(CLONE_NEWPID | CLONE_NEWNS) == 0 ? 0 : 1); });
    return checked_only_if(probe.exit_status() == 0, "no right to make a pid namespace");
}

assertion_result pids_can_be_chosen(utf::test_unit_id)
{
    return checked_only_if(access("/proc/sys/kernel/ns_last_pid", W_OK) == 0,
                           "this system does not let anybody choose a pid");
}

/// Runs `what` as the first process of a new pid namespace.
void in_new_pid_namespace(bool with_its_proc, std::function<void()> const& what)
{
    in_child(
        [&]
        {
            expect(unshare(CLONE_NEWPID | CLONE_NEWNS) == 0, "a new namespace");
            in_child(
                [&]
                {
                    expect(getpid() == 1, "the first process");
                    expect(mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0
                               && (!with_its_proc
                                   || mount("proc", "/proc", "proc", 0, nullptr) == 0),
                           "mounted");
                    what();
                });
        });
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(in_other_namespaces, in_directory,
                         *utf::precondition(namespaces_can_be_made))

BOOST_AUTO_TEST_CASE_TEMPLATE(process_in_another_pid_namespace_holds, Kind, soft_locks)
{
    for (bool const with_its_proc : {false, true})
    {
        baton held;
        baton done;
        child outer(
            [&]
            {
                in_new_pid_namespace(with_its_proc,
                                     [&]
                                     {
                                         auto lock = Kind::make(target);
                                         lock.lock();
                                         held.pass();
                                         done.take();
                                         lock.release();
                                     });
            });
        held.take();
        check_held<Kind>(*this);
        BOOST_TEST(Kind::make(target).owners().at(0).pid == 1);
        done.pass();
        outer.finish();
        BOOST_TEST(directory.entries().empty());
    }
}

// A create lock's record does not say of which pid namespace its pid is.
BOOST_AUTO_TEST_CASE(create_lock_is_held_by_a_pid_that_no_process_has_here,
                     *utf::precondition(pids_can_be_chosen))
{
    child unused([] {});
    pid_t const wanted = unused.pid();
    unused.finish();
    baton held;
    baton done;
    auto const hold = [&]
    {
        std::ofstream("/proc/sys/kernel/ns_last_pid") << wanted - 1;
        in_child(
            [&]
            {
                auto lock = create_kind::make(target);
                lock.lock();
                held.pass();
                done.take();
                lock.release();
            });
    };
    child outer([&] { in_new_pid_namespace(true, hold); });
    held.take();
    check_held<create_kind>(*this);
    BOOST_TEST(create_kind::make(target).owners().at(0).pid == wanted);
    done.pass();
    outer.finish();
}

BOOST_AUTO_TEST_CASE_TEMPLATE(death_in_another_pid_namespace_is_not_proved, Kind,
                              locks_with_namespaces)
{
    for (bool const with_its_proc : {false, true})
    {
        in_new_pid_namespace(with_its_proc, [&] { die_holding<Kind>(target); });
        check_held<Kind>(*this);
        auto lock = Kind::make(target);
        lock.break_lock();
        BOOST_TEST(lock.try_lock());
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(outside_is_not_judged_from_another_pid_namespace, Kind,
                              soft_locks)
{
    for (bool const is_dead : {false, true})
    {
        for (bool const with_its_proc : {false, true})
        {
            auto lock = Kind::make(target);
            is_dead ? die_holding<Kind>(target) : lock.lock();
            in_new_pid_namespace(with_its_proc,
                                 [&] {
                                     expect(!Kind::make(target).try_lock(),
                                            is_dead ? "dead, but not seen" : "held");
                                 });
            lock.break_lock();
        }
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(death_is_proved_within_one_pid_namespace, Kind,
                              locks_with_namespaces)
{
    in_new_pid_namespace(true,
                         [&]
                         {
                             die_holding<Kind>(target);
                             expect(Kind::make(target).try_lock(), "broken and taken");
                         });
    BOOST_TEST(directory.entries().empty());
}

// With the /proc of outside a number means another process there.
BOOST_AUTO_TEST_CASE_TEMPLATE(living_process_of_the_same_pid_namespace_holds, Kind,
                              soft_locks)
{
    for (bool const with_its_proc : {false, true})
    {
        in_new_pid_namespace(
            with_its_proc,
            [&]
            {
                auto lock = Kind::make(target);
                lock.lock();
                in_child([&] { expect(!Kind::make(target).try_lock(), "held"); });
                lock.release();
            });
    }
}

BOOST_AUTO_TEST_CASE(create_lock_proves_nothing_within_another_pid_namespace)
{
    in_new_pid_namespace(true,
                         [&]
                         {
                             die_holding<create_kind>(target);
                             expect(!create_kind::make(target).try_lock(), "held");
                         });
}

BOOST_AUTO_TEST_SUITE_END()
