// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// A forked child owns nothing, and harms nothing.

#include <filelock/hard_lock.hpp>

#define BOOST_TEST_MODULE fork_posix_test
#include <boost/test/unit_test.hpp>

#include <array>
#include <atomic>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "support/expect.hpp"
#include "support/posix_child.hpp"
#include "support/remote_lock.hpp"
#include "support/temporary_directory.hpp"
#include "support/worker.hpp"

namespace
{

using namespace test;
using namespace std::chrono_literals;
using filelock::errc;
using filelock::error_code;
using filelock::hard_lock;
using filelock::lock_mode;

struct one_lock : in_directory
{
    std::unique_ptr<hard_lock> lock = std::make_unique<hard_lock>(target);

    /// What an independent process finds.
    bool is_held() { return !is_free(lock_file); }

    /// Waits in a child of a process with threads; by means of a thread, if that may be.
    static void wait_for(hard_lock& wanted, bool timed)
    {
        timed&& children_may_make_threads ? wanted.acquire(ceiling) : wanted.acquire();
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(forked, one_lock)

BOOST_AUTO_TEST_CASE(child_owns_nothing)
{
    for (bool const shared : {false, true})
    {
        shared ? lock->lock_shared() : lock->lock();
        in_child(
            [&]
            {
                expect(!lock->i_am_locking(), "not held by the child");
                expect(lock->is_locked(), "but by the parent");
                expect(!lock->try_lock(), "and so not to be had");
                expect(lock->try_lock_shared() == shared, "except to share it");
            });
        BOOST_TEST(lock->i_am_locking());
        BOOST_TEST(is_held());
        lock->release();
    }
}

BOOST_AUTO_TEST_CASE(child_cannot_release_what_the_parent_holds)
{
    lock->lock();
    in_child(
        [&]
        {
            error_code ec;
            lock->release(ec);
            expect(ec == errc::not_my_lock,
                   "not the child's, rather than " + ec.message());
            lock->unlock();
            lock->unlock_shared();
            lock->unlock_and_lock_shared(ec);
            expect(ec == errc::not_my_lock,
                   "not the child's, rather than " + ec.message());
        });
    BOOST_TEST(is_held());
    lock->release();
    BOOST_TEST(!is_held());
}

BOOST_AUTO_TEST_CASE(destruction_in_the_child_leaves_the_parent_s_lock)
{
    lock->lock();
    in_child([&] { lock.reset(); });
    BOOST_TEST(is_held());
    in_child(
        [&]
        {
            expect(!hard_lock(target).try_lock(), "held by the parent");
            *lock = hard_lock(directory / "other");
        });
    BOOST_TEST(is_held());
    BOOST_TEST(lock->i_am_locking());
}

BOOST_AUTO_TEST_CASE(child_of_a_child_owns_nothing_either)
{
    lock->lock_shared();
    in_child(
        [&]
        {
            lock->lock_shared();
            in_child(
                [&]
                {
                    expect(!lock->i_am_locking(), "not held");
                    lock.reset();
                });
            expect(lock->i_am_locking(), "held by the child");
            lock->release();
        });
    BOOST_TEST(is_held());
}

BOOST_AUTO_TEST_CASE(child_may_lock_anew_after_the_parent)
{
    baton tried;
    lock->lock();
    child waiting(
        [&]
        {
            expect(!lock->try_lock(), "held by the parent");
            tried.pass();
            lock->acquire(ceiling);
            expect(lock->i_am_locking(), "held by the child");
            lock->unlock_and_lock_shared();
            lock->release();
            lock->lock();
        });
    tried.take();
    lock->release();
    waiting.finish();
    BOOST_TEST(lock->try_lock());
}

BOOST_AUTO_TEST_CASE(child_and_parent_exclude_each_other_through_the_same_object)
{
    baton taken;
    baton enough;
    child holder(
        [&]
        {
            lock->lock();
            taken.pass();
            enough.take();
        });
    taken.take();
    BOOST_TEST(!lock->try_lock());
    BOOST_TEST(!lock->try_lock_shared_for(10ms));
    auto const owners = lock->owners();
    BOOST_REQUIRE(owners.size() == 1);
    BOOST_TEST(owners.front().pid == holder.pid());
    enough.pass();
    holder.finish();
    BOOST_TEST(lock->try_lock());
}

BOOST_AUTO_TEST_CASE(child_may_have_threads_that_lock)
{
    lock->lock();
    lock->unlock();
    in_child(
        [&]
        {
            int entered = 0;
            auto const enter_often = [&]
            {
                for (int i = 0; i < 100; ++i)
                {
                    std::scoped_lock const guard(*lock);
                    ++entered;
                }
            };
            std::thread other(enter_often);
            enter_often();
            other.join();
            expect(entered == 200, "every entrance counted");
        });
}

BOOST_AUTO_TEST_CASE(fork_among_busy_threads_leaves_the_child_usable)
{
    std::atomic<bool> ended{false};
    std::array<worker, 4> threads;
    ending end(ended);
    std::vector<task<void>> tasks;
    for (std::size_t i = 0; i < threads.size(); ++i)
    {
        tasks.push_back(threads[i].start(
            [&, i]
            {
                hard_lock mine(directory / "contended");
                while (!ended)
                {
                    hard_lock brief(directory / "brief");
                    brief.try_lock_shared();
                    bool const taken =
                        i % 2 == 0 ? mine.try_lock_for(1ms) : (mine.lock(), true);
                    if (taken)
                    {
                        mine.release();
                    }
                    lock->is_locked();
                }
            }));
    }
    for (int round = 0; round < 30; ++round)
    {
        in_child(
            [&]
            {
                hard_lock contended(directory / "contended");
                for (bool const timed : {true, false})
                {
                    wait_for(contended, timed);
                    contended.release();
                    wait_for(*lock, timed);
                    lock->release();
                }
            });
    }
    end.now();
    for (auto& each : tasks)
    {
        each.get();
    }
}

BOOST_AUTO_TEST_CASE(fork_beside_a_waiter_disturbs_neither)
{
    worker waiter;
    peer_process peer;
    remote_lock remote(peer, "hard", lock_file);
    for (bool const timed : {true, false})
    {
        remote.lock();
        auto waiting = waiter.start([&] { timed ? lock->acquire(1h) : lock->acquire(); });
        BOOST_TEST(waiting.is_blocked());
        in_child(
            [&]
            {
                expect(lock->is_locked(), "held by the peer");
                expect(!lock->try_lock(), "not to be had");
                expect(!children_may_make_threads || !lock->try_lock_for(20ms),
                       "not to be had in time");
                lock.reset();
            });
        BOOST_TEST(waiting.is_blocked());
        remote.release();
        waiting.get();
        BOOST_TEST(is_held());
        waiter.run([&] { lock->release(); });
    }
}

BOOST_AUTO_TEST_CASE(child_that_outlives_the_parent_s_waiter_may_wait_itself)
{
    worker waiter;
    peer_process peer;
    remote_lock remote(peer, "hard", lock_file);
    baton forked;
    remote.lock();
    auto waiting = waiter.start([&] { lock->acquire(1h); });
    BOOST_TEST(waiting.is_blocked());
    child another(
        [&]
        {
            forked.pass();
            wait_for(*lock, true);
            lock->release();
        });
    forked.take();
    remote.release();
    waiting.get();
    waiter.run([&] { lock->release(); });
    another.finish();
}

BOOST_AUTO_TEST_SUITE_END()
