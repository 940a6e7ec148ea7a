// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// Waiting under a hail of signals, and what waiting costs.

#define BOOST_TEST_MODULE wait_posix_test
#include <boost/test/unit_test.hpp>

#include <pthread.h>
#include <signal.h>
#include <sys/time.h>
#include <time.h>

#include <atomic>
#include <thread>

#include "support/every_lock.hpp"
#include "support/remote_lock.hpp"
#include "support/temporary_directory.hpp"
#include "support/worker.hpp"

namespace
{

using namespace test;
using namespace std::chrono_literals;
using filelock::lock_mode;

std::atomic<int> signals_seen{0};

void count_signal(int)
{
    ++signals_seen;
}

/// Handlers that are not restarted: system calls of whoever gets one end with EINTR.
struct handled_signals
{
    handled_signals()
    {
        signals_seen = 0;
        struct sigaction handled = {};
        handled.sa_handler = count_signal;
        sigaction(SIGUSR1, &handled, &before_[0]);
        sigaction(SIGALRM, &handled, &before_[1]);
    }

    ~handled_signals()
    {
        itimerval const none = {};
        setitimer(ITIMER_REAL, &none, nullptr);
        sigaction(SIGUSR1, &before_[0], nullptr);
        sigaction(SIGALRM, &before_[1], nullptr);
    }

    struct sigaction before_[2] = {};
};

template <class Kind>
struct locks : in_directory
{
    typename Kind::lock lock = Kind::make(target);
    worker waiter;
    peer_process peer;
    remote_lock remote{peer, Kind::name, lock_file};

    /// Sends a signal, and again: one that comes just before a call blocks the thread
    /// sanitizer keeps back until the next call, or the next signal.
    void send_signal()
    {
        int const seen = signals_seen;
        stopwatch const watch;
        while (signals_seen == seen && watch.elapsed() < ceiling)
        {
            pthread_kill(waiter.native_handle(), SIGUSR1);
            stopwatch const since_sent;
            while (signals_seen == seen && since_sent.elapsed() < 100ms)
            {
                std::this_thread::yield();
            }
        }
        BOOST_REQUIRE(signals_seen > seen);
    }

    /// Sends signals to the waiting thread until so many have got through.
    template <class Result>
    void bombard(task<Result> const& waiting)
    {
        for (int sent = 0; sent < 200 && !waiting.is_done(); ++sent)
        {
            send_signal();
        }
    }
};

std::chrono::nanoseconds cpu_time()
{
    timespec used = {};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return std::chrono::seconds(used.tv_sec) + std::chrono::nanoseconds(used.tv_nsec);
}

}  // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(untimed_wait_goes_on_after_signals, Kind, built_in_locks)
{
    locks<Kind> here;
    handled_signals const handled;
    for (lock_mode const mode : {lock_mode::shared, lock_mode::exclusive})
    {
        here.remote.lock();
        auto waiting = here.waiter.start(
            [&]
            { mode == lock_mode::shared ? here.lock.lock_shared() : here.lock.lock(); });
        BOOST_TEST(waiting.is_blocked());
        here.bombard(waiting);
        BOOST_TEST(!waiting.is_done());
        here.remote.release();
        waiting.get();
        here.waiter.run([&] { here.lock.release(); });
    }
    BOOST_TEST(signals_seen >= 400);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(timed_wait_is_neither_ended_nor_cut_short_by_signals, Kind,
                              built_in_locks)
{
    locks<Kind> here;
    handled_signals const handled;
    here.remote.lock();
    stopwatch const watch;
    auto waiting = here.waiter.start([&] { return here.lock.try_lock_for(100ms); });
    here.bombard(waiting);
    BOOST_TEST(!waiting.get());
    BOOST_TEST((watch.elapsed() >= 100ms));
    BOOST_TEST(signals_seen > 0);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(signals_to_the_whole_process_do_no_harm, Kind,
                              built_in_locks)
{
    locks<Kind> here;
    handled_signals const handled;
    itimerval often = {};
    often.it_interval.tv_usec = 500;
    often.it_value.tv_usec = 500;
    setitimer(ITIMER_REAL, &often, nullptr);
    for (int i = 0; i < 20; ++i)
    {
        here.remote.lock();
        auto waiting = here.waiter.start(
            [&, i] {
                return i % 2 == 0 ? here.lock.try_lock_for(1h) : (here.lock.lock(), true);
            });
        int const seen = signals_seen;
        eventually([seen] { return signals_seen > seen + 5; });
        here.remote.release();
        BOOST_TEST(waiting.get());
        here.waiter.run([&] { here.lock.release(); });
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(waiting_costs_next_to_nothing, Kind, built_in_locks)
{
    locks<Kind> here;
    path const other_file = here.directory / "other.lock";
    remote_lock other(here.peer, Kind::name, other_file);
    auto held_here = Kind::make(here.directory / "third");
    auto wanted_here = Kind::make(here.directory / "third");
    here.remote.lock();
    other.lock();
    held_here.lock();
    worker untimed;
    worker behind_thread;
    auto const before = cpu_time();
    auto in_kernel = untimed.start([&] { Kind::make(here.directory / "other").lock(); });
    auto in_queue = behind_thread.start([&] { return wanted_here.try_lock_for(1s); });
    BOOST_TEST(!here.lock.try_lock_for(1s));
    BOOST_TEST(!in_queue.get());
    auto const used = cpu_time() - before;
    BOOST_TEST_MESSAGE("CPU time of three waits of a second: " << used.count() / 1000
                                                               << " us");
    BOOST_TEST((used < 20ms));
    other.release();
    in_kernel.get();
}
