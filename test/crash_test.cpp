// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// What becomes of a lock whose holder is killed or stands still.

#include <filelock/hard_lock.hpp>

#define BOOST_TEST_MODULE crash_test
#include <boost/test/unit_test.hpp>

#include "support/remote_lock.hpp"
#include "support/temporary_directory.hpp"
#include "support/worker.hpp"

namespace
{

using namespace test;
using namespace std::chrono_literals;
using filelock::hard_lock;
using filelock::lock_mode;

struct locks : in_directory
{
    hard_lock lock{target};
    worker waiter;
    peer_process peer;
    remote_lock remote{peer, "hard", lock_file};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(crash, locks)

BOOST_AUTO_TEST_CASE(killed_holder_s_lock_is_free)
{
    for (lock_mode const mode : {lock_mode::shared, lock_mode::exclusive})
    {
        peer_process holder;
        remote_lock(holder, "hard", lock_file).lock(mode);
        BOOST_TEST(!lock.try_lock());
        holder.kill();
        BOOST_TEST(!lock.is_locked());
        BOOST_TEST(lock.owners().empty());
        BOOST_TEST(lock.try_lock());
        lock.unlock();
    }
}

BOOST_AUTO_TEST_CASE(waiters_of_a_killed_holder_get_its_lock)
{
    for (bool const timed : {false, true})
    {
        peer_process holder;
        remote_lock(holder, "hard", lock_file).lock();
        auto waiting = waiter.start([&] { timed ? lock.acquire(1h) : lock.acquire(); });
        BOOST_TEST(waiting.is_blocked());
        holder.kill();
        waiting.get();
        waiter.run([&] { lock.release(); });
    }
}

BOOST_AUTO_TEST_CASE(waiters_of_other_processes_get_it_too)
{
    peer_process holder;
    remote_lock(holder, "hard", lock_file).lock(lock_mode::shared);
    remote_task timed = remote.start_lock_for(1h);
    BOOST_TEST(timed.is_blocked());
    holder.kill();
    BOOST_TEST(timed.get() == "taken");
}

BOOST_AUTO_TEST_CASE(killed_waiter_leaves_nothing)
{
    lock.lock();
    remote_task waiting = remote.start_lock();
    BOOST_TEST(waiting.is_blocked());
    peer.kill();
    lock.unlock();
    BOOST_TEST(lock.owners().empty());
    BOOST_TEST(is_free(lock_file));
}

BOOST_AUTO_TEST_CASE(holder_that_stands_still_keeps_its_lock)
{
    remote.lock();
    peer.stop();
    BOOST_TEST(lock.is_locked());
    BOOST_TEST(!lock.try_lock_for(50ms));
    BOOST_TEST(!lock.try_lock_shared_for(50ms));
    BOOST_TEST(!is_free(lock_file));
    peer.resume();
    BOOST_TEST(remote.ask("locked") == "yes");
    remote.release();
    BOOST_TEST(lock.try_lock());
}

BOOST_AUTO_TEST_CASE(holder_killed_while_it_stands_still_frees_its_lock)
{
    remote.lock();
    peer.stop();
    auto waiting = waiter.start([&] { lock.acquire(1h); });
    BOOST_TEST(waiting.is_blocked());
    peer.kill();
    waiting.get();
}

BOOST_AUTO_TEST_CASE(waiter_that_stands_still_delays_nobody_before_it_is_granted)
{
    lock.lock();
    remote_task waiting = remote.start_lock_for(1h, lock_mode::shared);
    BOOST_TEST(waiting.is_blocked());
    peer.stop();
    lock.unlock();
    BOOST_TEST(is_free(lock_file, lock_mode::shared));
    peer.resume();
    BOOST_TEST(waiting.get() == "taken");
}

BOOST_AUTO_TEST_SUITE_END()
