// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// What would wait for itself is told so; what merely looks like it waits.

#define BOOST_TEST_MODULE deadlock_test
#include <boost/test/unit_test.hpp>

#include "support/kind_test_case.hpp"
#include "support/remote_lock.hpp"
#include "support/temporary_directory.hpp"
#include "support/worker.hpp"

namespace
{

using namespace test;
using namespace std::chrono_literals;
using filelock::errc;
using filelock::error_code;
using filelock::lock_mode;

struct locks : in_directory
{
    explicit locks(kind const& of) : which(of) {}

    kind const& which;
    some_lock lock = which.make(target);
    some_lock other_object = which.make(target);
    worker thread;

    some_lock of_any_thread() const
    {
        filelock::options how;
        how.threaded = false;
        return which.make(target, how);
    }
};

bool would_deadlock(filelock::lock_base& lock, lock_mode mode)
{
    error_code ec;
    mode == lock_mode::shared ? lock.acquire_shared(ec) : lock.acquire(ec);
    return ec == errc::would_deadlock;
}

/// What this thread holds already through the same object.
void check_that_it_cannot_be_locked_again(filelock::lock_base& lock)
{
    BOOST_TEST(!lock.try_lock());
    BOOST_TEST(!lock.try_lock_shared());
    BOOST_CHECK_THROW(lock.acquire(0s), filelock::already_locked);
    error_code ec;
    lock.acquire(1h, ec);
    BOOST_TEST((ec == errc::would_deadlock));
    lock.acquire_shared(1h, ec);
    BOOST_TEST((ec == errc::would_deadlock));
    BOOST_TEST(would_deadlock(lock, lock_mode::exclusive));
    BOOST_CHECK_THROW(lock.lock_shared(), filelock::lock_failed);
    BOOST_TEST(lock.i_am_locking());
}

}  // namespace

FILELOCK_TEST_CASE_OF_KINDS(same_object_and_thread_cannot_lock_again,
                            kinds_that_lock_once())
{
    locks here(which);
    here.lock.lock_shared();
    check_that_it_cannot_be_locked_again(here.lock);
    here.lock.release();
    BOOST_TEST(!here.lock.is_locked());
    here.lock.lock();
    check_that_it_cannot_be_locked_again(here.lock);
    here.lock.release();
    BOOST_TEST(!here.lock.is_locked());
}

FILELOCK_TEST_CASE_OF_KINDS(
    untimed_wait_for_oneself_through_another_object_would_deadlock, library_kinds())
{
    locks here(which);
    here.lock.lock();
    BOOST_TEST(would_deadlock(here.other_object, lock_mode::exclusive));
    BOOST_TEST(would_deadlock(here.other_object, lock_mode::shared));
    here.lock.unlock_and_lock_shared();
    BOOST_TEST(would_deadlock(here.other_object, lock_mode::exclusive));
    BOOST_CHECK_THROW(here.other_object.lock(), filelock::lock_failed);
    here.lock.release();
    BOOST_TEST(here.other_object.try_lock());
}

FILELOCK_TEST_CASE_OF_KINDS(untimed_wait_for_oneself_among_other_readers_would_deadlock,
                            library_kinds())
{
    locks here(which);
    here.lock.lock_shared();
    here.thread.run([&] { here.lock.lock_shared(); });
    BOOST_TEST(would_deadlock(here.other_object, lock_mode::exclusive));
    here.lock.release();
    auto waiting = here.thread.start(
        [&] { return would_deadlock(here.other_object, lock_mode::exclusive); });
    BOOST_TEST(waiting.get());
    BOOST_TEST(here.lock.is_locked());
}

FILELOCK_TEST_CASE_OF_KINDS(timed_wait_for_oneself_through_another_object_times_out,
                            library_kinds())
{
    locks here(which);
    here.lock.lock();
    BOOST_TEST(!here.other_object.try_lock());
    BOOST_CHECK_THROW(here.other_object.acquire(5ms), filelock::lock_timeout);
    BOOST_CHECK_THROW(here.other_object.acquire_shared(5ms), filelock::lock_timeout);
    BOOST_TEST(here.lock.i_am_locking());
    here.lock.release();
    BOOST_TEST(which.is_free(here.lock_file));
}

FILELOCK_TEST_CASE_OF_KINDS(other_thread_s_lock_is_waited_for, library_kinds())
{
    locks here(which);
    here.thread.run([&] { here.lock.lock(); });
    worker waiter;
    auto waiting = waiter.start([&] { here.lock.lock(); });
    BOOST_TEST(waiting.is_blocked());
    here.thread.run([&] { here.lock.unlock(); });
    waiting.get();
}

FILELOCK_TEST_CASE_OF_KINDS(object_of_any_thread_is_waited_for_by_every_thread,
                            library_kinds())
{
    locks here(which);
    auto shared_by_all = here.of_any_thread();
    here.thread.run([&] { shared_by_all.lock(); });
    auto waiting = here.thread.start(
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

FILELOCK_TEST_CASE_OF_KINDS(object_of_any_thread_is_shared_several_times, library_kinds())
{
    locks here(which);
    auto shared_by_all = here.of_any_thread();
    shared_by_all.lock_shared();
    shared_by_all.lock_shared();
    BOOST_TEST(!here.other_object.try_lock());
    shared_by_all.unlock_shared();
    BOOST_TEST(!here.other_object.try_lock());
    here.thread.run([&] { shared_by_all.unlock_shared(); });
    BOOST_TEST(here.other_object.try_lock());
}

/// One thread of each process holds what another thread of the other process waits for:
/// to the kernel, which thinks in processes, that is a deadlock. It reports EDEADLK to
/// the second who waits, though both holders are free to release.
FILELOCK_TEST_CASE_OF_KINDS(cycle_of_processes_that_is_none_of_threads_is_no_deadlock,
                            library_kinds())
{
    for (bool const timed : {false, true})
    {
        in_directory const here;
        path const other_file = here.directory / "other.lock";
        peer_process first;
        peer_process second;
        remote_lock first_holds(first, which.name, here.lock_file);
        remote_lock first_wants(first, which.name, other_file);
        remote_lock second_holds(second, which.name, other_file);
        remote_lock second_wants(second, which.name, here.lock_file);
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
