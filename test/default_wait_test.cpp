// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// The wait of a scheme that brings none of its own.

#include <filelock/scheme.hpp>

#define BOOST_TEST_MODULE default_wait_test
#include <boost/test/unit_test.hpp>

#include <atomic>

#include "support/scripted_scheme.hpp"
#include "support/worker.hpp"

namespace
{

using namespace test;
using namespace std::chrono_literals;
namespace generic = boost::system::errc;

}  // namespace

BOOST_FIXTURE_TEST_SUITE(default_wait, scripted)

BOOST_AUTO_TEST_CASE(default_wait_attempts_again_until_it_has_the_lock)
{
    int attempts = 0;
    by.try_acquire = [&](error_code&)
    { return ++attempts < 4 ? attempt::busy : attempt::taken; };
    custom_lock lock = make();
    lock.lock();
    BOOST_TEST(by.count("wait") == 1);
    BOOST_TEST(attempts == 4);
}

BOOST_AUTO_TEST_CASE(default_wait_passes_on_an_attempt_s_error)
{
    int attempts = 0;
    by.try_acquire = [&](error_code& ec)
    {
        ec = ++attempts == 3 ? broken : error_code();
        return attempt::busy;
    };
    custom_lock lock = make();
    error_code ec;
    lock.acquire(1h, ec);
    BOOST_TEST((ec == broken));
    BOOST_TEST(by.count("abandon") == 1);
}

BOOST_AUTO_TEST_CASE(default_wait_is_never_early_and_ends)
{
    be_busy();
    custom_lock lock = make();
    for (auto const timeout : {1ns, 1'500'000ns, 30'000'000ns})
    {
        stopwatch const watch;
        BOOST_CHECK_THROW(lock.acquire(timeout), filelock::lock_timeout);
        BOOST_TEST((watch.elapsed() >= timeout));
        BOOST_TEST((watch.elapsed() < ceiling));
    }
}

BOOST_AUTO_TEST_CASE(default_wait_does_not_sleep_longer_than_the_interval)
{
    be_busy();
    how.poll_interval = 2ms;
    custom_lock lock = make();
    BOOST_TEST(!lock.try_lock_for(200ms));
    BOOST_TEST(by.count("try_acquire") > 10);
}

BOOST_AUTO_TEST_CASE(default_wait_is_woken_by_the_source)
{
    be_busy();
    how.poll_interval = 1h;
    filelock::cancel_source source;
    how.cancellation = source;
    custom_lock lock = make();
    worker thread;
    auto waiting = thread.start([&] { lock.lock(); });
    BOOST_TEST(waiting.is_blocked());
    source.cancel();
    BOOST_CHECK_EXCEPTION(waiting.get(), filelock::lock_failed,
                          [](auto const& e)
                          { return e.code() == generic::operation_canceled; });
    BOOST_TEST(by.count("abandon") == 1);
}

BOOST_AUTO_TEST_CASE(default_wait_asks_a_callable)
{
    be_busy();
    std::atomic<bool> give_up{false};
    how.cancellation = filelock::cancellation([&] { return give_up.load(); });
    custom_lock lock = make();
    worker thread;
    auto waiting = thread.start([&] { return lock.try_lock_for(1h); });
    BOOST_TEST(waiting.is_blocked());
    give_up = true;
    BOOST_CHECK_THROW(waiting.get(), filelock::lock_failed);
}

BOOST_AUTO_TEST_SUITE_END()
