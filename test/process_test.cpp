// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#define BOOST_TEST_MODULE process
#include <boost/test/unit_test.hpp>

#include "os/process.hpp"

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <future>
#include <memory>
#include <thread>
#include <vector>

#include <filelock/owner.hpp>

#include "checked_only_if.hpp"
#include "child_process.hpp"
#include "owner_record.hpp"
#include "support/abilities.hpp"

/// probe() on processes that really live and die.

namespace
{

namespace utf = boost::unit_test;
using boost::test_tools::assertion_result;

using filelock::liveness;
using filelock::make_record;
using filelock::owner;
using filelock::parse_record;
using filelock::probe;
using filelock::this_owner;
using filelock::os::look_up_process;
using filelock::os::process_state;

std::string own_record()
{
    return make_record(this_owner());
}

std::string verdict(owner const& who)
{
    return to_string(probe(who));
}

owner owner_in(std::string const& record)
{
    auto const who = parse_record(record);
    BOOST_REQUIRE(who.has_value());
    return *who;
}

assertion_result proof_is_possible(utf::test_unit_id)
{
    // Not asked of the library, which would then hide its own failure.
    bool const is_told = test::can_prove_deaths()
        && std::ifstream("/proc/sys/kernel/random/boot_id").is_open()
        && ::access("/proc/self/stat", R_OK) == 0
        && ::access("/proc/thread-self/ns/time", F_OK) == 0;
    return checked_only_if(is_told, "this system does not tell processes apart");
}

assertion_result user_can_be_changed(utf::test_unit_id)
{
    return checked_only_if(::geteuid() == 0, "only root can become another user");
}

assertion_result namespaces_can_be_made(utf::test_unit_id)
{
    bool const can =
        std::system("unshare --pid --fork --mount-proc true 2>/dev/null") == 0;
    return checked_only_if(can, "no permission to make a pid namespace");
}

void in_new_pid_namespace(std::string const& option, std::string const& test,
                          std::string const& record)
{
    BOOST_REQUIRE_EQUAL(::setenv("FILELOCK_TEST_RECORD", record.c_str(), 1), 0);
    std::string const self = utf::framework::master_test_suite().argv[0];
    std::string const command = "unshare --pid --fork " + option + " '" + self
        + "' --log_level=error --report_level=no --run_test=" + test;
    BOOST_TEST_CONTEXT(command)
    BOOST_TEST(std::system(command.c_str()) == 0);
}

}  // namespace

BOOST_AUTO_TEST_CASE(this_process_is_described)
{
    owner const self = this_owner();
    BOOST_TEST(self.pid == ::getpid());
    BOOST_TEST(!self.host.empty());
    BOOST_TEST(self.thread != 0u);
    BOOST_TEST(self.token.empty());
    std::thread([&] { BOOST_TEST(this_owner().thread != self.thread); }).join();
}

BOOST_AUTO_TEST_CASE(this_process_is_alive, *utf::precondition(proof_is_possible))
{
    BOOST_TEST(verdict(this_owner()) == "alive");
}

BOOST_AUTO_TEST_CASE(forked_child_is_another_process)
{
    owner const self = this_owner();
    child_process const child(own_record);
    owner const other = owner_in(child.told());
    BOOST_TEST(other.pid == child.pid());
    BOOST_TEST(other.host == self.host);
    BOOST_TEST(other.boot_id == self.boot_id);
    BOOST_TEST(other.pid_namespace == self.pid_namespace);
    child_process const parent_seen([&] { return verdict(self); });
    BOOST_TEST(parent_seen.told() == verdict(self));
}

BOOST_AUTO_TEST_CASE(threads_agree_on_who_they_are_after_a_fork)
{
    this_owner();
    child_process const child(
        []
        {
            std::vector<std::future<std::int64_t>> threads;
            for (int i = 0; i < 8; ++i)
            {
                threads.push_back(
                    std::async(std::launch::async, [] { return this_owner().pid; }));
            }
            bool agreed = true;
            for (auto& each : threads)
            {
                agreed = each.get() == ::getpid() && agreed;
            }
            return std::string(agreed ? "agreed" : "differed");
        });
    BOOST_TEST(child.told() == "agreed");
}

BOOST_AUTO_TEST_CASE(killed_child_is_dead_before_and_after_it_is_reaped,
                     *utf::precondition(proof_is_possible))
{
    child_process child(own_record);
    owner const who = owner_in(child.told());
    BOOST_TEST(verdict(who) == "alive");
    child.kill();
    BOOST_TEST(verdict(who) == "dead");
    child.reap();
    BOOST_TEST(verdict(who) == "dead");
}

BOOST_AUTO_TEST_CASE(process_outlives_its_main_thread,
                     *utf::precondition(proof_is_possible))
{
    std::unique_ptr<child_process> child;
    std::thread(
        [&]
        {
            // The record, too, is made by what is left of the process.
            child = std::make_unique<child_process>(
                [] { return becomes_zombie(::getpid()) ? own_record() : ""; },
                child_process::kind::without_main_thread);
        })
        .join();
    owner const who = owner_in(child->told());
    BOOST_TEST(verdict(who) == "alive");
    child->kill();
    BOOST_TEST(verdict(who) == "dead");
}

BOOST_AUTO_TEST_CASE(program_may_have_any_name, *utf::precondition(proof_is_possible))
{
    child_process const child(
        []
        {
            std::string const record = own_record();
            std::ofstream("/proc/self/comm") << "a) Z 1 (2) X 3";
            return record;
        });
    BOOST_TEST(verdict(owner_in(child.told())) == "alive");
    child_process const second([&] { return verdict(owner_in(child.told())); });
    BOOST_TEST(second.told() == "alive");
}

BOOST_AUTO_TEST_CASE(later_process_has_later_start, *utf::precondition(proof_is_possible))
{
    owner const first = owner_in(child_process(own_record).told());
    owner later = first;
    auto const end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (later.process_start == first.process_start
           && std::chrono::steady_clock::now() < end)
    {
        later = owner_in(child_process(own_record).told());
    }
    BOOST_TEST(later.process_start > first.process_start);
}

BOOST_AUTO_TEST_CASE(pid_used_again_is_not_the_owner,
                     *utf::precondition(proof_is_possible))
{
    child_process const child(own_record);
    owner who = owner_in(child.told());
    ++who.process_start;
    BOOST_TEST(verdict(who) == "dead");
}

BOOST_AUTO_TEST_CASE(owner_from_before_the_reboot_is_dead,
                     *utf::precondition(proof_is_possible))
{
    owner who = this_owner();
    who.boot_id = "00000000-0000-0000-0000-000000000000";
    BOOST_TEST(verdict(who) == (who.machine_id.empty() ? "unknown" : "dead"));
}

BOOST_AUTO_TEST_CASE(dead_process_seen_from_elsewhere_may_live,
                     *utf::precondition(proof_is_possible))
{
    child_process child(own_record);
    owner const dead = owner_in(child.told());
    child.kill();
    child.reap();
    owner on_other_host = dead;
    on_other_host.host += "x";
    BOOST_TEST(verdict(on_other_host) == "unknown");
    owner in_other_container = dead;
    ++in_other_container.pid_namespace;
    BOOST_TEST(verdict(in_other_container) == "unknown");
    owner by_other_clock = dead;
    ++by_other_clock.time_namespace;
    BOOST_TEST(verdict(by_other_clock) == "unknown");
}

BOOST_AUTO_TEST_CASE(number_that_is_no_pid_is_not_looked_up)
{
    std::int64_t const mine = ::getpid();
    for (std::int64_t const pid : {mine - mine, -mine, mine + (std::int64_t(1) << 32)})
    {
        owner who = this_owner();
        who.pid = pid;
        BOOST_TEST((look_up_process(pid).state == process_state::unreadable));
        BOOST_TEST(verdict(who) == "unknown");
    }
}

BOOST_AUTO_TEST_CASE(process_of_another_user_is_alive,
                     *utf::precondition(proof_is_possible)
                         * utf::precondition(user_can_be_changed))
{
    owner const who = this_owner();
    child_process const nobody(
        [&]
        {
            bool const changed = ::setgid(65534) == 0 && ::setuid(65534) == 0;
            bool const refused = ::kill(::getppid(), 0) == -1 && errno == EPERM;
            return changed && refused ? verdict(who) : "not another user";
        });
    BOOST_TEST(nobody.told() == "alive");
}

BOOST_AUTO_TEST_CASE(other_pid_namespace_proves_nothing,
                     *utf::precondition(proof_is_possible)
                         * utf::precondition(namespaces_can_be_made))
{
    child_process child(own_record);
    owner const who = owner_in(child.told());
    in_new_pid_namespace("", "with_outer_proc", child.told());
    in_new_pid_namespace("--mount-proc", "with_own_proc", child.told());
    child.kill();
    child.reap();
    BOOST_TEST(verdict(who) == "dead");
    in_new_pid_namespace("", "with_outer_proc", child.told());
    in_new_pid_namespace("--mount-proc", "with_own_proc", child.told());
}

// Run by the test above in a new pid namespace, with the record of a process outside.

BOOST_AUTO_TEST_CASE(with_outer_proc, *utf::disabled())
{
    owner const self = this_owner();
    BOOST_TEST(self.pid > 0);
    BOOST_TEST(self.pid_namespace == 0u);
    BOOST_TEST(self.process_start == 0u);
    BOOST_TEST(verdict(self) == "unknown");
    BOOST_TEST(verdict(owner_in(std::getenv("FILELOCK_TEST_RECORD"))) == "unknown");
    BOOST_TEST(!look_up_process(self.pid).start.has_value());
}

BOOST_AUTO_TEST_CASE(with_own_proc, *utf::disabled())
{
    owner const self = this_owner();
    owner const outside = owner_in(std::getenv("FILELOCK_TEST_RECORD"));
    BOOST_TEST(self.pid_namespace != 0u);
    BOOST_TEST(self.pid_namespace != outside.pid_namespace);
    BOOST_TEST(verdict(self) == "alive");
    BOOST_TEST(verdict(outside) == "unknown");
}
