// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// Waiting for the lock of a handle: deadlines, signals, and what it costs.

#include <filelock/file_handle.hpp>

#include <boost/test/unit_test.hpp>

#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <iterator>
#include <system_error>
#include <thread>

#include <boost/chrono/system_clocks.hpp>
#include <boost/filesystem/directory.hpp>

#include "checked_only_if.hpp"
#include "support/expect.hpp"
#include "support/posix_child.hpp"
#include "support/posix_open_file.hpp"
#include "support/watch.hpp"
#include "support/worker.hpp"

namespace
{

using namespace test;
using namespace std::chrono_literals;
using filelock::error_code;
using filelock::lock_flags;
using filelock::lock_mode;

struct waiting_threads : opened_twice
{
    worker another;
    worker third_thread;
    open_file third{target};
};

std::atomic<int> signals_got{0};

void count_one(int)
{
    ++signals_got;
}

/// Makes system calls of this thread's end with EINTR, as often as asked.
class interruptions
{
public:
    interruptions()
    {
        signals_got = 0;
        struct sigaction handled = {};
        handled.sa_handler = count_one;
        sigaction(SIGUSR1, &handled, &before_);
    }

    ~interruptions() { sigaction(SIGUSR1, &before_, nullptr); }
    interruptions(interruptions const&) = delete;
    interruptions& operator=(interruptions const&) = delete;

    void send(worker& to, int count) const
    {
        for (int sent = 1; sent <= count; ++sent)
        {
            pthread_kill(to.native_handle(), SIGUSR1);
            eventually([sent] { return signals_got >= sent; });
        }
    }

private:
    struct sigaction before_ = {};
};

/// The thread sanitizer runs handlers when the thread comes out of the kernel only, other
/// than from the few calls that it knows to block.
auto signals_interrupt(boost::unit_test::test_unit_id)
{
#if defined(FILELOCK_TEST_THREAD_SANITIZER)
    return checked_only_if(false, "the thread sanitizer is in the way");
#else
    return checked_only_if(true, "");
#endif
}

std::chrono::nanoseconds cpu_time_used()
{
    timespec used = {};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return std::chrono::seconds(used.tv_sec) + std::chrono::nanoseconds(used.tv_nsec);
}

/// Zero where the system does not tell.
std::ptrdiff_t thread_count()
{
    using boost::filesystem::directory_iterator;
    error_code untold;
    return std::distance(directory_iterator("/proc/self/task", untold),
                         directory_iterator());
}

/// The system lets nobody but root have more threads than that.
void become_nobody_without_threads()
{
    constexpr uid_t nobody = 65534;
    rlimit const none = {0, 0};
    expect(geteuid() != 0 || setuid(nobody) == 0, "privileges can be dropped");
    expect(setrlimit(RLIMIT_NPROC, &none) == 0, "threads can be forbidden");
    bool has_thread = true;
    try
    {
        std::thread([] {}).join();
    }
    catch (std::system_error const&)
    {
        has_thread = false;
    }
    expect(!has_thread, "no thread is to be had");
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(waits_for_handles, waiting_threads)

BOOST_AUTO_TEST_CASE(lock_waits_until_others_have_unlocked)
{
    filelock::lock(first);
    auto writer = another.start([&] { filelock::lock(second); });
    auto reader = third_thread.start([&] { filelock::lock(third, lock_flags::shared); });
    BOOST_TEST(writer.is_blocked());
    BOOST_TEST(reader.is_blocked());
    filelock::unlock(first);
    eventually([&] { return writer.is_done() || reader.is_done(); });
    filelock::unlock(writer.is_done() ? second : third);
    writer.get();
    filelock::unlock(second);
    reader.get();
}

BOOST_AUTO_TEST_CASE(timed_wait_ends_when_the_lock_is_free)
{
    filelock::lock(first);
    auto waiting =
        another.start([&] { return filelock::try_lock_for(second, ceiling * 10); });
    BOOST_TEST(waiting.is_blocked());
    filelock::unlock(first);
    BOOST_TEST(waiting.get());
    BOOST_TEST(!lets_in(lock_mode::shared));
}

BOOST_AUTO_TEST_CASE(timed_wait_is_never_cut_short)
{
    filelock::lock(first);
    for (auto const timeout : {1us, 50us, 3000us})
    {
        stopwatch const watch;
        BOOST_TEST(!filelock::try_lock_for(second, timeout, lock_flags::shared));
        BOOST_TEST((watch.elapsed() >= timeout));
    }
    stopwatch const watch;
    auto const point = std::chrono::system_clock::now() + 20ms;
    BOOST_TEST(!filelock::try_lock_until(second, point));
    auto const later =
        boost::chrono::steady_clock::now() + boost::chrono::milliseconds(20);
    error_code ec;
    BOOST_TEST(!filelock::try_lock_until(second, later, lock_flags::exclusive, ec));
    BOOST_TEST(!ec);
    BOOST_TEST((watch.elapsed() >= 39ms));
}

BOOST_AUTO_TEST_CASE(timeout_that_is_not_above_zero_does_not_wait)
{
    filelock::lock(first);
    stopwatch const watch;
    BOOST_TEST(!filelock::try_lock_for(second, 0s));
    BOOST_TEST(!filelock::try_lock_for(second, -1h));
    auto const at_once = lock_flags::exclusive | lock_flags::non_blocking;
    BOOST_TEST(!filelock::try_lock_for(second, 1h, at_once));
    BOOST_TEST((watch.elapsed() < ceiling));
    filelock::unlock(first);
    BOOST_TEST(filelock::try_lock_for(second, 0s));
}

BOOST_AUTO_TEST_CASE(timed_out_wait_leaves_no_thread_and_no_request)
{
    filelock::lock(first);
    auto const before = thread_count();
    for (int i = 0; i < 50; ++i)
    {
        BOOST_TEST(!filelock::try_lock_for(second, 100us));
    }
    BOOST_TEST(thread_count() == before);
    filelock::unlock(first);
    BOOST_TEST(lets_in());
}

BOOST_AUTO_TEST_CASE(timed_out_change_of_the_mode_leaves_nothing_held)
{
    filelock::lock(first, lock_flags::shared);
    filelock::lock(second, lock_flags::shared);
    BOOST_TEST(!filelock::try_lock_for(first, 1ms));
    filelock::unlock(second);
    BOOST_TEST(lets_in());
}

// The lock may be granted while the waiter's time is up.
BOOST_AUTO_TEST_CASE(late_grant_is_either_held_or_given_back)
{
    int taken = 0;
    for (int i = 0; i < 400; ++i)
    {
        filelock::lock(first);
        auto const patience = std::chrono::microseconds(100 + i % 100);
        auto waiting =
            another.start([&] { return filelock::try_lock_for(second, patience); });
        std::this_thread::sleep_for(std::chrono::microseconds(60 + i % 40));
        filelock::unlock(first);
        bool const is_held = waiting.get();
        BOOST_TEST(filelock::try_lock(third, lock_flags::shared) == !is_held);
        taken += is_held ? 1 : 0;
        filelock::unlock(second);
        filelock::unlock(third);
    }
    BOOST_TEST_MESSAGE(taken << " of 400 waits ended with the lock");
}

BOOST_AUTO_TEST_CASE(waits_go_on_after_signals,
                     *boost::unit_test::precondition(signals_interrupt))
{
    interruptions const signals;
    filelock::lock(first);
    auto untimed = another.start([&] { filelock::lock(second); });
    BOOST_TEST(untimed.is_blocked());
    signals.send(another, 50);
    BOOST_TEST(untimed.is_blocked());
    filelock::unlock(first);
    untimed.get();
    stopwatch const watch;
    auto timed = third_thread.start([&] { return filelock::try_lock_for(third, 100ms); });
    interruptions const more;
    more.send(third_thread, 20);
    BOOST_TEST(!timed.get());
    BOOST_TEST((watch.elapsed() >= 100ms));
}

BOOST_AUTO_TEST_CASE(waiting_costs_next_to_no_time_of_the_processor)
{
    filelock::lock(first);
    auto const before = cpu_time_used();
    auto untimed = another.start([&] { filelock::lock(third); });
    BOOST_TEST(!filelock::try_lock_for(second, 1s));
    BOOST_TEST((cpu_time_used() - before < 20ms));
    filelock::unlock(first);
    untimed.get();
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_CASE(wait_ends_in_time_also_without_a_thread_to_be_had, opened_twice)
{
    filelock::lock(first);
    baton waits;
    child without_threads(
        [&]
        {
            become_nobody_without_threads();
            stopwatch const watch;
            expect(!filelock::try_lock_for(second, 20ms), "still locked");
            expect(watch.elapsed() >= 20ms, "not cut short");
            waits.pass();
            expect(filelock::try_lock_for(second, ceiling), "free at last");
        });
    waits.take();
    filelock::unlock(first);
    without_threads.finish();
}

BOOST_FIXTURE_TEST_CASE(process_may_end_while_it_waits_for_a_handle, opened_twice)
{
    filelock::lock(first);
    in_child(
        [&]
        {
            std::thread([&] { filelock::try_lock_for(second, 1h); }).detach();
            becomes([] { return thread_count() >= 3; }, short_while);
        });
    BOOST_TEST(!lets_in());
}
