// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include <filelock/cancellation.hpp>

#define BOOST_TEST_MODULE cancellation_test
#include <boost/test/unit_test.hpp>

#include <array>
#include <atomic>
#include <stdexcept>

#include <filelock/hard_lock.hpp>

#include "support/remote_lock.hpp"
#include "support/temporary_directory.hpp"
#include "support/worker.hpp"

namespace
{

using namespace test;
using namespace std::chrono_literals;
using filelock::cancel_source;
using filelock::error_code;
using filelock::hard_lock;
using filelock::lock_mode;
namespace generic = boost::system::errc;

/// Nobody who has to look from time to time would look during the test.
filelock::options under(filelock::cancellation how,
                        std::chrono::milliseconds interval = 1h)
{
    filelock::options made;
    made.cancellation = std::move(how);
    made.poll_interval = interval;
    return made;
}

struct held_by_another : in_directory
{
    held_by_another() { remote.lock(); }

    peer_process peer;
    remote_lock remote{peer, "hard", lock_file};
    worker thread;

    /// Begins to wait in one of the four ways.
    task<error_code> start_waiting(hard_lock& lock, lock_mode mode, bool timed)
    {
        return thread.start(
            [&lock, mode, timed]
            {
                error_code ec;
                if (timed)
                {
                    mode == lock_mode::shared ? lock.acquire_shared(1h, ec)
                                              : lock.acquire(1h, ec);
                }
                else
                {
                    mode == lock_mode::shared ? lock.acquire_shared(ec)
                                              : lock.acquire(ec);
                }
                return ec;
            });
    }

    template <class Function>
    void for_every_wait(Function check)
    {
        for (lock_mode const mode : {lock_mode::shared, lock_mode::exclusive})
        {
            for (bool const timed : {false, true})
            {
                BOOST_TEST_CONTEXT(to_string(mode) << (timed ? ", timed" : ", untimed"))
                {
                    check(mode, timed);
                }
            }
        }
    }
};

}  // namespace

BOOST_AUTO_TEST_CASE(copies_of_a_source_are_the_same_source)
{
    cancel_source source;
    cancel_source const copy = source;
    filelock::cancellation const from_it = copy;
    BOOST_TEST(!copy.cancelled());
    BOOST_TEST(!from_it.requested());
    source.cancel();
    source.cancel();
    BOOST_TEST(copy.cancelled());
    BOOST_TEST(from_it.requested());
}

BOOST_AUTO_TEST_CASE(cancellation_knows_what_it_is_made_from)
{
    filelock::cancellation const none;
    BOOST_TEST(!none.possible());
    BOOST_TEST(!none.requested());
    filelock::cancellation const source = cancel_source();
    BOOST_TEST(source.possible());
    BOOST_TEST(!source.must_be_asked());
    filelock::cancellation const callable([] { return true; });
    BOOST_TEST(callable.possible());
    BOOST_TEST(callable.must_be_asked());
    BOOST_TEST(callable.requested());
}

BOOST_AUTO_TEST_CASE(subscription_is_called_once_while_it_lives)
{
    cancel_source source;
    int calls = 0;
    {
        filelock::cancellation::subscription const gone(source, [&] { calls += 100; });
    }
    filelock::cancellation::subscription const here(source, [&] { ++calls; });
    source.cancel();
    source.cancel();
    BOOST_TEST(calls == 1);
    filelock::cancellation::subscription const late(source, [&] { ++calls; });
    BOOST_TEST(calls == 2);
}

BOOST_FIXTURE_TEST_SUITE(cancelled_waits, held_by_another)

BOOST_AUTO_TEST_CASE(source_wakes_the_waiter_at_once)
{
    for_every_wait(
        [&](lock_mode mode, bool timed)
        {
            cancel_source source;
            hard_lock lock(target, under(source));
            auto waiting = start_waiting(lock, mode, timed);
            BOOST_TEST(waiting.is_blocked());
            source.cancel();
            BOOST_TEST((waiting.get() == generic::operation_canceled));
            BOOST_TEST(!lock.i_am_locking());
        });
}

BOOST_AUTO_TEST_CASE(source_wakes_who_waits_for_a_thread)
{
    remote.release();
    hard_lock held(target);
    held.lock();
    for_every_wait(
        [&](lock_mode mode, bool timed)
        {
            cancel_source source;
            hard_lock lock(target, under(source));
            auto waiting = start_waiting(lock, mode, timed);
            BOOST_TEST(waiting.is_blocked());
            source.cancel();
            BOOST_TEST((waiting.get() == generic::operation_canceled));
        });
}

BOOST_AUTO_TEST_CASE(source_cancelled_before_ends_every_wait)
{
    for_every_wait(
        [&](lock_mode mode, bool timed)
        {
            cancel_source source;
            source.cancel();
            hard_lock lock(target, under(source));
            auto waiting = start_waiting(lock, mode, timed);
            BOOST_TEST((waiting.get() == generic::operation_canceled));
        });
}

BOOST_AUTO_TEST_CASE(cancelled_source_does_not_forbid_what_needs_no_wait)
{
    cancel_source source;
    source.cancel();
    hard_lock lock(target, under(source));
    BOOST_CHECK_THROW(lock.acquire(0s), filelock::already_locked);
    remote.release();
    BOOST_TEST(lock.try_lock());
}

BOOST_AUTO_TEST_CASE(callable_is_asked_at_least_once_per_interval)
{
    for_every_wait(
        [&](lock_mode mode, bool timed)
        {
            std::atomic<bool> give_up{false};
            auto const asked = [&] { return give_up.load(); };
            hard_lock lock(target, under(filelock::cancellation(asked), 2ms));
            auto waiting = start_waiting(lock, mode, timed);
            BOOST_TEST(waiting.is_blocked());
            give_up = true;
            BOOST_TEST((waiting.get() == generic::operation_canceled));
        });
}

BOOST_AUTO_TEST_CASE(callable_that_says_so_at_once_ends_the_wait_at_once)
{
    for_every_wait(
        [&](lock_mode mode, bool timed)
        {
            hard_lock lock(target, under(filelock::cancellation([] { return true; })));
            BOOST_TEST(
                (start_waiting(lock, mode, timed).get() == generic::operation_canceled));
        });
}

BOOST_AUTO_TEST_CASE(what_a_callable_throws_leaves_the_acquire_and_nothing_is_held)
{
    int asked = 0;
    auto const throws = [&]() -> bool
    { return ++asked < 3 ? false : throw std::runtime_error("enough"); };
    for_every_wait(
        [&](lock_mode mode, bool timed)
        {
            asked = 0;
            hard_lock lock(target, under(filelock::cancellation(throws), 1ms));
            BOOST_CHECK_THROW(start_waiting(lock, mode, timed).get(), std::runtime_error);
            BOOST_TEST(!lock.i_am_locking());
        });
    remote.release();
    BOOST_TEST(is_free(lock_file));
    BOOST_TEST(hard_lock(target).try_lock());
}

BOOST_AUTO_TEST_CASE(throwing_forms_throw_lock_failed)
{
    cancel_source source;
    source.cancel();
    hard_lock lock(target, under(source));
    BOOST_CHECK_THROW(lock.lock(), filelock::lock_failed);
    BOOST_CHECK_THROW(lock.try_lock_for(1h), filelock::lock_failed);
    BOOST_CHECK_THROW(lock.acquire_shared(1h), filelock::lock_failed);
}

BOOST_AUTO_TEST_CASE(nothing_is_left_of_a_cancelled_wait)
{
    for_every_wait(
        [&](lock_mode mode, bool timed)
        {
            cancel_source source;
            hard_lock lock(target, under(source));
            auto waiting = start_waiting(lock, mode, timed);
            BOOST_TEST(waiting.is_blocked());
            source.cancel();
            waiting.get();
            remote.release();
            BOOST_TEST(is_free(lock_file));
            remote.lock();
        });
}

BOOST_AUTO_TEST_CASE(other_waiters_go_on)
{
    cancel_source source;
    hard_lock lock(target, under(source));
    hard_lock patient(target);
    std::array<worker, 2> threads;
    auto waiting = start_waiting(lock, lock_mode::exclusive, true);
    BOOST_TEST(waiting.is_blocked());
    auto writer = threads[0].start([&] { return patient.try_lock_for(1h); });
    BOOST_TEST(writer.is_blocked());
    source.cancel();
    waiting.get();
    BOOST_TEST(writer.is_blocked());
    remote.release();
    BOOST_TEST(writer.get());
}

BOOST_AUTO_TEST_SUITE_END()
