// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "support/fault_strike.hpp"

#include <sys/stat.h>

#include <boost/test/unit_test.hpp>

#include "checked_only_if.hpp"
#include "support/expect.hpp"

namespace test
{

namespace
{

using filelock::lock_mode;
using news = fault_process::news;

/// More operations than any sequence has.
constexpr int far_too_many = 1000;

}  // namespace

strike::strike(fault_scene::kind_maker make, sequence const& what, fault how, int at)
    : scene(make)
    , plan(scene.place.directory.name(), how, at)
{
    what.around(scene);
    victim = std::make_unique<fault_process>([&] { suffer(what); });
    outcome_ = victim->wait();
}

void strike::suffer(sequence const& what)
{
    auto const lock = scene.make(options_of_victim(scene));
    judged_lock judged(*lock, scene.judge, fault_scene::victim_seat);
    what.before(judged);
    plan.arm();
    what.armed(judged);
}

void strike_everywhere(fault_scene::kind_maker make, fault how,
                       std::function<void(strike&, sequence const&)> const& check)
{
    for (sequence const& each : sequences())
    {
        int points = 0;
        std::string kind;
        for (bool is_struck = true; is_struck && points < far_too_many;)
        {
            strike one(make, each, how, points + 1);
            kind = one.scene.make()->scheme_name();
            is_struck = one.is_struck();
            if (is_struck)
            {
                ++points;
                BOOST_TEST_CONTEXT(kind << ", " << each.name << ", struck before "
                                        << points << ": " << one.plan.latest())
                {
                    check(one, each);
                }
            }
        }
        BOOST_TEST_MESSAGE(kind << ", " << each.name << ": " << points << " points");
        BOOST_TEST(points < far_too_many);
        BOOST_TEST(points >= each.least_points, kind << ", " << each.name);
    }
}

void hold_once(fault_scene& scene, filelock::options const& how, int seat)
{
    auto const lock = scene.make(how);
    judged_lock judged(*lock, scene.judge, seat);
    expect(judged.take(lock_mode::exclusive, patience), "a lock that can be had");
    judged.give_back();
}

void check_recovery(fault_scene& scene, filelock::options const& how)
{
    fault_process rival([&] { hold_once(scene, how, fault_scene::rival_seat); });
    BOOST_CHECK_NO_THROW(hold_once(scene, how, fault_scene::own_seat));
    BOOST_TEST((rival.wait() == news::ended));
    BOOST_TEST(scene.judge.overlaps() == 0);
    if (scene.has_living())
    {
        scene.dismiss_living();
    }
}

void check_that_nothing_is_left(fault_scene& scene)
{
    scene.make()->break_lock();
    if (scene.has_entry(".guard"))
    {
        scene.add_nameless();
        scene.make()->break_lock();
    }
    auto const entries = scene.place.directory.entries();
    BOOST_TEST(entries == std::vector<std::string>{}, boost::test_tools::per_element());
}

bool can_prove_death(std::string const& kind)
{
    struct stat status = {};
    constexpr ino_t initial_pid_namespace = 0xEFFFFFFC;
    bool const is_initial =
        stat("/proc/self/ns/pid", &status) == 0 && status.st_ino == initial_pid_namespace;
    auto const result =
        checked_only_if(kind != create_kind::name || is_initial,
                        "from here nobody can prove that a create lock's owner is dead");
    return result.p_predicate_value;
}

}  // namespace test
