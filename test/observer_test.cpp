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

#include "support/kind_test_case.hpp"
#include "support/remote_lock.hpp"
#include "support/temporary_directory.hpp"
#include "support/worker.hpp"

namespace
{

using namespace test;
using namespace std::chrono_literals;
using filelock::event;
using filelock::lock_mode;
using names = std::vector<std::string>;

/// The observer of each case: writes down what it is told.
class notes : public in_directory
{
public:
    explicit notes(std::string scheme) : scheme_(std::move(scheme))
    {
        filelock::set_observer([this](event const& what) { take(what); });
    }

    ~notes() { filelock::set_observer({}); }
    notes(notes const&) = delete;
    notes& operator=(notes const&) = delete;

    bool saw(names const& expected, location where = location::here())
    {
        std::lock_guard<std::mutex> const guard(mutex_);
        names const told = std::exchange(seen_, {});
        BOOST_TEST(right_members_);
        BOOST_TEST_CONTEXT("at " << where)
        BOOST_TEST(told == expected, boost::test_tools::per_element());
        return told == expected;
    }

    std::size_t count() const
    {
        std::lock_guard<std::mutex> const guard(mutex_);
        return seen_.size();
    }

    boost::system::error_code last_reason() const { return reason_; }
    std::thread::id told_in() const { return told_in_; }

private:
    void take(event const& what)
    {
        std::lock_guard<std::mutex> const guard(mutex_);
        seen_.push_back(std::string(to_string(what.what)) + ' ' + to_string(what.mode));
        reason_ = what.reason;
        right_members_ =
            right_members_ && what.lock_path == lock_file && what.scheme == scheme_;
        told_in_ = std::this_thread::get_id();
    }

    std::string const scheme_;
    mutable std::mutex mutex_;
    names seen_;
    boost::system::error_code reason_;
    bool right_members_ = true;
    std::thread::id told_in_;
};

struct observed : notes
{
    explicit observed(kind const& of) : notes(of.scheme_name), which(of) {}

    kind const& which;
    some_lock lock = which.make(target);
    peer_process peer;
    remote_lock remote{peer, which.name, lock_file};
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

FILELOCK_TEST_CASE_OF_KINDS(acquire_and_release_are_told_once, library_kinds())
{
    observed here(which);
    here.lock.lock();
    BOOST_TEST(here.saw({"acquired exclusive"}));
    here.lock.unlock();
    BOOST_TEST(here.saw({"released exclusive"}));
    here.lock.acquire_shared(1h);
    BOOST_TEST(here.saw({"acquired shared"}));
    here.lock.release();
    BOOST_TEST(here.saw({"released shared"}));
}

FILELOCK_TEST_CASE_OF_KINDS(destruction_tells_of_its_release, library_kinds())
{
    observed here(which);
    which.make(here.target).lock();
    BOOST_TEST(here.saw({"acquired exclusive", "released exclusive"}));
}

FILELOCK_TEST_CASE_OF_KINDS(wait_is_told_before_it_begins, library_kinds())
{
    observed here(which);
    worker waiter;
    here.remote.lock();
    auto waiting = waiter.start([&] { here.lock.lock(); });
    eventually([&] { return here.count() != 0; });
    BOOST_TEST(here.saw({"waiting exclusive"}));
    here.remote.release();
    waiting.get();
    BOOST_TEST(here.saw({"acquired exclusive"}));
    BOOST_TEST((here.told_in() == waiter.run([] { return std::this_thread::get_id(); })));
}

FILELOCK_TEST_CASE_OF_KINDS(timeout_is_told, library_kinds())
{
    observed here(which);
    here.remote.lock();
    BOOST_TEST(!here.lock.try_lock_shared_for(5ms));
    BOOST_TEST(here.saw({"waiting shared", "timed_out shared"}));
}

FILELOCK_TEST_CASE_OF_KINDS(attempt_that_does_not_wait_is_not_told, library_kinds())
{
    observed here(which);
    here.remote.lock();
    BOOST_TEST(!here.lock.try_lock());
    BOOST_CHECK_THROW(here.lock.acquire(0s), filelock::already_locked);
    BOOST_TEST(here.saw({}));
}

FILELOCK_TEST_CASE_OF_KINDS(unlock_that_fails_is_told_with_its_reason, library_kinds())
{
    observed here(which);
    here.lock.unlock();
    BOOST_TEST(here.saw({"unlock_failed exclusive"}));
    BOOST_TEST((here.last_reason() == filelock::errc::not_locked));
    here.remote.lock();
    here.lock.unlock_shared();
    BOOST_TEST(here.saw({"unlock_failed shared"}));
    BOOST_TEST((here.last_reason() == filelock::errc::not_my_lock));
}

FILELOCK_TEST_CASE_OF_KINDS(release_that_fails_is_told_by_its_exception_alone,
                            library_kinds())
{
    observed here(which);
    BOOST_CHECK_THROW(here.lock.release(), filelock::not_locked);
    BOOST_TEST(here.saw({}));
}

FILELOCK_TEST_CASE_OF_KINDS(what_an_observer_throws_is_swallowed, library_kinds())
{
    observed here(which);
    filelock::set_observer([](event const&) { throw std::runtime_error("never mind"); });
    BOOST_CHECK_NO_THROW(here.lock.lock());
    BOOST_TEST(here.lock.i_am_locking());
    BOOST_CHECK_NO_THROW(here.lock.unlock());
    BOOST_CHECK_NO_THROW(here.lock.unlock());
    here.remote.lock();
    BOOST_TEST(!here.lock.try_lock_for(2ms));
}

FILELOCK_TEST_CASE_OF_KINDS(observer_may_lock_and_is_not_told_of_that, library_kinds())
{
    observed here(which);
    int calls = 0;
    auto other = which.make(here.directory / "other");
    filelock::set_observer(
        [&](event const&)
        {
            ++calls;
            std::scoped_lock const guard(other);
        });
    here.lock.lock();
    here.lock.unlock();
    BOOST_TEST(calls == 2);
    BOOST_TEST(!other.is_locked());
}

FILELOCK_TEST_CASE_OF_KINDS(observer_may_replace_itself, library_kinds())
{
    observed here(which);
    int calls = 0;
    filelock::set_observer(
        [&](event const&)
        {
            ++calls;
            filelock::set_observer({});
        });
    here.lock.lock();
    here.lock.unlock();
    BOOST_TEST(calls == 1);
}

FILELOCK_TEST_CASE_OF_KINDS(threads_are_told_side_by_side, library_kinds())
{
    observed here(which);
    worker thread;
    auto const often = [&](char const* name)
    {
        auto mine = which.make(here.directory / name);
        for (int i = 0; i < 200; ++i)
        {
            mine.lock();
            mine.unlock();
        }
    };
    auto other = thread.start([&] { often("one"); });
    often("two");
    other.get();
    BOOST_TEST(here.count() == 800);
}

FILELOCK_TEST_CASE_OF_KINDS(dead_owner_s_lock_is_told_to_be_broken, soft_kinds())
{
    observed here(which);
    for (lock_mode const mode : {lock_mode::shared, lock_mode::exclusive})
    {
        peer_process holder;
        remote_lock(holder, which.name, here.lock_file).lock(mode);
        holder.kill();
        bool const is_dead = which.proves_death(mode);
        BOOST_TEST(here.lock.try_lock() == is_dead);
        std::string const broken = std::string("stale_lock_broken ") + to_string(mode);
        BOOST_TEST(here.saw(is_dead ? names{broken, "acquired exclusive"} : names{}));
        is_dead ? here.lock.release() : here.lock.break_lock();
        BOOST_TEST(here.saw(is_dead ? names{"released exclusive"} : names{}));
    }
}

FILELOCK_TEST_CASE_OF_KINDS(lock_that_was_taken_away_is_told_to_be_lost, soft_kinds())
{
    observed here(which);
    here.lock.lock();
    which.make(here.target).break_lock();
    BOOST_CHECK_THROW(here.lock.release(), filelock::not_my_lock);
    BOOST_TEST(here.saw({"acquired exclusive", "lock_lost exclusive"}));
    BOOST_TEST((here.last_reason() == filelock::errc::not_my_lock));
    here.lock.lock_shared();
    which.make(here.target).break_lock();
    here.lock.unlock_shared();
    BOOST_TEST(here.saw({"acquired shared", "lock_lost shared", "unlock_failed shared"}));
}
