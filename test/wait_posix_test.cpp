// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// Waiting under a hail of signals, and what waiting costs.

#include <filelock/hard_lock.hpp>

#define BOOST_TEST_MODULE wait_posix_test
#include <boost/test/unit_test.hpp>

#include <pthread.h>
#include <signal.h>
#include <sys/time.h>
#include <time.h>

#include <atomic>

#include "support/remote_lock.hpp"
#include "support/temporary_directory.hpp"
#include "support/worker.hpp"

namespace
{

using namespace test;
using namespace std::chrono_literals;
using filelock::hard_lock;
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

struct locks : in_directory
{
    hard_lock lock{target};
    worker waiter;
    peer_process peer;
    remote_lock remote{peer, "hard", lock_file};

    /// Sends signals to the waiting thread until so many have got through.
    template <class Result>
    void bombard(task<Result> const& waiting)
    {
        for (int sent = 0; sent < 200 && !waiting.is_done(); ++sent)
        {
            int const seen = signals_seen;
            pthread_kill(waiter.native_handle(), SIGUSR1);
            eventually([seen] { return signals_seen > seen; });
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

BOOST_FIXTURE_TEST_SUITE(waiting, locks)

BOOST_AUTO_TEST_CASE(untimed_wait_goes_on_after_signals)
{
    handled_signals const handled;
    for (lock_mode const mode : {lock_mode::shared, lock_mode::exclusive})
    {
        remote.lock();
        auto waiting = waiter.start(
            [&] { mode == lock_mode::shared ? lock.lock_shared() : lock.lock(); });
        BOOST_TEST(waiting.is_blocked());
        bombard(waiting);
        BOOST_TEST(!waiting.is_done());
        remote.release();
        waiting.get();
        waiter.run([&] { lock.release(); });
    }
    BOOST_TEST(signals_seen >= 400);
}

BOOST_AUTO_TEST_CASE(timed_wait_is_neither_ended_nor_cut_short_by_signals)
{
    handled_signals const handled;
    remote.lock();
    stopwatch const watch;
    auto waiting = waiter.start([&] { return lock.try_lock_for(100ms); });
    bombard(waiting);
    BOOST_TEST(!waiting.get());
    BOOST_TEST((watch.elapsed() >= 100ms));
    BOOST_TEST(signals_seen > 0);
}

BOOST_AUTO_TEST_CASE(signals_to_the_whole_process_do_no_harm)
{
    handled_signals const handled;
    itimerval often = {};
    often.it_interval.tv_usec = 500;
    often.it_value.tv_usec = 500;
    setitimer(ITIMER_REAL, &often, nullptr);
    for (int i = 0; i < 20; ++i)
    {
        remote.lock();
        auto waiting = waiter.start(
            [&, i] { return i % 2 == 0 ? lock.try_lock_for(1h) : (lock.lock(), true); });
        int const seen = signals_seen;
        eventually([seen] { return signals_seen > seen + 5; });
        remote.release();
        BOOST_TEST(waiting.get());
        waiter.run([&] { lock.release(); });
    }
}

BOOST_AUTO_TEST_CASE(waiting_costs_next_to_nothing)
{
    path const other_file = directory / "other.lock";
    remote_lock other(peer, "hard", other_file);
    hard_lock held_here(directory / "third");
    hard_lock wanted_here(directory / "third");
    remote.lock();
    other.lock();
    held_here.lock();
    worker untimed;
    worker behind_thread;
    auto const before = cpu_time();
    auto in_kernel = untimed.start([&] { hard_lock(directory / "other").lock(); });
    auto in_queue = behind_thread.start([&] { return wanted_here.try_lock_for(1s); });
    BOOST_TEST(!lock.try_lock_for(1s));
    BOOST_TEST(!in_queue.get());
    auto const used = cpu_time() - before;
    BOOST_TEST_MESSAGE("CPU time of three waits of a second: " << used.count() / 1000
                                                               << " us");
    BOOST_TEST((used < 20ms));
    other.release();
    in_kernel.get();
}

BOOST_AUTO_TEST_SUITE_END()
