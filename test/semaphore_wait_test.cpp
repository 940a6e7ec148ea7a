// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// How a semaphore is waited for in one process, over every scheme.

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <filelock/semaphore.hpp>

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <filelock/any_lock.hpp>
#include <filelock/semaphore_slot.hpp>

#include "support/semaphore_of_scheme.hpp"
#include "support/watch.hpp"

using namespace test;
using namespace std::chrono_literals;
using filelock::errc;
using filelock::error_code;
using filelock::semaphore;
using filelock::semaphore_slot;

namespace data = boost::unit_test::data;

BOOST_FIXTURE_TEST_SUITE(wait_for_a_semaphore, in_semaphore)

BOOST_DATA_TEST_CASE(waiter_gets_whichever_slot_is_free_first,
                     data::make(schemes_of_semaphores))
{
    for (int freed = 0; freed < 3; ++freed)
    {
        semaphore held = make_semaphore(target, 3, sample);
        std::vector<semaphore_slot> slots;
        for (int i = 0; i < 3; ++i)
        {
            slots.emplace_back(held);
        }
        semaphore waiting = make_semaphore(target, 3, sample);
        auto got = thread.start([&] { waiting.acquire(); });
        BOOST_TEST(got.is_blocked());
        slots[static_cast<std::size_t>(freed)].release();
        got.get();
        BOOST_TEST(waiting.slots_held() == 1);
    }
}

BOOST_DATA_TEST_CASE(who_comes_back_at_once_comes_behind_who_waits,
                     data::make(schemes_of_semaphores))
{
    semaphore mine = make_semaphore(target, 1, sample);
    semaphore theirs = make_semaphore(target, 1, sample);
    mine.acquire();
    auto waiting = thread.start([&] { theirs.acquire(); });
    BOOST_TEST(waiting.is_blocked());
    auto back = other_thread.start(
        [&]
        {
            mine.release();
            mine.acquire();
        });
    waiting.get();
    BOOST_TEST(back.is_blocked());
    theirs.release();
    back.get();
}

BOOST_DATA_TEST_CASE(timeout_is_kept_and_leaves_nothing_held,
                     data::make(schemes_of_semaphores))
{
    semaphore holder = make_semaphore(target, 2, sample);
    semaphore late = make_semaphore(target, 2, sample);
    holder.acquire();
    holder.acquire();
    for (auto const timeout : {1ms, 30ms})
    {
        stopwatch const watch;
        BOOST_CHECK_THROW(late.acquire(timeout), filelock::lock_timeout);
        BOOST_TEST((watch.elapsed() >= timeout));
    }
    BOOST_TEST(late.slots_held() == 0);
    holder.release();
    BOOST_TEST(late.try_acquire());
    holder.release();
    BOOST_TEST(late.try_acquire());
}

BOOST_DATA_TEST_CASE(timeout_of_one_who_waits_behind_others_is_kept,
                     data::make(schemes_of_semaphores))
{
    semaphore holder = make_semaphore(target, 1, sample);
    holder.acquire();
    semaphore first = make_semaphore(target, 1, sample);
    auto got = thread.start([&] { first.acquire(); });
    BOOST_TEST(got.is_blocked());
    semaphore second = make_semaphore(target, 1, sample);
    error_code ec;
    stopwatch const watch;
    second.acquire(30ms, ec);
    BOOST_TEST((ec == errc::lock_timeout));
    BOOST_TEST((watch.elapsed() >= 30ms));
    holder.release();
    got.get();
}

BOOST_DATA_TEST_CASE(cancelled_wait_fails_and_holds_nothing,
                     data::make(schemes_of_semaphores))
{
    semaphore holder = make_semaphore(target, 2, sample);
    holder.acquire();
    holder.acquire();
    filelock::cancel_source source;
    filelock::options how_to;
    how_to.cancellation = source;
    semaphore cancelled = make_semaphore(target, 2, sample, how_to);
    auto got = thread.start(
        [&]
        {
            error_code ec;
            cancelled.acquire(ec);
            return ec;
        });
    BOOST_TEST(got.is_blocked());
    source.cancel();
    BOOST_TEST((got.get() == boost::system::errc::operation_canceled));
    BOOST_TEST(cancelled.slots_held() == 0);
    holder.release();
    BOOST_TEST(holder.try_acquire_for(ceiling));
}

BOOST_AUTO_TEST_CASE(callable_may_cancel_and_may_throw)
{
    semaphore holder(target, 1);
    holder.acquire();
    int asked = 0;
    filelock::options how_to;
    how_to.poll_interval = 1ms;
    how_to.cancellation = filelock::cancellation([&] { return ++asked > 3; });
    error_code ec;
    semaphore(target, 1, how_to).acquire(ec);
    BOOST_TEST((ec == boost::system::errc::operation_canceled));
    how_to.cancellation =
        filelock::cancellation([]() -> bool { throw std::logic_error("enough"); });
    BOOST_CHECK_THROW(semaphore(target, 1, how_to).acquire(), std::logic_error);
    holder.release();
    BOOST_TEST(holder.try_acquire());
}

/// Whoever is stopped, or was killed, at the head of the queue keeps out those behind it,
/// though there are free slots.
BOOST_DATA_TEST_CASE(timeout_names_who_is_first_in_the_queue,
                     data::make(schemes_of_semaphores))
{
    for (char const* door : {".turn", ".queue"})
    {
        path where = base;
        where += door;
        filelock::options how_to;
        how_to.lock_path = where;
        std::shared_ptr<filelock::lock_base> stopped;
        if (sample == std::string("own"))
        {
            stopped = std::make_shared<filelock::custom_lock>(
                where, std::make_unique<shared_memory_scheme>(where), how_to);
        }
        else
        {
            stopped = std::make_shared<filelock::any_lock>(sample, where, how_to);
        }
        thread.run([&] { stopped->lock(); });
        try
        {
            make_semaphore(target, 2, sample).acquire(20ms);
            BOOST_ERROR("was acquired");
        }
        catch (filelock::lock_timeout const& late)
        {
            BOOST_TEST(late.owners().size() == 1U);
            BOOST_TEST(late.lock_path() == where);
        }
        thread.run([&] { stopped->unlock(); });
    }
}

BOOST_AUTO_TEST_SUITE_END()
