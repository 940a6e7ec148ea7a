// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// The library's own words and the standard's: guards, durations and points in time.

#define BOOST_TEST_MODULE vocabulary_test
#include <boost/test/unit_test.hpp>

#include <limits>
#include <mutex>
#include <shared_mutex>
#include <tuple>
#include <type_traits>
#include <utility>

#include "support/abilities.hpp"
#include "support/kind_test_case.hpp"
#include "support/remote_lock.hpp"
#include "support/temporary_directory.hpp"
#include "support/worker.hpp"

namespace
{

using namespace test;
using namespace std::chrono_literals;
using filelock::lock_mode;

struct one_lock : in_directory
{
    explicit one_lock(kind const& of) : which(of) {}

    kind const& which;
    some_lock lock = which.make(target);
    peer_process peer;
    remote_lock remote{peer, which.name, lock_file};

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

template <class Lock>
constexpr bool has_unlocks_that_do_not_throw =
    noexcept(std::declval<Lock&>().unlock(), std::declval<Lock&>().unlock_shared());

template <class... Kinds>
constexpr bool are_well_made(std::tuple<Kinds...>*)
{
    return (is_only_movable<typename Kinds::lock> && ...)
        && (has_unlocks_that_do_not_throw<typename Kinds::lock> && ...)
        && !(std::is_convertible_v<path, typename Kinds::lock> || ...);
}

static_assert(are_well_made(static_cast<every_lock*>(nullptr)));
static_assert(!std::is_constructible_v<filelock::lock_base, path>);

}  // namespace

FILELOCK_TEST_CASE_OF_KINDS(acquire_and_release_speak_of_either_mode, library_kinds())
{
    one_lock here(which);
    here.lock.acquire();
    BOOST_TEST(here.is_exclusive());
    here.lock.release();
    here.lock.acquire(1h);
    BOOST_TEST(here.is_exclusive());
    here.lock.release();
    here.lock.acquire_shared();
    BOOST_TEST(here.is_shared());
    here.lock.release();
    here.lock.acquire_shared(0s);
    BOOST_TEST(here.is_shared());
    here.lock.release();
    BOOST_TEST(here.is_open());
}

FILELOCK_TEST_CASE_OF_KINDS(members_of_shared_timed_mutex_are_there, library_kinds())
{
    one_lock here(which);
    BOOST_TEST(here.lock.try_lock());
    here.lock.unlock();
    BOOST_TEST(here.lock.try_lock_for(1s));
    BOOST_TEST(here.is_exclusive());
    here.lock.unlock();
    BOOST_TEST(here.lock.try_lock_shared());
    here.lock.unlock_shared();
    BOOST_TEST(here.lock.try_lock_shared_for(1s));
    BOOST_TEST(here.is_shared());
    here.lock.unlock_shared();
    BOOST_TEST(here.is_open());
}

FILELOCK_TEST_CASE_OF_KINDS(scoped_lock_holds_exclusively_while_it_lives, library_kinds())
{
    one_lock here(which);
    {
        std::scoped_lock const guard(here.lock);
        BOOST_TEST(here.is_exclusive());
    }
    BOOST_TEST(here.is_open());
}

FILELOCK_TEST_CASE_OF_KINDS(unique_lock_takes_all_its_forms, library_kinds())
{
    one_lock here(which);
    {
        std::unique_lock<some_lock> guard(here.lock, std::defer_lock);
        BOOST_TEST(here.is_open());
        BOOST_TEST(guard.try_lock_for(1s));
        BOOST_TEST(here.is_exclusive());
        guard.unlock();
        BOOST_TEST(guard.try_lock_until(std::chrono::steady_clock::now() + 1s));
    }
    here.lock.lock();
    std::unique_lock<some_lock>(here.lock, std::adopt_lock).unlock();
    BOOST_TEST(std::unique_lock<some_lock>(here.lock, std::try_to_lock).owns_lock());
    BOOST_TEST(std::unique_lock<some_lock>(here.lock, 10ms).owns_lock());
    BOOST_TEST(here.is_open());
}

FILELOCK_TEST_CASE_OF_KINDS(shared_lock_shares_while_it_lives, library_kinds())
{
    one_lock here(which);
    {
        std::shared_lock<some_lock> guard(here.lock);
        BOOST_TEST(here.is_shared());
        guard.unlock();
        BOOST_TEST(guard.try_lock());
        guard.unlock();
        BOOST_TEST(guard.try_lock_for(1s));
        BOOST_TEST(here.is_shared());
    }
    BOOST_TEST(here.is_open());
}

FILELOCK_TEST_CASE_OF_KINDS(guards_of_a_held_lock_do_not_own_it, library_kinds())
{
    one_lock here(which);
    here.remote.lock();
    BOOST_TEST(!std::unique_lock<some_lock>(here.lock, std::try_to_lock).owns_lock());
    BOOST_TEST(!std::unique_lock<some_lock>(here.lock, 5ms).owns_lock());
    BOOST_TEST(!std::shared_lock<some_lock>(here.lock, std::try_to_lock).owns_lock());
    BOOST_TEST(!std::shared_lock<some_lock>(here.lock, 5ms).owns_lock());
}

FILELOCK_TEST_CASE_OF_KINDS(several_locks_are_taken_without_deadlock, library_kinds())
{
    one_lock here(which);
    auto other = which.make(here.directory / "other");
    worker another;
    int const rounds = rounds_for(200);
    auto const in_one_order = another.start(
        [&]
        {
            auto mine = which.make(here.target);
            auto mine_too = which.make(here.directory / "other");
            for (int i = 0; i < rounds; ++i)
            {
                std::scoped_lock const guard(mine, mine_too);
            }
        });
    for (int i = 0; i < rounds; ++i)
    {
        std::lock(other, here.lock);
        other.unlock();
        here.lock.unlock();
    }
    eventually([&] { return in_one_order.is_done(); });
    BOOST_TEST(here.is_open());
}

FILELOCK_TEST_CASE_OF_KINDS(what_is_not_above_zero_does_not_wait, library_kinds())
{
    one_lock here(which);
    here.remote.lock();
    stopwatch const watch;
    BOOST_CHECK_THROW(here.lock.acquire(0s), filelock::already_locked);
    BOOST_CHECK_THROW(here.lock.acquire(-1s), filelock::already_locked);
    BOOST_CHECK_THROW(here.lock.acquire(std::chrono::hours::min()),
                      filelock::already_locked);
    using seconds = std::chrono::duration<double>;
    BOOST_CHECK_THROW(here.lock.acquire_shared(seconds(-0.5)), filelock::already_locked);
    seconds const no_number(std::numeric_limits<double>::quiet_NaN());
    BOOST_CHECK_THROW(here.lock.acquire_shared(no_number), filelock::already_locked);
    BOOST_TEST(!here.lock.try_lock_until(std::chrono::system_clock::now() - 1h));
    BOOST_TEST(
        !here.lock.try_lock_shared_until(std::chrono::steady_clock::time_point::min()));
    BOOST_TEST((watch.elapsed() < ceiling));
}

FILELOCK_TEST_CASE_OF_KINDS(every_kind_of_duration_is_waited_for, library_kinds())
{
    one_lock here(which);
    here.remote.lock();
    stopwatch const watch;
    BOOST_CHECK_THROW(here.lock.acquire(std::chrono::duration<double>(0.002)),
                      filelock::lock_timeout);
    BOOST_CHECK_THROW(
        here.lock.acquire(std::chrono::duration<float, std::micro>(2000.5F)),
        filelock::lock_timeout);
    BOOST_CHECK_THROW(here.lock.acquire_shared(std::chrono::nanoseconds(2'000'000)),
                      filelock::lock_timeout);
    BOOST_TEST(
        !here.lock.try_lock_for(std::chrono::duration<int, std::ratio<1, 500>>(1)));
    BOOST_TEST(!here.lock.try_lock_until(std::chrono::system_clock::now() + 2ms));
    BOOST_TEST(!here.lock.try_lock_shared_until(std::chrono::steady_clock::now() + 2ms));
    BOOST_TEST((watch.elapsed() >= 11ms));
}

FILELOCK_TEST_CASE_OF_KINDS(longest_durations_do_not_overflow, library_kinds())
{
    one_lock here(which);
    here.remote.lock();
    worker another;
    auto waiting = another.start(
        [&]
        {
            here.lock.acquire(std::chrono::hours::max());
            here.lock.release();
            here.lock.acquire(std::chrono::duration<double>(1e300));
            here.lock.release();
            return here.lock.try_lock_until(std::chrono::system_clock::time_point::max());
        });
    BOOST_TEST(waiting.is_blocked());
    here.remote.release();
    BOOST_TEST(waiting.get());
}
