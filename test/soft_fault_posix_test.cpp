// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// Every protocol of the soft locks, with the process killed just before each of its
// operations on the file system.

#define BOOST_TEST_MODULE soft_fault_posix_test
#include <boost/test/unit_test.hpp>

#include <chrono>

#include <boost/filesystem/directory.hpp>
#include <boost/filesystem/operations.hpp>

#include "support/expect.hpp"
#include "support/fault_strike.hpp"

namespace
{

using namespace test;
using namespace std::chrono_literals;
namespace fs = boost::filesystem;

/// A directory in which nobody is, or an empty file.
bool names_no_owner(path const& lock_file)
{
    fs::file_status const there = fs::symlink_status(lock_file);
    return fs::exists(there) && fs::is_empty(lock_file);
}

/// Returns whether it is the victim who has left a state that names no owner.
bool check_after_kill(fault_scene& scene)
{
    scene.judge.strike(fault_scene::victim_seat);
    if (scene.has_living())
    {
        scene.have_living_leave();
    }
    bool const is_unnamed = names_no_owner(scene.place.lock_file);
    filelock::options how;
    if (is_unnamed)
    {
        how.abandoned_after = 5ms;
    }
    check_recovery(scene, how);
    check_that_nothing_is_left(scene);
    return is_unnamed && !scene.has_nameless();
}

struct watched_directory : in_directory
{
    fault_plan plan{directory.name(), fault::none, 0};

    /// Of a call through the shared library, where it is one.
    void check_counted(std::string const& what, std::function<void()> const& call)
    {
        call();
        expect(plan.latest() == what, what + ", not " + plan.latest());
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(soft_fault)

BOOST_AUTO_TEST_CASE_TEMPLATE(others_recover_from_a_kill_before_any_operation, kind,
                              soft_locks)
{
    if (!can_prove_death(kind::name))
    {
        return;
    }
    int unnamed = 0;
    strike_everywhere(make_lock<kind>, fault::kill,
                      [&](strike& one, sequence const&)
                      { unnamed += check_after_kill(one.scene); });
    BOOST_TEST_MESSAGE(kind::name << ": " << unnamed << " times nobody was named");
    BOOST_TEST((unnamed > 0) == (std::string(kind::name) == mkdir_kind::name));
}

/// The breaker is killed after the holder has found its private file claimed.
BOOST_AUTO_TEST_CASE(order_of_a_dead_breaker_is_carried_out_by_others)
{
    sequence const& breaking = sequence_named("break of a living writer");
    std::unique_ptr<strike> one;
    int at = 0;
    do
    {
        one = std::make_unique<strike>(make_lock<link_kind>, breaking, fault::stop, ++at);
        BOOST_REQUIRE(one->is_struck());
    } while (one->plan.latest() != "unlink target.lock");
    one->scene.have_living_leave();
    one->victim->kill();
    one->scene.judge.strike(fault_scene::victim_seat);
    check_recovery(one->scene);
    check_that_nothing_is_left(one->scene);
}

/// Else a strike might miss what Boost does on behalf of the locks.
BOOST_FIXTURE_TEST_CASE(operations_of_boost_filesystem_are_counted, watched_directory)
{
    fault_process(
        [&]
        {
            plan.arm();
            path const one = directory / "one";
            path const two = directory / "two";
            check_counted("mkdir one", [&] { fs::create_directory(one); });
            check_counted("rename two", [&] { fs::rename(one, two); });
            check_counted("readdir", [&] { fs::directory_iterator each(two); });
            write_bytes(one, "");
            path const three = directory / "three";
            check_counted("link three", [&] { fs::create_hard_link(one, three); });
            check_counted("unlink one", [&] { fs::remove(one); });
        })
        .wait();
    BOOST_TEST(plan.reached() >= 6);
}

BOOST_AUTO_TEST_SUITE_END()
