// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// What would wait for itself is told so; what merely looks like it waits.

#include <filelock/hard_lock.hpp>

#define BOOST_TEST_MODULE deadlock_test
#include <boost/test/unit_test.hpp>

#include "support/remote_lock.hpp"
#include "support/temporary_directory.hpp"
#include "support/worker.hpp"

namespace
{

using namespace test;
using namespace std::chrono_literals;
using filelock::errc;
using filelock::error_code;
using filelock::hard_lock;
using filelock::lock_mode;

struct locks : in_directory
{
    hard_lock lock{target};
    hard_lock other_object{target};
    worker thread;

    error_code would_wait_for_itself(hard_lock& what, lock_mode mode)
    {
        error_code ec;
        mode == lock_mode::shared ? what.acquire_shared(ec) : what.acquire(ec);
        return ec;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(deadlock, locks)

BOOST_AUTO_TEST_CASE(same_object_and_thread_cannot_lock_again)
{
    for (lock_mode const held : {lock_mode::shared, lock_mode::exclusive})
    {
        held == lock_mode::shared ? lock.lock_shared() : lock.lock();
        BOOST_TEST(!lock.try_lock());
        BOOST_TEST(!lock.try_lock_shared());
        BOOST_CHECK_THROW(lock.acquire(0s), filelock::already_locked);
        error_code ec;
        lock.acquire(1h, ec);
        BOOST_TEST((ec == errc::would_deadlock));
        lock.acquire_shared(1h, ec);
        BOOST_TEST((ec == errc::would_deadlock));
        lock.acquire(ec);
        BOOST_TEST((ec == errc::would_deadlock));
        BOOST_CHECK_THROW(lock.lock_shared(), filelock::lock_failed);
        BOOST_TEST(lock.i_am_locking());
        lock.release();
        BOOST_TEST(!lock.is_locked());
    }
}

BOOST_AUTO_TEST_CASE(untimed_wait_for_oneself_through_another_object_would_deadlock)
{
    lock.lock();
    BOOST_TEST((would_wait_for_itself(other_object, lock_mode::exclusive)
                == errc::would_deadlock));
    BOOST_TEST(
        (would_wait_for_itself(other_object, lock_mode::shared) == errc::would_deadlock));
    lock.unlock_and_lock_shared();
    BOOST_TEST((would_wait_for_itself(other_object, lock_mode::exclusive)
                == errc::would_deadlock));
    BOOST_CHECK_THROW(other_object.lock(), filelock::lock_failed);
    lock.release();
    BOOST_TEST(other_object.try_lock());
}

BOOST_AUTO_TEST_CASE(timed_wait_for_oneself_through_another_object_times_out)
{
    lock.lock();
    BOOST_TEST(!other_object.try_lock());
    BOOST_CHECK_THROW(other_object.acquire(5ms), filelock::lock_timeout);
    BOOST_CHECK_THROW(other_object.acquire_shared(5ms), filelock::lock_timeout);
    BOOST_TEST(lock.i_am_locking());
}

BOOST_AUTO_TEST_CASE(other_thread_s_lock_is_waited_for)
{
    thread.run([&] { lock.lock(); });
    worker waiter;
    auto waiting = waiter.start([&] { lock.lock(); });
    BOOST_TEST(waiting.is_blocked());
    thread.run([&] { lock.unlock(); });
    waiting.get();
}

BOOST_AUTO_TEST_CASE(object_of_any_thread_is_waited_for_by_every_thread)
{
    filelock::options how;
    how.threaded = false;
    hard_lock shared_by_all(target, how);
    thread.run([&] { shared_by_all.lock(); });
    auto waiting = thread.start(
        [&]
        {
            shared_by_all.lock();
            return shared_by_all.i_am_locking();
        });
    BOOST_TEST(waiting.is_blocked());
    BOOST_TEST(!shared_by_all.try_lock_for(5ms));
    shared_by_all.unlock();
    BOOST_TEST(waiting.get());
    shared_by_all.unlock();
    BOOST_TEST(!shared_by_all.is_locked());
}

BOOST_AUTO_TEST_CASE(object_of_any_thread_is_shared_several_times)
{
    filelock::options how;
    how.threaded = false;
    hard_lock shared_by_all(target, how);
    shared_by_all.lock_shared();
    shared_by_all.lock_shared();
    BOOST_TEST(!other_object.try_lock());
    shared_by_all.unlock_shared();
    BOOST_TEST(!other_object.try_lock());
    thread.run([&] { shared_by_all.unlock_shared(); });
    BOOST_TEST(other_object.try_lock());
}

/// One thread of each process holds what another thread of the other process waits for:
/// to the kernel, which thinks in processes, that is a deadlock. It reports EDEADLK to
/// the second who waits, though both holders are free to release.
BOOST_AUTO_TEST_CASE(cycle_of_processes_that_is_none_of_threads_is_no_deadlock)
{
    path const other_file = directory / "other.lock";
    for (bool const timed : {false, true})
    {
        peer_process first;
        peer_process second;
        remote_lock first_holds(first, "hard", lock_file);
        remote_lock first_wants(first, "hard", other_file);
        remote_lock second_holds(second, "hard", other_file);
        remote_lock second_wants(second, "hard", lock_file);
        auto const wait = [timed](remote_lock& what, lock_mode mode)
        {
            return timed ? what.start_lock_for(1h, mode, "waiter")
                         : what.start_lock(mode, "waiter");
        };
        first_holds.lock();
        second_holds.lock();
        remote_task first_waits = wait(first_wants, lock_mode::exclusive);
        BOOST_TEST(first_waits.is_blocked());
        remote_task second_waits = wait(second_wants, lock_mode::shared);
        BOOST_TEST(second_waits.is_blocked());
        BOOST_TEST(first_waits.is_blocked());
        first_holds.release();
        BOOST_TEST(second_waits.get() == "taken");
        second_holds.release();
        BOOST_TEST(first_waits.get() == "taken");
    }
}

BOOST_AUTO_TEST_SUITE_END()
