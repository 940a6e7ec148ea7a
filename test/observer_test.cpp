// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include <filelock/observer.hpp>

#define BOOST_TEST_MODULE observer_test
#include <boost/test/unit_test.hpp>

#include <mutex>
#include <ostream>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <filelock/hard_lock.hpp>

#include "support/remote_lock.hpp"
#include "support/temporary_directory.hpp"
#include "support/worker.hpp"

namespace
{

using namespace test;
using namespace std::chrono_literals;
using filelock::event;
using filelock::hard_lock;
using filelock::lock_mode;
using names = std::vector<std::string>;

/// The observer of each case: writes down what it is told.
struct observed : in_directory
{
    observed()
    {
        filelock::set_observer(
            [this](event const& what)
            {
                std::lock_guard<std::mutex> const guard(mutex);
                seen.push_back(std::string(to_string(what.what)) + ' '
                               + to_string(what.mode));
                reasons.push_back(what.reason);
                right_members = right_members && what.lock_path == lock_file
                    && what.scheme == std::string("hard");
                told_in = std::this_thread::get_id();
            });
    }

    ~observed() { filelock::set_observer({}); }

    bool saw(names const& expected, location where = location::here())
    {
        std::lock_guard<std::mutex> const guard(mutex);
        names const told = std::exchange(seen, {});
        BOOST_TEST(right_members);
        BOOST_TEST_CONTEXT("at " << where)
        BOOST_TEST(told == expected, boost::test_tools::per_element());
        return told == expected;
    }

    hard_lock lock{target};
    peer_process peer;
    remote_lock remote{peer, "hard", lock_file};
    std::mutex mutex;
    names seen;
    std::vector<boost::system::error_code> reasons;
    bool right_members = true;
    std::thread::id told_in;
};

}  // namespace

BOOST_AUTO_TEST_CASE(each_kind_has_a_name)
{
    BOOST_TEST(to_string(event::kind::waiting) == "waiting");
    BOOST_TEST(to_string(event::kind::acquired) == "acquired");
    BOOST_TEST(to_string(event::kind::released) == "released");
    BOOST_TEST(to_string(event::kind::timed_out) == "timed_out");
    BOOST_TEST(to_string(event::kind::stale_lock_broken) == "stale_lock_broken");
    BOOST_TEST(to_string(event::kind::lock_lost) == "lock_lost");
    BOOST_TEST(to_string(event::kind::unlock_failed) == "unlock_failed");
}

BOOST_AUTO_TEST_CASE(set_observer_returns_the_one_before)
{
    int calls = 0;
    BOOST_TEST(!filelock::set_observer([&](event const&) { ++calls; }));
    filelock::observer const before = filelock::set_observer({});
    BOOST_REQUIRE(before);
    path const nowhere;
    before({event::kind::waiting, nowhere, "", lock_mode::shared, {}});
    BOOST_TEST(calls == 1);
    BOOST_TEST(!filelock::set_observer({}));
}

BOOST_FIXTURE_TEST_SUITE(observer, observed)

BOOST_AUTO_TEST_CASE(acquire_and_release_are_told_once)
{
    lock.lock();
    BOOST_TEST(saw({"acquired exclusive"}));
    lock.unlock();
    BOOST_TEST(saw({"released exclusive"}));
    lock.acquire_shared(1h);
    BOOST_TEST(saw({"acquired shared"}));
    lock.release();
    BOOST_TEST(saw({"released shared"}));
}

BOOST_AUTO_TEST_CASE(destruction_tells_of_its_release)
{
    hard_lock(target).lock();
    BOOST_TEST(saw({"acquired exclusive", "released exclusive"}));
}

BOOST_AUTO_TEST_CASE(wait_is_told_before_it_begins)
{
    worker waiter;
    remote.lock();
    auto waiting = waiter.start([&] { lock.lock(); });
    eventually(
        [&]
        {
            std::lock_guard<std::mutex> const guard(mutex);
            return !seen.empty();
        });
    BOOST_TEST(saw({"waiting exclusive"}));
    remote.release();
    waiting.get();
    BOOST_TEST(saw({"acquired exclusive"}));
    BOOST_TEST((told_in == waiter.run([] { return std::this_thread::get_id(); })));
}

BOOST_AUTO_TEST_CASE(timeout_is_told)
{
    remote.lock();
    BOOST_TEST(!lock.try_lock_shared_for(5ms));
    BOOST_TEST(saw({"waiting shared", "timed_out shared"}));
}

BOOST_AUTO_TEST_CASE(attempt_that_does_not_wait_is_not_told)
{
    remote.lock();
    BOOST_TEST(!lock.try_lock());
    BOOST_CHECK_THROW(lock.acquire(0s), filelock::already_locked);
    BOOST_TEST(saw({}));
}

BOOST_AUTO_TEST_CASE(unlock_that_fails_is_told_with_its_reason)
{
    lock.unlock();
    BOOST_TEST(saw({"unlock_failed exclusive"}));
    BOOST_TEST((reasons.back() == filelock::errc::not_locked));
    remote.lock();
    lock.unlock_shared();
    BOOST_TEST(saw({"unlock_failed shared"}));
    BOOST_TEST((reasons.back() == filelock::errc::not_my_lock));
}

BOOST_AUTO_TEST_CASE(release_that_fails_is_told_by_its_exception_alone)
{
    BOOST_CHECK_THROW(lock.release(), filelock::not_locked);
    BOOST_TEST(saw({}));
}

BOOST_AUTO_TEST_CASE(what_an_observer_throws_is_swallowed)
{
    filelock::set_observer([](event const&) { throw std::runtime_error("never mind"); });
    BOOST_CHECK_NO_THROW(lock.lock());
    BOOST_TEST(lock.i_am_locking());
    BOOST_CHECK_NO_THROW(lock.unlock());
    BOOST_CHECK_NO_THROW(lock.unlock());
    remote.lock();
    BOOST_TEST(!lock.try_lock_for(2ms));
}

BOOST_AUTO_TEST_CASE(observer_may_lock_and_is_not_told_of_that)
{
    int calls = 0;
    hard_lock other(directory / "other");
    filelock::set_observer(
        [&](event const&)
        {
            ++calls;
            std::scoped_lock const guard(other);
        });
    lock.lock();
    lock.unlock();
    BOOST_TEST(calls == 2);
    BOOST_TEST(!other.is_locked());
}

BOOST_AUTO_TEST_CASE(observer_may_replace_itself)
{
    int calls = 0;
    filelock::set_observer(
        [&](event const&)
        {
            ++calls;
            filelock::set_observer({});
        });
    lock.lock();
    lock.unlock();
    BOOST_TEST(calls == 1);
}

BOOST_AUTO_TEST_CASE(threads_are_told_side_by_side)
{
    worker thread;
    auto const often = [&](char const* name)
    {
        hard_lock mine(directory / name);
        for (int i = 0; i < 200; ++i)
        {
            mine.lock();
            mine.unlock();
        }
    };
    auto other = thread.start([&] { often("one"); });
    often("two");
    other.get();
    BOOST_TEST(seen.size() == 800);
}

BOOST_AUTO_TEST_SUITE_END()
