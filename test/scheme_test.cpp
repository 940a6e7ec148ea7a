// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// A lock that is kept by a scheme of the user's: what the front asks of it.

#include <filelock/custom_lock.hpp>

#define BOOST_TEST_MODULE scheme_test
#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

#include "support/scripted_scheme.hpp"

namespace
{

using namespace test;
using namespace std::chrono_literals;
using filelock::lock_mode;

}  // namespace

BOOST_FIXTURE_TEST_SUITE(scheme, scripted)

BOOST_AUTO_TEST_CASE(names_are_the_scheme_s)
{
    custom_lock const lock = make();
    BOOST_TEST(lock.scheme_name() == "scripted");
    BOOST_TEST(lock.target() == "x");
    BOOST_TEST(lock.lock_path() == "x.lock");
    BOOST_TEST(by.calls.empty());
}

BOOST_AUTO_TEST_CASE(success_asks_once_and_abandons_nothing)
{
    custom_lock lock = make();
    lock.lock();
    lock.unlock();
    BOOST_TEST(by.calls == (std::vector<std::string>{"try_acquire", "release"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(request_says_who_asks_and_how)
{
    custom_lock lock = make();
    lock.lock();
    lock.unlock_and_lock_shared();
    lock.unlock_shared();
    lock.try_lock_shared();
    BOOST_REQUIRE(by.requests.size() == 4);
    for (request const& each : by.requests)
    {
        BOOST_TEST(each.thread == filelock::this_thread_id());
    }
    BOOST_TEST((by.requests[0].mode == lock_mode::exclusive));
    BOOST_TEST(by.requests[0].will_wait);
    BOOST_TEST((by.requests[1].mode == lock_mode::shared));
    BOOST_TEST((by.requests[2].mode == lock_mode::shared));
    BOOST_TEST(!by.requests[3].will_wait);
}

BOOST_AUTO_TEST_CASE(object_that_is_not_threaded_asks_for_thread_zero)
{
    how.threaded = false;
    custom_lock lock = make();
    lock.lock();
    BOOST_TEST(by.requests.front().thread == 0U);
}

BOOST_AUTO_TEST_CASE(busy_without_waiting_is_the_end)
{
    be_busy();
    custom_lock lock = make();
    BOOST_TEST(!lock.try_lock());
    BOOST_TEST(by.calls == std::vector<std::string>{"try_acquire"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(maybe_free_is_followed_by_another_attempt)
{
    int attempts = 0;
    by.try_acquire = [&](error_code&)
    { return ++attempts < 4 ? attempt::busy : attempt::taken; };
    by.wait = [](auto const&, error_code&) { return wait_end::maybe_free; };
    custom_lock lock = make();
    lock.lock();
    BOOST_TEST(lock.i_am_locking());
    BOOST_TEST(by.count("try_acquire") == 4);
    BOOST_TEST(by.count("wait") == 3);
    BOOST_TEST(by.count("abandon") == 0);
}

BOOST_AUTO_TEST_CASE(wait_may_end_with_the_lock_held)
{
    be_busy();
    by.wait = [](auto const&, error_code&) { return wait_end::taken; };
    custom_lock lock = make();
    BOOST_TEST(lock.try_lock_for(1h));
    BOOST_TEST(by.count("try_acquire") == 1);
    BOOST_TEST(by.count("abandon") == 0);
}

BOOST_AUTO_TEST_CASE(limits_are_the_lock_s)
{
    be_busy();
    how.poll_interval = 1234ms;
    filelock::cancel_source source;
    how.cancellation = source;
    custom_lock lock = make();
    by.wait = [&](filelock::wait_limits const& limits, error_code&)
    {
        BOOST_TEST((limits.poll_interval == 1234ms));
        BOOST_TEST(limits.cancel.possible());
        BOOST_TEST(!limits.until.is_finite());
        return wait_end::taken;
    };
    lock.lock();
}

BOOST_AUTO_TEST_CASE(conversion_is_asked_for_the_wanted_mode)
{
    custom_lock lock = make();
    lock.lock_shared();
    by.conversion = attempt::busy;
    BOOST_TEST(!lock.try_unlock_shared_and_lock());
    BOOST_TEST((by.requests.back().mode == lock_mode::exclusive));
    by.conversion = attempt::taken;
    BOOST_TEST(lock.try_unlock_shared_and_lock());
    lock.unlock();
    BOOST_TEST((by.requests.back().mode == lock_mode::exclusive));
}

BOOST_AUTO_TEST_CASE(questions_and_their_errors_pass_through)
{
    custom_lock lock = make();
    BOOST_TEST(lock.is_locked());
    BOOST_TEST(lock.owners().size() == 2);
    BOOST_CHECK_NO_THROW(lock.break_lock());
    by.other = [](error_code& ec) { ec = broken; };
    BOOST_CHECK_THROW(lock.is_locked(), filelock::lock_failed);
    BOOST_CHECK_THROW(lock.owners(), filelock::lock_failed);
    BOOST_CHECK_THROW(lock.break_lock(), filelock::lock_failed);
}

BOOST_AUTO_TEST_CASE(destruction_releases_through_the_scheme)
{
    make().lock();
    BOOST_TEST(by.calls.back() == "release");
}

BOOST_AUTO_TEST_SUITE_END()
