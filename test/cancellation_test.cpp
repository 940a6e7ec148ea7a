// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include <filelock/cancellation.hpp>

#define BOOST_TEST_MODULE cancellation_test
#include <boost/test/unit_test.hpp>

#include <array>
#include <atomic>
#include <stdexcept>

#include "support/kind_test_case.hpp"
#include "support/remote_lock.hpp"
#include "support/temporary_directory.hpp"
#include "support/worker.hpp"

namespace
{

using namespace test;
using namespace std::chrono_literals;
using filelock::cancel_source;
using filelock::error_code;
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

/// Begins to wait in one of the four ways.
task<error_code> start_waiting(worker& thread, filelock::lock_base& lock, lock_mode mode,
                               bool timed)
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
                mode == lock_mode::shared ? lock.acquire_shared(ec) : lock.acquire(ec);
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

struct held_by_another : in_directory
{
    explicit held_by_another(kind const& of) : which(of) { remote.lock(); }

    kind const& which;
    peer_process peer;
    remote_lock remote{peer, which.name, lock_file};
    worker thread;
};

}  // namespace

FILELOCK_TEST_CASE_OF_KINDS(source_wakes_the_waiter_at_once, library_kinds())
{
    held_by_another here(which);
    for_every_wait(
        [&](lock_mode mode, bool timed)
        {
            cancel_source source;
            auto lock = which.make(here.target, under(source));
            auto waiting = start_waiting(here.thread, lock, mode, timed);
            BOOST_TEST(waiting.is_blocked());
            source.cancel();
            BOOST_TEST((waiting.get() == generic::operation_canceled));
            BOOST_TEST(!lock.i_am_locking());
        });
}

FILELOCK_TEST_CASE_OF_KINDS(source_wakes_who_waits_for_a_thread, library_kinds())
{
    held_by_another here(which);
    here.remote.release();
    auto held = which.make(here.target);
    held.lock();
    for_every_wait(
        [&](lock_mode mode, bool timed)
        {
            cancel_source source;
            auto lock = which.make(here.target, under(source));
            auto waiting = start_waiting(here.thread, lock, mode, timed);
            BOOST_TEST(waiting.is_blocked());
            source.cancel();
            BOOST_TEST((waiting.get() == generic::operation_canceled));
        });
}

FILELOCK_TEST_CASE_OF_KINDS(source_cancelled_before_ends_every_wait, library_kinds())
{
    held_by_another here(which);
    for_every_wait(
        [&](lock_mode mode, bool timed)
        {
            cancel_source source;
            source.cancel();
            auto lock = which.make(here.target, under(source));
            auto waiting = start_waiting(here.thread, lock, mode, timed);
            BOOST_TEST((waiting.get() == generic::operation_canceled));
        });
}

FILELOCK_TEST_CASE_OF_KINDS(cancelled_source_does_not_forbid_what_needs_no_wait,
                            library_kinds())
{
    held_by_another here(which);
    cancel_source source;
    source.cancel();
    auto lock = which.make(here.target, under(source));
    BOOST_CHECK_THROW(lock.acquire(0s), filelock::already_locked);
    here.remote.release();
    BOOST_TEST(lock.try_lock());
}

FILELOCK_TEST_CASE_OF_KINDS(callable_is_asked_at_least_once_per_interval, library_kinds())
{
    held_by_another here(which);
    for_every_wait(
        [&](lock_mode mode, bool timed)
        {
            std::atomic<bool> give_up{false};
            auto const asked = [&] { return give_up.load(); };
            auto lock =
                which.make(here.target, under(filelock::cancellation(asked), 2ms));
            auto waiting = start_waiting(here.thread, lock, mode, timed);
            BOOST_TEST(waiting.is_blocked());
            give_up = true;
            BOOST_TEST((waiting.get() == generic::operation_canceled));
        });
}

FILELOCK_TEST_CASE_OF_KINDS(callable_that_says_so_at_once_ends_the_wait_at_once,
                            library_kinds())
{
    held_by_another here(which);
    for_every_wait(
        [&](lock_mode mode, bool timed)
        {
            auto lock = which.make(here.target,
                                   under(filelock::cancellation([] { return true; })));
            BOOST_TEST((start_waiting(here.thread, lock, mode, timed).get()
                        == generic::operation_canceled));
        });
}

FILELOCK_TEST_CASE_OF_KINDS(what_a_callable_throws_leaves_the_acquire_and_nothing_is_held,
                            library_kinds())
{
    held_by_another here(which);
    int asked = 0;
    auto const throws = [&]() -> bool
    { return ++asked < 3 ? false : throw std::runtime_error("enough"); };
    for_every_wait(
        [&](lock_mode mode, bool timed)
        {
            asked = 0;
            auto lock =
                which.make(here.target, under(filelock::cancellation(throws), 1ms));
            BOOST_CHECK_THROW(start_waiting(here.thread, lock, mode, timed).get(),
                              std::runtime_error);
            BOOST_TEST(!lock.i_am_locking());
        });
    here.remote.release();
    BOOST_TEST(which.is_free(here.lock_file));
    BOOST_TEST(which.make(here.target).try_lock());
}

FILELOCK_TEST_CASE_OF_KINDS(throwing_forms_throw_lock_failed, library_kinds())
{
    held_by_another here(which);
    cancel_source source;
    source.cancel();
    auto lock = which.make(here.target, under(source));
    BOOST_CHECK_THROW(lock.lock(), filelock::lock_failed);
    BOOST_CHECK_THROW(lock.try_lock_for(1h), filelock::lock_failed);
    BOOST_CHECK_THROW(lock.acquire_shared(1h), filelock::lock_failed);
}

FILELOCK_TEST_CASE_OF_KINDS(nothing_is_left_of_a_cancelled_wait, library_kinds())
{
    held_by_another here(which);
    for_every_wait(
        [&](lock_mode mode, bool timed)
        {
            auto const before = here.directory.entries();
            {
                cancel_source source;
                auto lock = which.make(here.target, under(source));
                auto waiting = start_waiting(here.thread, lock, mode, timed);
                BOOST_TEST(waiting.is_blocked());
                source.cancel();
                waiting.get();
            }
            BOOST_TEST(here.directory.entries() == before);
            here.remote.release();
            BOOST_TEST(which.is_free(here.lock_file));
            here.remote.lock();
        });
}

FILELOCK_TEST_CASE_OF_KINDS(cancelled_writer_lets_new_readers_in, library_kinds())
{
    held_by_another here(which);
    here.remote.release();
    here.remote.lock(lock_mode::shared);
    for (bool const timed : {false, true})
    {
        cancel_source source;
        auto lock = which.make(here.target, under(source));
        auto waiting = start_waiting(here.thread, lock, lock_mode::exclusive, timed);
        BOOST_TEST(waiting.is_blocked());
        source.cancel();
        BOOST_TEST((waiting.get() == generic::operation_canceled));
        BOOST_TEST(which.is_free(here.lock_file, lock_mode::shared));
        BOOST_TEST(which.make(here.target).try_lock_shared());
    }
}

FILELOCK_TEST_CASE_OF_KINDS(source_wakes_who_is_behind_another_waiter, library_kinds())
{
    held_by_another here(which);
    auto first = which.make(here.target);
    worker first_thread;
    auto patient = start_waiting(first_thread, first, lock_mode::exclusive, false);
    BOOST_TEST(patient.is_blocked());
    for (bool const timed : {false, true})
    {
        cancel_source source;
        auto lock = which.make(here.target, under(source));
        auto const mode = timed ? lock_mode::shared : lock_mode::exclusive;
        auto waiting = start_waiting(here.thread, lock, mode, timed);
        BOOST_TEST(waiting.is_blocked());
        source.cancel();
        BOOST_TEST((waiting.get() == generic::operation_canceled));
    }
    BOOST_TEST(patient.is_blocked());
    here.remote.release();
    BOOST_TEST((patient.get() == error_code{}));
    first_thread.run([&] { first.release(); });
}

FILELOCK_TEST_CASE_OF_KINDS(other_waiters_go_on, library_kinds())
{
    held_by_another here(which);
    cancel_source source;
    auto lock = which.make(here.target, under(source));
    auto patient = which.make(here.target);
    std::array<worker, 2> threads;
    auto waiting = start_waiting(here.thread, lock, lock_mode::exclusive, true);
    BOOST_TEST(waiting.is_blocked());
    auto writer = threads[0].start([&] { return patient.try_lock_for(1h); });
    BOOST_TEST(writer.is_blocked());
    source.cancel();
    waiting.get();
    BOOST_TEST(writer.is_blocked());
    here.remote.release();
    BOOST_TEST(writer.get());
}
