// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include <filelock/cancellation.hpp>

#define BOOST_TEST_MODULE cancellation_test
#include <boost/test/unit_test.hpp>

#include <array>
#include <atomic>
#include <stdexcept>

#include "support/every_lock.hpp"
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

template <class Kind>
struct held_by_another : in_directory
{
    held_by_another() { remote.lock(); }

    peer_process peer;
    remote_lock remote{peer, Kind::name, lock_file};
    worker thread;
};

}  // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(source_wakes_the_waiter_at_once, Kind, built_in_locks)
{
    held_by_another<Kind> here;
    for_every_wait(
        [&](lock_mode mode, bool timed)
        {
            cancel_source source;
            auto lock = Kind::make(here.target, under(source));
            auto waiting = start_waiting(here.thread, lock, mode, timed);
            BOOST_TEST(waiting.is_blocked());
            source.cancel();
            BOOST_TEST((waiting.get() == generic::operation_canceled));
            BOOST_TEST(!lock.i_am_locking());
        });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(source_wakes_who_waits_for_a_thread, Kind, built_in_locks)
{
    held_by_another<Kind> here;
    here.remote.release();
    auto held = Kind::make(here.target);
    held.lock();
    for_every_wait(
        [&](lock_mode mode, bool timed)
        {
            cancel_source source;
            auto lock = Kind::make(here.target, under(source));
            auto waiting = start_waiting(here.thread, lock, mode, timed);
            BOOST_TEST(waiting.is_blocked());
            source.cancel();
            BOOST_TEST((waiting.get() == generic::operation_canceled));
        });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(source_cancelled_before_ends_every_wait, Kind,
                              built_in_locks)
{
    held_by_another<Kind> here;
    for_every_wait(
        [&](lock_mode mode, bool timed)
        {
            cancel_source source;
            source.cancel();
            auto lock = Kind::make(here.target, under(source));
            auto waiting = start_waiting(here.thread, lock, mode, timed);
            BOOST_TEST((waiting.get() == generic::operation_canceled));
        });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(cancelled_source_does_not_forbid_what_needs_no_wait, Kind,
                              built_in_locks)
{
    held_by_another<Kind> here;
    cancel_source source;
    source.cancel();
    auto lock = Kind::make(here.target, under(source));
    BOOST_CHECK_THROW(lock.acquire(0s), filelock::already_locked);
    here.remote.release();
    BOOST_TEST(lock.try_lock());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(callable_is_asked_at_least_once_per_interval, Kind,
                              built_in_locks)
{
    held_by_another<Kind> here;
    for_every_wait(
        [&](lock_mode mode, bool timed)
        {
            std::atomic<bool> give_up{false};
            auto const asked = [&] { return give_up.load(); };
            auto lock =
                Kind::make(here.target, under(filelock::cancellation(asked), 2ms));
            auto waiting = start_waiting(here.thread, lock, mode, timed);
            BOOST_TEST(waiting.is_blocked());
            give_up = true;
            BOOST_TEST((waiting.get() == generic::operation_canceled));
        });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(callable_that_says_so_at_once_ends_the_wait_at_once, Kind,
                              built_in_locks)
{
    held_by_another<Kind> here;
    for_every_wait(
        [&](lock_mode mode, bool timed)
        {
            auto lock = Kind::make(here.target,
                                   under(filelock::cancellation([] { return true; })));
            BOOST_TEST((start_waiting(here.thread, lock, mode, timed).get()
                        == generic::operation_canceled));
        });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(
    what_a_callable_throws_leaves_the_acquire_and_nothing_is_held, Kind, built_in_locks)
{
    held_by_another<Kind> here;
    int asked = 0;
    auto const throws = [&]() -> bool
    { return ++asked < 3 ? false : throw std::runtime_error("enough"); };
    for_every_wait(
        [&](lock_mode mode, bool timed)
        {
            asked = 0;
            auto lock =
                Kind::make(here.target, under(filelock::cancellation(throws), 1ms));
            BOOST_CHECK_THROW(start_waiting(here.thread, lock, mode, timed).get(),
                              std::runtime_error);
            BOOST_TEST(!lock.i_am_locking());
        });
    here.remote.release();
    BOOST_TEST(Kind::is_free(here.lock_file));
    BOOST_TEST(Kind::make(here.target).try_lock());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(throwing_forms_throw_lock_failed, Kind, built_in_locks)
{
    held_by_another<Kind> here;
    cancel_source source;
    source.cancel();
    auto lock = Kind::make(here.target, under(source));
    BOOST_CHECK_THROW(lock.lock(), filelock::lock_failed);
    BOOST_CHECK_THROW(lock.try_lock_for(1h), filelock::lock_failed);
    BOOST_CHECK_THROW(lock.acquire_shared(1h), filelock::lock_failed);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(nothing_is_left_of_a_cancelled_wait, Kind, built_in_locks)
{
    held_by_another<Kind> here;
    for_every_wait(
        [&](lock_mode mode, bool timed)
        {
            auto const before = here.directory.entries();
            {
                cancel_source source;
                auto lock = Kind::make(here.target, under(source));
                auto waiting = start_waiting(here.thread, lock, mode, timed);
                BOOST_TEST(waiting.is_blocked());
                source.cancel();
                waiting.get();
            }
            BOOST_TEST(here.directory.entries() == before);
            here.remote.release();
            BOOST_TEST(Kind::is_free(here.lock_file));
            here.remote.lock();
        });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(cancelled_writer_lets_new_readers_in, Kind, built_in_locks)
{
    held_by_another<Kind> here;
    here.remote.release();
    here.remote.lock(lock_mode::shared);
    for (bool const timed : {false, true})
    {
        cancel_source source;
        auto lock = Kind::make(here.target, under(source));
        auto waiting = start_waiting(here.thread, lock, lock_mode::exclusive, timed);
        BOOST_TEST(waiting.is_blocked());
        source.cancel();
        BOOST_TEST((waiting.get() == generic::operation_canceled));
        BOOST_TEST(Kind::is_free(here.lock_file, lock_mode::shared));
        BOOST_TEST(Kind::make(here.target).try_lock_shared());
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(source_wakes_who_is_behind_another_waiter, Kind,
                              built_in_locks)
{
    held_by_another<Kind> here;
    auto first = Kind::make(here.target);
    worker first_thread;
    auto patient = start_waiting(first_thread, first, lock_mode::exclusive, false);
    BOOST_TEST(patient.is_blocked());
    for (bool const timed : {false, true})
    {
        cancel_source source;
        auto lock = Kind::make(here.target, under(source));
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

BOOST_AUTO_TEST_CASE_TEMPLATE(other_waiters_go_on, Kind, built_in_locks)
{
    held_by_another<Kind> here;
    cancel_source source;
    auto lock = Kind::make(here.target, under(source));
    auto patient = Kind::make(here.target);
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
