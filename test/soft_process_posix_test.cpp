// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// Part of soft_owner_posix_test: holders that really live and die, in this
// pid namespace; for others see soft_namespace_posix_test.cpp.

#include <boost/test/unit_test.hpp>

#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <string>
#include <thread>

#include <boost/filesystem/operations.hpp>

#include "checked_only_if.hpp"
#include "support/every_lock.hpp"
#include "support/expect.hpp"
#include "support/posix_child.hpp"
#include "support/stale_checks.hpp"
#include "support/temporary_directory.hpp"

namespace
{

using namespace test;
namespace fs = boost::filesystem;
namespace utf = boost::unit_test;
using boost::test_tools::assertion_result;

assertion_result only_root(utf::test_unit_id)
{
    return checked_only_if(geteuid() == 0, "only root can become another user");
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(real_processes, in_directory)

BOOST_AUTO_TEST_CASE_TEMPLATE(zombie_is_broken, Kind, soft_locks)
{
    pid_t const holder = fork();
    if (holder == 0)
    {
        auto lock = Kind::make(target);
        _exit(lock.try_lock() ? 0 : 1);
    }
    siginfo_t end = {};
    BOOST_REQUIRE(waitid(P_PID, static_cast<id_t>(holder), &end, WEXITED | WNOWAIT) == 0);
    BOOST_REQUIRE(end.si_status == 0);
    can_be_proved_dead<Kind>() ? check_broken<Kind>(*this, lock_mode::exclusive)
                               : check_held<Kind>(*this);
    waitpid(holder, nullptr, 0);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(process_without_its_main_thread_holds, Kind, soft_locks)
{
    if (!children_may_make_threads)
    {
        BOOST_TEST_MESSAGE("NOT CHECKED: the thread sanitizer is in the way");
        return;
    }
    baton held;
    baton done;
    child holder(
        [&]
        {
            auto lock = Kind::make(target);
            lock.lock();
            std::thread(
                [&]
                {
                    std::string state;
                    // Until the system takes the process for a zombie.
                    while (state != "Z")
                    {
                        std::ifstream in("/proc/self/stat");
                        in >> state >> state >> state;
                    }
                    held.pass();
                    done.take();
                    _exit(0);
                })
                .detach();
            // The thread alone, without pthread_exit()'s unwinding of the stack.
            syscall(SYS_exit, 0);
        });
    held.take();
    check_held<Kind>(*this);
    BOOST_TEST(Kind::make(target).owners().at(0).pid == holder.pid());
    done.pass();
    holder.finish();
    if (can_be_proved_dead<Kind>())
    {
        check_broken<Kind>(*this, lock_mode::exclusive);
    }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(of_other_users, in_directory, *utf::precondition(only_root))

BOOST_AUTO_TEST_CASE_TEMPLATE(process_of_another_user_holds_until_it_dies, Kind,
                              soft_locks)
{
    fs::permissions(directory.name(), fs::all_all);
    baton held;
    baton done;
    child outer(
        [&]
        {
            as_unprivileged(
                [&]
                {
                    auto lock = Kind::make(target);
                    lock.lock();
                    held.pass();
                    done.take();
                    _exit(0);
                });
        });
    held.take();
    check_held<Kind>(*this);
    done.pass();
    outer.finish();
    if (can_be_proved_dead<Kind>())
    {
        check_broken<Kind>(*this, lock_mode::exclusive);
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(process_of_root_is_seen_by_another_user, Kind, soft_locks)
{
    fs::permissions(directory.name(), fs::all_all);
    auto const others_get_it = [&]
    {
        child other(
            [&] {
                as_unprivileged([&] { expect(Kind::make(target).try_lock(), "taken"); });
            });
        return other.exit_status() == 0;
    };
    {
        auto lock = Kind::make(target);
        lock.lock();
        BOOST_TEST(!others_get_it());
    }
    // Who may not write into the dead one's directory cannot clear it away.
    mode_t const before = umask(0);
    die_holding<Kind>(target);
    umask(before);
    BOOST_TEST(others_get_it() == can_be_proved_dead<Kind>());
}

BOOST_AUTO_TEST_SUITE_END()
