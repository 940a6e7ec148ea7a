// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// Who waits gets the lock when it is free, and not before; or gives up in time.

#include <filelock/hard_lock.hpp>

#define BOOST_TEST_MODULE wait_test
#include <boost/test/unit_test.hpp>

#include <array>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "support/remote_lock.hpp"
#include "support/temporary_directory.hpp"
#include "support/worker.hpp"

namespace
{

using namespace test;
using namespace std::chrono_literals;
using filelock::error_code;
using filelock::hard_lock;
using filelock::lock_mode;

constexpr std::array<lock_mode, 2> both_modes = {lock_mode::shared, lock_mode::exclusive};

void lock_in(lock_mode mode, hard_lock& lock)
{
    mode == lock_mode::shared ? lock.lock_shared() : lock.lock();
}

struct locks : in_directory
{
    hard_lock lock{target};
    hard_lock other_object{target};
    worker thread;
    worker waiting_thread;
    peer_process peer;
    remote_lock remote{peer, "hard", lock_file};

    struct holder
    {
        char const* name;
        std::function<void()> lock;
        std::function<void()> release;
    };

    /// Each kind of holder there is, holding exclusively.
    std::vector<holder> const holders = {
        {"process", [this] { remote.lock(); }, [this] { remote.release(); }},
        {"thread", [this] { thread.run([this] { lock.lock(); }); },
         [this] { thread.run([this] { lock.release(); }); }},
        {"object", [this] { other_object.lock(); }, [this] { other_object.release(); }},
    };

    template <class Function>
    void for_every_holder(Function check)
    {
        for (holder const& each : holders)
        {
            for (lock_mode const mode : both_modes)
            {
                BOOST_TEST_CONTEXT(each.name << " holds, wanted " << to_string(mode))
                {
                    each.lock();
                    check(each, mode);
                }
            }
        }
    }

    task<void> start_waiting(lock_mode mode)
    {
        return waiting_thread.start([this, mode] { lock_in(mode, lock); });
    }

    task<void> start_waiting_for(lock_mode mode, std::chrono::nanoseconds timeout)
    {
        return waiting_thread.start(
            [this, mode, timeout] {
                mode == lock_mode::shared ? lock.acquire_shared(timeout)
                                          : lock.acquire(timeout);
            });
    }

    void release_in_waiting_thread()
    {
        waiting_thread.run([this] { lock.release(); });
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(waiting, locks)

BOOST_AUTO_TEST_CASE(timeout_is_never_early)
{
    for_every_holder(
        [&](holder const& held, lock_mode mode)
        {
            for (auto const timeout : {1ns, 300000ns, 30000000ns})
            {
                stopwatch const watch;
                auto waiting = start_waiting_for(mode, timeout);
                BOOST_CHECK_THROW(waiting.get(), filelock::lock_timeout);
                BOOST_TEST((watch.elapsed() >= timeout));
            }
            held.release();
        });
}

BOOST_AUTO_TEST_CASE(point_in_time_is_never_early)
{
    remote.lock();
    auto const steady = std::chrono::steady_clock::now() + 20ms;
    BOOST_TEST(!lock.try_lock_until(steady));
    BOOST_TEST((std::chrono::steady_clock::now() >= steady));
}

BOOST_AUTO_TEST_CASE(untimed_waiter_gets_what_is_freed)
{
    for_every_holder(
        [&](holder const& held, lock_mode mode)
        {
            auto waiting = start_waiting(mode);
            BOOST_TEST(waiting.is_blocked());
            held.release();
            waiting.get();
            release_in_waiting_thread();
        });
}

BOOST_AUTO_TEST_CASE(timed_waiter_gets_what_is_freed)
{
    for_every_holder(
        [&](holder const& held, lock_mode mode)
        {
            auto waiting = start_waiting_for(mode, 1h);
            BOOST_TEST(waiting.is_blocked());
            held.release();
            waiting.get();
            release_in_waiting_thread();
        });
}

BOOST_AUTO_TEST_CASE(writer_waits_for_the_last_reader)
{
    remote.lock(lock_mode::shared);
    other_object.lock_shared();
    auto waiting = start_waiting_for(lock_mode::exclusive, 1h);
    BOOST_TEST(waiting.is_blocked());
    other_object.release();
    BOOST_TEST(waiting.is_blocked());
    remote.release();
    waiting.get();
}

BOOST_AUTO_TEST_CASE(other_process_gets_what_a_thread_frees)
{
    for (auto const mode : both_modes)
    {
        thread.run([&] { lock.lock(); });
        remote_task untimed = remote.start_lock(mode);
        BOOST_TEST(untimed.is_blocked());
        thread.run([&] { lock.unlock(); });
        BOOST_TEST(untimed.get() == "taken");
        remote.release();
        other_object.lock();
        remote_task timed = remote.start_lock_for(1h, mode);
        BOOST_TEST(timed.is_blocked());
        other_object.unlock();
        BOOST_TEST(timed.get() == "taken");
        remote.release();
    }
}

BOOST_AUTO_TEST_CASE(waiter_that_gave_up_takes_nothing_later)
{
    for (auto const mode : both_modes)
    {
        remote.lock();
        auto waiting = start_waiting_for(mode, 5ms);
        BOOST_CHECK_THROW(waiting.get(), filelock::lock_timeout);
        remote.release();
        BOOST_TEST(!lock.is_locked());
        BOOST_TEST(is_free(lock_file));
    }
}

BOOST_AUTO_TEST_CASE(end_of_the_wait_and_release_may_coincide)
{
    for (int round = 0; round < 200; ++round)
    {
        remote.lock();
        stopwatch const watch;
        auto waiting = waiting_thread.start([&] { return lock.try_lock_for(2ms); });
        while (watch.elapsed() < 1500us + 3us * round)
        {
            std::this_thread::yield();
        }
        remote_task releasing = remote.start_release();
        bool const taken = waiting.get();
        BOOST_REQUIRE(releasing.get() == "ok");
        BOOST_REQUIRE(remote.try_lock() != taken);
        taken ? release_in_waiting_thread() : remote.release();
    }
}

BOOST_AUTO_TEST_CASE(waiters_of_all_kinds_do_not_disturb_each_other)
{
    remote.lock();
    std::array<worker, 16> threads;
    std::vector<task<bool>> patient;
    std::vector<task<bool>> impatient;
    for (std::size_t i = 0; i < threads.size(); ++i)
    {
        auto const mode = both_modes[i / 4 % 2];
        auto const lock_for = [&, mode](auto timeout)
        {
            error_code ec;
            hard_lock mine(target);
            mode == lock_mode::shared ? mine.acquire_shared(timeout, ec)
                                      : mine.acquire(timeout, ec);
            return !ec;
        };
        switch (i % 4)
        {
        case 0:
            patient.push_back(threads[i].start([=] { return lock_for(1h); }));
            break;
        case 1:
            patient.push_back(threads[i].start([=] { return lock_for(1.5e6h); }));
            break;
        default:
            impatient.push_back(threads[i].start([=] { return lock_for(i * 3ms); }));
        }
    }
    for (auto& each : impatient)
    {
        BOOST_TEST(!each.get());
    }
    for (auto const& each : patient)
    {
        BOOST_TEST(!each.is_done());
    }
    remote.release();
    for (auto& each : patient)
    {
        BOOST_TEST(each.get());
    }
    BOOST_TEST(remote.try_lock());
}

BOOST_AUTO_TEST_CASE(untimed_waiters_do_not_keep_timed_ones)
{
    remote.lock();
    auto untimed =
        waiting_thread.start([&] { std::unique_lock<hard_lock>(lock).unlock(); });
    BOOST_TEST(untimed.is_blocked());
    BOOST_TEST(!other_object.try_lock_for(10ms));
    BOOST_TEST(!other_object.try_lock_shared_for(10ms));
    BOOST_TEST(!untimed.is_done());
    remote.release();
    untimed.get();
    BOOST_TEST(remote.try_lock());
}

BOOST_AUTO_TEST_CASE(reader_in_the_queue_outlives_the_writer_before_it)
{
    remote.lock(lock_mode::shared);
    auto writer = thread.start([&] { return other_object.try_lock_for(60ms); });
    BOOST_TEST(writer.is_blocked());
    auto reader = start_waiting_for(lock_mode::shared, 1h);
    BOOST_TEST(!writer.get());
    reader.get();
    release_in_waiting_thread();
    remote.release();
    BOOST_TEST(remote.try_lock());
}

BOOST_AUTO_TEST_SUITE_END()
