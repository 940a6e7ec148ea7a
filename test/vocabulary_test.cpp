// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// The library's own words and the standard's: guards, durations and points in time.

#include <filelock/hard_lock.hpp>

#define BOOST_TEST_MODULE vocabulary_test
#include <boost/test/unit_test.hpp>

#include <limits>
#include <mutex>
#include <shared_mutex>
#include <type_traits>

#include <filelock/custom_lock.hpp>

#include "support/remote_lock.hpp"
#include "support/temporary_directory.hpp"
#include "support/worker.hpp"

namespace
{

using namespace test;
using namespace std::chrono_literals;
using filelock::hard_lock;
using filelock::lock_mode;

struct one_lock : in_directory
{
    hard_lock lock{target};
    peer_process peer;
    remote_lock remote{peer, "hard", lock_file};

    /// How the lock is held, as seen by another process.
    bool is_shared()
    {
        bool const let_in = remote.try_lock(lock_mode::shared);
        if (let_in)
        {
            remote.release();
        }
        return let_in && !is_open();
    }

    bool is_exclusive() { return !is_shared() && !is_open(); }

    bool is_open()
    {
        bool const let_in = remote.try_lock();
        if (let_in)
        {
            remote.release();
        }
        return let_in;
    }
};

template <class Lock>
constexpr bool is_only_movable =
    std::conjunction_v<std::negation<std::is_copy_constructible<Lock>>,
                       std::negation<std::is_copy_assignable<Lock>>,
                       std::is_nothrow_move_constructible<Lock>,
                       std::is_nothrow_move_assignable<Lock>,
                       std::is_nothrow_destructible<Lock>>;

static_assert(is_only_movable<hard_lock>);
static_assert(is_only_movable<filelock::custom_lock>);
static_assert(!std::is_constructible_v<filelock::lock_base, path>);
static_assert(!std::is_convertible_v<path, hard_lock>, "the constructor is explicit");
static_assert(noexcept(std::declval<hard_lock&>().unlock()));
static_assert(noexcept(std::declval<hard_lock&>().unlock_shared()));

}  // namespace

BOOST_FIXTURE_TEST_SUITE(vocabulary, one_lock)

BOOST_AUTO_TEST_CASE(acquire_and_release_speak_of_either_mode)
{
    lock.acquire();
    BOOST_TEST(is_exclusive());
    lock.release();
    lock.acquire(1h);
    BOOST_TEST(is_exclusive());
    lock.release();
    lock.acquire_shared();
    BOOST_TEST(is_shared());
    lock.release();
    lock.acquire_shared(0s);
    BOOST_TEST(is_shared());
    lock.release();
    BOOST_TEST(is_open());
}

BOOST_AUTO_TEST_CASE(members_of_shared_timed_mutex_are_there)
{
    BOOST_TEST(lock.try_lock());
    lock.unlock();
    BOOST_TEST(lock.try_lock_for(1s));
    BOOST_TEST(is_exclusive());
    lock.unlock();
    BOOST_TEST(lock.try_lock_shared());
    lock.unlock_shared();
    BOOST_TEST(lock.try_lock_shared_for(1s));
    BOOST_TEST(is_shared());
    lock.unlock_shared();
    BOOST_TEST(is_open());
}

BOOST_AUTO_TEST_CASE(scoped_lock_holds_exclusively_while_it_lives)
{
    {
        std::scoped_lock const guard(lock);
        BOOST_TEST(is_exclusive());
    }
    BOOST_TEST(is_open());
}

BOOST_AUTO_TEST_CASE(unique_lock_takes_all_its_forms)
{
    {
        std::unique_lock<hard_lock> guard(lock, std::defer_lock);
        BOOST_TEST(is_open());
        BOOST_TEST(guard.try_lock_for(1s));
        BOOST_TEST(is_exclusive());
        guard.unlock();
        BOOST_TEST(guard.try_lock_until(std::chrono::steady_clock::now() + 1s));
    }
    lock.lock();
    std::unique_lock<hard_lock>(lock, std::adopt_lock).unlock();
    BOOST_TEST(std::unique_lock<hard_lock>(lock, std::try_to_lock).owns_lock());
    BOOST_TEST(std::unique_lock<hard_lock>(lock, 10ms).owns_lock());
    BOOST_TEST(is_open());
}

BOOST_AUTO_TEST_CASE(shared_lock_shares_while_it_lives)
{
    {
        std::shared_lock<hard_lock> guard(lock);
        BOOST_TEST(is_shared());
        guard.unlock();
        BOOST_TEST(guard.try_lock());
        guard.unlock();
        BOOST_TEST(guard.try_lock_for(1s));
        BOOST_TEST(is_shared());
    }
    BOOST_TEST(is_open());
}

BOOST_AUTO_TEST_CASE(guards_of_a_held_lock_do_not_own_it)
{
    remote.lock();
    BOOST_TEST(!std::unique_lock<hard_lock>(lock, std::try_to_lock).owns_lock());
    BOOST_TEST(!std::unique_lock<hard_lock>(lock, 5ms).owns_lock());
    BOOST_TEST(!std::shared_lock<hard_lock>(lock, std::try_to_lock).owns_lock());
    BOOST_TEST(!std::shared_lock<hard_lock>(lock, 5ms).owns_lock());
}

BOOST_AUTO_TEST_CASE(several_locks_are_taken_without_deadlock)
{
    hard_lock other(directory / "other");
    worker another;
    auto const in_one_order = another.start(
        [&]
        {
            hard_lock mine(target);
            hard_lock mine_too(directory / "other");
            for (int i = 0; i < 200; ++i)
            {
                std::scoped_lock const guard(mine, mine_too);
            }
        });
    for (int i = 0; i < 200; ++i)
    {
        std::lock(other, lock);
        other.unlock();
        lock.unlock();
    }
    eventually([&] { return in_one_order.is_done(); });
    BOOST_TEST(is_open());
}

BOOST_AUTO_TEST_CASE(what_is_not_above_zero_does_not_wait)
{
    remote.lock();
    stopwatch const watch;
    BOOST_CHECK_THROW(lock.acquire(0s), filelock::already_locked);
    BOOST_CHECK_THROW(lock.acquire(-1s), filelock::already_locked);
    BOOST_CHECK_THROW(lock.acquire(std::chrono::hours::min()), filelock::already_locked);
    using seconds = std::chrono::duration<double>;
    BOOST_CHECK_THROW(lock.acquire_shared(seconds(-0.5)), filelock::already_locked);
    seconds const no_number(std::numeric_limits<double>::quiet_NaN());
    BOOST_CHECK_THROW(lock.acquire_shared(no_number), filelock::already_locked);
    BOOST_TEST(!lock.try_lock_until(std::chrono::system_clock::now() - 1h));
    BOOST_TEST(!lock.try_lock_shared_until(std::chrono::steady_clock::time_point::min()));
    BOOST_TEST((watch.elapsed() < ceiling));
}

BOOST_AUTO_TEST_CASE(every_kind_of_duration_is_waited_for)
{
    remote.lock();
    stopwatch const watch;
    BOOST_CHECK_THROW(lock.acquire(std::chrono::duration<double>(0.002)),
                      filelock::lock_timeout);
    BOOST_CHECK_THROW(lock.acquire(std::chrono::duration<float, std::micro>(2000.5F)),
                      filelock::lock_timeout);
    BOOST_CHECK_THROW(lock.acquire_shared(std::chrono::nanoseconds(2'000'000)),
                      filelock::lock_timeout);
    BOOST_TEST(!lock.try_lock_for(std::chrono::duration<int, std::ratio<1, 500>>(1)));
    BOOST_TEST(!lock.try_lock_until(std::chrono::system_clock::now() + 2ms));
    BOOST_TEST(!lock.try_lock_shared_until(std::chrono::steady_clock::now() + 2ms));
    BOOST_TEST((watch.elapsed() >= 11ms));
}

BOOST_AUTO_TEST_CASE(longest_durations_do_not_overflow)
{
    remote.lock();
    worker another;
    auto waiting = another.start(
        [&]
        {
            lock.acquire(std::chrono::hours::max());
            lock.release();
            lock.acquire(std::chrono::duration<double>(1e300));
            lock.release();
            return lock.try_lock_until(std::chrono::system_clock::time_point::max());
        });
    BOOST_TEST(waiting.is_blocked());
    remote.release();
    BOOST_TEST(waiting.get());
}

BOOST_AUTO_TEST_SUITE_END()
