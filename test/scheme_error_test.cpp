// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// Every way out without the lock, when a scheme cannot do what it is asked.

#include <filelock/custom_lock.hpp>

#define BOOST_TEST_MODULE scheme_error_test
#include <boost/test/unit_test.hpp>

#include <new>
#include <stdexcept>
#include <vector>

#include <filelock/observer.hpp>

#include "support/scripted_scheme.hpp"

namespace
{

using namespace test;
using namespace std::chrono_literals;
using filelock::errc;
using filelock::lock_mode;

}  // namespace

BOOST_FIXTURE_TEST_SUITE(scheme_error, scripted)

BOOST_AUTO_TEST_CASE(timeout_abandons)
{
    be_busy();
    by.wait = [](auto const&, error_code&) { return wait_end::timed_out; };
    custom_lock lock = make();
    BOOST_CHECK_THROW(lock.acquire(1h), filelock::lock_timeout);
    BOOST_TEST(by.count("abandon") == 1);
    BOOST_TEST(!lock.i_am_locking());
}

BOOST_AUTO_TEST_CASE(error_of_an_attempt_passes_through_and_abandons)
{
    by.try_acquire = [](error_code& ec) { return ec = broken, attempt::busy; };
    custom_lock lock = make();
    error_code ec;
    lock.acquire(ec);
    BOOST_TEST((ec == broken));
    BOOST_TEST(by.count("abandon") == 1);
    BOOST_CHECK_THROW(lock.try_lock(), filelock::lock_failed);
    BOOST_TEST(!lock.i_am_locking());
}

BOOST_AUTO_TEST_CASE(error_of_a_later_attempt_abandons_too)
{
    int attempts = 0;
    by.try_acquire = [&](error_code& ec)
    {
        ec = ++attempts > 1 ? broken : error_code();
        return attempt::busy;
    };
    by.wait = [](auto const&, error_code&) { return wait_end::maybe_free; };
    custom_lock lock = make();
    BOOST_CHECK_THROW(lock.lock(), filelock::lock_failed);
    BOOST_TEST(by.count("abandon") == 1);
}

BOOST_AUTO_TEST_CASE(error_of_a_wait_passes_through_and_abandons)
{
    be_busy();
    by.wait = [](auto const&, error_code& ec)
    { return ec = broken, wait_end::timed_out; };
    custom_lock lock = make();
    error_code ec;
    lock.acquire(1h, ec);
    BOOST_TEST((ec == broken));
    BOOST_TEST(by.count("abandon") == 1);
}

BOOST_AUTO_TEST_CASE(exception_of_a_wait_abandons)
{
    be_busy();
    by.wait = [](auto const&, error_code&) -> wait_end
    { throw std::runtime_error("no"); };
    custom_lock lock = make();
    BOOST_CHECK_THROW(lock.lock(), std::runtime_error);
    BOOST_TEST(by.count("abandon") == 1);
    BOOST_TEST(!lock.i_am_locking());
}

BOOST_AUTO_TEST_CASE(exception_of_an_attempt_abandons)
{
    by.try_acquire = [](error_code&) -> attempt { throw std::bad_alloc(); };
    custom_lock lock = make();
    BOOST_CHECK_THROW(lock.lock(), std::bad_alloc);
    BOOST_TEST(by.count("abandon") == 1);
}

BOOST_AUTO_TEST_CASE(release_that_fails_leaves_the_lock_held)
{
    custom_lock lock = make();
    lock.lock();
    by.other = [](error_code& ec) { ec = broken; };
    BOOST_CHECK_THROW(lock.release(), filelock::unlock_error);
    BOOST_TEST(lock.i_am_locking());
    by.other = [](error_code&) {};
    lock.release();
    BOOST_TEST(!lock.i_am_locking());
}

BOOST_AUTO_TEST_CASE(lock_that_was_taken_away_is_held_no_more)
{
    custom_lock lock = make();
    std::vector<filelock::event::kind> events;
    filelock::set_observer([&](filelock::event const& what)
                           { events.push_back(what.what); });
    lock.lock();
    by.other = [](error_code& ec) { ec = errc::not_my_lock; };
    BOOST_CHECK_THROW(lock.release(), filelock::not_my_lock);
    filelock::set_observer({});
    BOOST_TEST(!lock.i_am_locking());
    BOOST_REQUIRE(events.size() == 2);
    BOOST_TEST((events.back() == filelock::event::kind::lock_lost));
}

BOOST_AUTO_TEST_CASE(conversion_that_fails_leaves_it_as_it_was)
{
    custom_lock lock = make();
    lock.lock();
    by.other = [](error_code& ec) { ec = broken; };
    by.conversion = attempt::busy;
    BOOST_CHECK_THROW(lock.unlock_and_lock_shared(), filelock::lock_failed);
    by.other = [](error_code&) {};
    lock.release();
    BOOST_TEST((by.requests.back().mode == lock_mode::exclusive));
}

BOOST_AUTO_TEST_SUITE_END()
