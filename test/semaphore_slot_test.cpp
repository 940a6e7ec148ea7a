// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// The guard of a semaphore's slot.

#include <boost/test/unit_test.hpp>

#include <filelock/semaphore_slot.hpp>

#include <memory>
#include <utility>

#include <filelock/any_lock.hpp>

#include "support/semaphore_of_scheme.hpp"

using namespace test;
using namespace std::chrono_literals;
using filelock::semaphore;
using filelock::semaphore_slot;

BOOST_FIXTURE_TEST_SUITE(guard_of_a_slot, in_semaphore)

BOOST_AUTO_TEST_CASE(guard_holds_a_slot_of_its_own_number_as_long_as_it_lives)
{
    semaphore mine(target, 2);
    {
        semaphore_slot const first(mine);
        semaphore_slot const second(mine, std::try_to_lock);
        BOOST_TEST(first.number() + second.number() == 3);
        BOOST_TEST(!semaphore_slot(mine, std::try_to_lock).owns_slot());
        BOOST_TEST(semaphore_slot(mine, 1ms).number() == 0);
    }
    BOOST_TEST(semaphore_slot(mine, 1ms).owns_slot());
    BOOST_TEST(mine.owners().empty());
}

BOOST_AUTO_TEST_CASE(release_of_the_semaphore_leaves_the_guard_s_slot_alone)
{
    semaphore mine(target, 1);
    semaphore_slot guard(mine);
    BOOST_TEST(mine.slots_held() == 0);
    BOOST_CHECK_THROW(mine.release(), filelock::not_my_lock);
    BOOST_TEST(guard.owns_slot());
    guard.release();
    BOOST_TEST(!guard);
    BOOST_CHECK_THROW(guard.release(), filelock::not_locked);
    BOOST_CHECK_THROW(semaphore_slot().release(), filelock::not_locked);
}

BOOST_AUTO_TEST_CASE(moved_guard_takes_its_slot_along)
{
    semaphore mine(target, 2);
    semaphore_slot first(mine);
    semaphore_slot second(std::move(first));
    BOOST_TEST(!first.owns_slot());
    BOOST_TEST(second.number() == 1);
    first = semaphore_slot(mine);
    BOOST_TEST(first.number() == 2);
    second = std::move(first);
    BOOST_TEST(second.number() == 2);
    BOOST_TEST(mine.owners().size() == 1);
}

BOOST_AUTO_TEST_CASE(guard_may_outlive_the_semaphore)
{
    auto mine = std::make_unique<semaphore>(target, 1);
    semaphore_slot guard(*mine);
    mine.reset();
    BOOST_TEST(!semaphore(target, 1).try_acquire());
    guard.release();
    BOOST_TEST(semaphore(target, 1).try_acquire());
}

BOOST_AUTO_TEST_CASE(slot_that_is_broken_is_not_mine)
{
    semaphore mine(target, 1, "link");
    semaphore_slot guard(mine);
    filelock::options there;
    there.lock_path = mine.slot_path(1);
    filelock::make_lock("link", target, there).break_lock();
    BOOST_CHECK_THROW(guard.release(), filelock::not_my_lock);
    BOOST_TEST(!guard.owns_slot());
}

BOOST_AUTO_TEST_SUITE_END()
