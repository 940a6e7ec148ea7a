// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// Who waits gets the lock when it is free, and not before; or gives up in time.

#define BOOST_TEST_MODULE wait_test
#include <boost/test/unit_test.hpp>

#include <array>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "support/kind_test_case.hpp"
#include "support/remote_lock.hpp"
#include "support/temporary_directory.hpp"
#include "support/worker.hpp"

namespace
{

using namespace test;
using namespace std::chrono_literals;
using filelock::lock_mode;

constexpr std::array<lock_mode, 2> both_modes = {lock_mode::shared, lock_mode::exclusive};

void lock_in(lock_mode mode, filelock::lock_base& lock)
{
    mode == lock_mode::shared ? lock.lock_shared() : lock.lock();
}

struct holder
{
    char const* name;
    std::function<void()> lock;
    std::function<void()> release;
};

struct locks : in_directory
{
    explicit locks(kind const& of) : which(of) {}

    kind const& which;
    some_lock lock = which.make(target);
    some_lock other_object = which.make(target);
    worker thread;
    worker waiting_thread;
    peer_process peer;
    remote_lock remote{peer, which.name, lock_file};

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

FILELOCK_TEST_CASE_OF_KINDS(timeout_is_never_early, library_kinds())
{
    locks here(which);
    here.for_every_holder(
        [&](holder const& held, lock_mode mode)
        {
            for (auto const timeout : {1ns, 300000ns, 30000000ns})
            {
                stopwatch const watch;
                auto waiting = here.start_waiting_for(mode, timeout);
                BOOST_CHECK_THROW(waiting.get(), filelock::lock_timeout);
                BOOST_TEST((watch.elapsed() >= timeout));
            }
            held.release();
        });
}

FILELOCK_TEST_CASE_OF_KINDS(point_in_time_is_never_early, library_kinds())
{
    locks here(which);
    here.remote.lock();
    auto const steady = std::chrono::steady_clock::now() + 20ms;
    BOOST_TEST(!here.lock.try_lock_until(steady));
    BOOST_TEST((std::chrono::steady_clock::now() >= steady));
}

FILELOCK_TEST_CASE_OF_KINDS(untimed_waiter_gets_what_is_freed, library_kinds())
{
    locks here(which);
    here.for_every_holder(
        [&](holder const& held, lock_mode mode)
        {
            auto waiting = here.start_waiting(mode);
            BOOST_TEST(waiting.is_blocked());
            held.release();
            waiting.get();
            here.release_in_waiting_thread();
        });
}

FILELOCK_TEST_CASE_OF_KINDS(timed_waiter_gets_what_is_freed, library_kinds())
{
    locks here(which);
    here.for_every_holder(
        [&](holder const& held, lock_mode mode)
        {
            auto waiting = here.start_waiting_for(mode, 1h);
            BOOST_TEST(waiting.is_blocked());
            held.release();
            waiting.get();
            here.release_in_waiting_thread();
        });
}

FILELOCK_TEST_CASE_OF_KINDS(writer_waits_for_the_last_reader, library_kinds())
{
    locks here(which);
    here.remote.lock(lock_mode::shared);
    here.other_object.lock_shared();
    auto waiting = here.start_waiting_for(lock_mode::exclusive, 1h);
    BOOST_TEST(waiting.is_blocked());
    here.other_object.release();
    BOOST_TEST(waiting.is_blocked());
    here.remote.release();
    waiting.get();
}

FILELOCK_TEST_CASE_OF_KINDS(other_process_gets_what_a_thread_frees, library_kinds())
{
    locks here(which);
    for (auto const mode : both_modes)
    {
        here.thread.run([&] { here.lock.lock(); });
        remote_task untimed = here.remote.start_lock(mode);
        BOOST_TEST(untimed.is_blocked());
        here.thread.run([&] { here.lock.unlock(); });
        BOOST_TEST(untimed.get() == "taken");
        here.remote.release();
        here.other_object.lock();
        remote_task timed = here.remote.start_lock_for(1h, mode);
        BOOST_TEST(timed.is_blocked());
        here.other_object.unlock();
        BOOST_TEST(timed.get() == "taken");
        here.remote.release();
    }
}

FILELOCK_TEST_CASE_OF_KINDS(waiter_that_gave_up_takes_nothing_later, library_kinds())
{
    locks here(which);
    for (auto const mode : both_modes)
    {
        here.remote.lock();
        auto waiting = here.start_waiting_for(mode, 5ms);
        BOOST_CHECK_THROW(waiting.get(), filelock::lock_timeout);
        here.remote.release();
        BOOST_TEST(!here.lock.is_locked());
        BOOST_TEST(which.is_free(here.lock_file));
    }
}

FILELOCK_TEST_CASE_OF_KINDS(end_of_the_wait_and_release_may_coincide, library_kinds())
{
    locks here(which);
    for (int round = 0; round < 100; ++round)
    {
        here.remote.lock();
        stopwatch const watch;
        auto waiting =
            here.waiting_thread.start([&] { return here.lock.try_lock_for(2ms); });
        while (watch.elapsed() < 1500us + 6us * round)
        {
            std::this_thread::yield();
        }
        remote_task releasing = here.remote.start_release();
        bool const taken = waiting.get();
        BOOST_REQUIRE(releasing.get() == "ok");
        BOOST_REQUIRE(here.remote.try_lock() != taken);
        taken ? here.release_in_waiting_thread() : here.remote.release();
    }
}

FILELOCK_TEST_CASE_OF_KINDS(waiters_of_all_kinds_do_not_disturb_each_other,
                            library_kinds())
{
    locks here(which);
    here.remote.lock();
    std::array<worker, 16> threads;
    std::vector<task<bool>> patient;
    std::vector<task<bool>> impatient;
    for (std::size_t i = 0; i < threads.size(); ++i)
    {
        auto const mode = both_modes[i / 4 % 2];
        auto const lock_for = [&here, mode](auto timeout)
        {
            auto mine = here.which.make(here.target);
            return mode == lock_mode::shared ? mine.try_lock_shared_for(timeout)
                                             : mine.try_lock_for(timeout);
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
    here.remote.release();
    for (auto& each : patient)
    {
        BOOST_TEST(each.get());
    }
    BOOST_TEST(here.remote.try_lock());
}

FILELOCK_TEST_CASE_OF_KINDS(untimed_waiters_do_not_keep_timed_ones, library_kinds())
{
    locks here(which);
    here.remote.lock();
    auto untimed = here.waiting_thread.start(
        [&] { std::unique_lock<some_lock>(here.lock).unlock(); });
    BOOST_TEST(untimed.is_blocked());
    BOOST_TEST(!here.other_object.try_lock_for(10ms));
    BOOST_TEST(!here.other_object.try_lock_shared_for(10ms));
    BOOST_TEST(!untimed.is_done());
    here.remote.release();
    untimed.get();
    BOOST_TEST(here.remote.try_lock());
}

FILELOCK_TEST_CASE_OF_KINDS(reader_in_the_queue_outlives_the_writer_before_it,
                            library_kinds())
{
    locks here(which);
    here.remote.lock(lock_mode::shared);
    auto writer = here.thread.start([&] { return here.other_object.try_lock_for(60ms); });
    BOOST_TEST(writer.is_blocked());
    auto reader = here.start_waiting_for(lock_mode::shared, 1h);
    BOOST_TEST(!writer.get());
    reader.get();
    here.release_in_waiting_thread();
    here.remote.release();
    BOOST_TEST(here.remote.try_lock());
}
