// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// Every protocol of the soft locks, with the process stopped just before each of its
// operations on the file system, and going on when somebody else has the lock.

#define BOOST_TEST_MODULE soft_stop_posix_test
#include <boost/test/unit_test.hpp>

#include <stdexcept>

#include <boost/filesystem/operations.hpp>

#include <filelock/hard_lock.hpp>

#include "support/expect.hpp"
#include "support/fault_strike.hpp"

namespace
{

using namespace test;
namespace fs = boost::filesystem;
using filelock::lock_mode;
using news = fault_process::news;

/// How many operations it takes to look who holds a lock.
int operations_of_a_look(fault_scene::kind_maker make)
{
    fault_scene scene(make);
    scene.add_living(lock_mode::exclusive);
    fault_plan plan(scene.place.directory.name(), fault::none, 0);
    auto const look = [&]
    {
        plan.arm();
        expect(scene.make()->is_locked(), "a lock that is held");
    };
    fault_process(look).wait();
    scene.have_living_leave();
    scene.dismiss_living();
    return plan.reached();
}

/// Whether the victim is the one who may remove the marker, and nobody else may.
bool is_breaking(fault_scene& scene)
{
    filelock::options how;
    how.lock_path = scene.place.directory / "target.lock.guard";
    return scene.has_entry(".claim.")
        || filelock::hard_lock(how.lock_path, how).is_locked();
}

/// What a stopped process may do to the successor of what it had, or was looking at.
enum class harm
{
    none,
    possible,
    certain
};

harm expected_harm(std::string const& kind, sequence const& what, strike const& one,
                   int operations_of_look)
{
    std::string const next = one.plan.latest();
    // The window that marker_lock.hpp names: a holder that is broken by order between the
    // two steps of its own release. The first step of a create lock is to look.
    if (kind != mkdir_kind::name && next == "unlink target.lock")
    {
        return harm::certain;
    }
    bool const looks = kind == create_kind::name && next == "open target.lock";
    // An order to break the lock is for whoever is found to hold it.
    bool const is_ordered = what.breaks && one.plan.reached() <= operations_of_look;
    return looks || is_ordered ? harm::possible : harm::none;
}

bool is_hurt(judged_lock& successor)
{
    try
    {
        return !successor.give_back();
    }
    catch (std::runtime_error const&)
    {
        return true;
    }
}

/// The lock is free while the victim stands still, and a successor holds it while the
/// victim goes on. Returns whether the successor has lost it.
bool hurts_a_successor(strike& one, judged_lock& successor)
{
    BOOST_REQUIRE(successor.take(lock_mode::exclusive, patience));
    one.victim->resume();
    BOOST_TEST((one.victim->wait() == news::ended));
    return is_hurt(successor);
}

/// Nobody can break what is being broken, but whoever does that goes on.
void check_breaker(strike& one, bool try_it)
{
    if (try_it)
    {
        auto const lock = one.scene.make();
        judged_lock another(*lock, one.scene.judge, fault_scene::own_seat);
        BOOST_TEST(
            (another.break_it() == boost::system::errc::resource_unavailable_try_again));
    }
    one.victim->resume();
    BOOST_TEST((one.victim->wait() == news::ended));
}

/// The window that guard.hpp names: a marker that its owner removes while a breaker is
/// between its last look and the removal, so that there is another's.
bool is_window_of_breaker(std::string const& kind, std::string const& next)
{
    return kind == create_kind::name
        && (next == "unlink target.lock" || next == "open target.lock");
}

void check_after_stop(std::string const& kind, sequence const& what, strike& one,
                      int operations_of_look, int& breakers)
{
    if (is_breaking(one.scene))
    {
        // To be refused takes a second: once is enough.
        check_breaker(one, breakers++ == 0);
    }
    else
    {
        harm const expected = expected_harm(kind, what, one, operations_of_look);
        auto const lock = one.scene.make();
        judged_lock successor(*lock, one.scene.judge, fault_scene::own_seat);
        BOOST_TEST(!successor.break_it());
        bool const hurt = hurts_a_successor(one, successor);
        BOOST_TEST((hurt ? expected != harm::none : expected != harm::certain));
    }
    if (one.scene.has_living())
    {
        one.scene.have_living_leave();
    }
    check_recovery(one.scene);
    check_that_nothing_is_left(one.scene);
}

void check_late_breaker(strike& one, bool is_window)
{
    if (fs::exists(one.scene.place.lock_file))
    {
        // The breaker came before the holder's release: nobody else can remove it now.
        check_breaker(one, false);
    }
    else
    {
        auto const lock = one.scene.make();
        judged_lock successor(*lock, one.scene.judge, fault_scene::own_seat);
        BOOST_TEST(hurts_a_successor(one, successor) == is_window);
    }
    check_recovery(one.scene);
    check_that_nothing_is_left(one.scene);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(soft_stop)

BOOST_AUTO_TEST_CASE_TEMPLATE(nobody_is_hurt_by_one_who_was_stopped_and_broken, kind,
                              soft_locks)
{
    if (!can_prove_death(kind::name))
    {
        return;
    }
    int const look = operations_of_a_look(make_lock<kind>);
    int breakers = 0;
    strike_everywhere(make_lock<kind>, fault::stop,
                      [&](strike& one, sequence const& what)
                      { check_after_stop(kind::name, what, one, look, breakers); });
    BOOST_TEST((breakers > 0) == (std::string(kind::name) != mkdir_kind::name));
}

/// The holder leaves, and lives on, while another is about to break its lock.
BOOST_AUTO_TEST_CASE_TEMPLATE(nobody_is_hurt_by_a_breaker_who_comes_too_late, kind,
                              soft_locks)
{
    sequence const& breaking = sequence_named("break of a living writer");
    int at = operations_of_a_look(make_lock<kind>);
    int const first = at;
    for (bool is_struck = true; is_struck;)
    {
        strike one(make_lock<kind>, breaking, fault::stop, ++at);
        is_struck = one.is_struck();
        std::string const next = one.plan.latest();
        BOOST_TEST_CONTEXT(kind::name << ", stopped before " << at << ": " << next)
        {
            one.scene.have_living_leave();
            is_struck ? check_late_breaker(one, is_window_of_breaker(kind::name, next))
                      : check_recovery(one.scene);
        }
    }
    BOOST_TEST(at > first + 3);
}

BOOST_AUTO_TEST_SUITE_END()
