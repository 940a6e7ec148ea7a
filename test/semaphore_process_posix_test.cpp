// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// A semaphore among processes: that are killed, stopped, forked, or that never pause.

#define BOOST_TEST_MODULE semaphore_process_posix_test
#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <filelock/semaphore.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include <sys/resource.h>

#include <filelock/hard_lock.hpp>
#include <filelock/semaphore_slot.hpp>

#include "support/expect.hpp"
#include "support/fault_process.hpp"
#include "support/posix_child.hpp"
#include "support/slot_players.hpp"
#include "support/temporary_directory.hpp"
#include "support/watch.hpp"
#include "support/worker.hpp"

namespace
{

using namespace test;
using namespace std::chrono_literals;
using filelock::errc;
using filelock::error_code;
using filelock::semaphore;
using filelock::semaphore_slot;

namespace data = boost::unit_test::data;

/// Those whose dead can be told in every container.
char const* const schemes[] = {"hard", "link", "mkdir"};

/// With which nobody can be woken by looking from time to time.
filelock::options never_polling()
{
    filelock::options how_to;
    how_to.poll_interval = 1h;
    return how_to;
}

/// A process that takes a slot and keeps it.
struct holder
{
    holder(path const& target, std::ptrdiff_t count, std::string const& scheme)
        : process(
            [this, target, count, scheme]
            {
                semaphore mine(target, count, scheme);
                mine.acquire();
                has_it.pass();
                baton().take();
            })
    {
        has_it.take();
    }

    baton has_it;
    fault_process process;
};

std::chrono::microseconds cpu_time()
{
    rusage used = {};
    getrusage(RUSAGE_SELF, &used);
    auto const of = [](timeval const& time) {
        return std::chrono::seconds(time.tv_sec)
            + std::chrono::microseconds(time.tv_usec);
    };
    return of(used.ru_utime) + of(used.ru_stime);
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(crash_of_a_semaphore_s_user, in_directory)

BOOST_DATA_TEST_CASE(slot_of_a_killed_holder_wakes_the_waiter, data::make(schemes))
{
    for (int killed = 0; killed < 2; ++killed)
    {
        std::vector<std::unique_ptr<holder>> holders;
        holders.push_back(std::make_unique<holder>(target, 2, sample));
        holders.push_back(std::make_unique<holder>(target, 2, sample));
        semaphore waiting(target, 2, sample, never_polling());
        worker thread;
        auto got = thread.start([&] { waiting.acquire(); });
        BOOST_TEST(got.is_blocked());
        holders[static_cast<std::size_t>(killed)]->process.kill();
        got.get();
        BOOST_TEST(!waiting.try_acquire());
    }
}

BOOST_DATA_TEST_CASE(killed_waiter_s_place_goes_to_the_next, data::make(schemes))
{
    semaphore mine(target, 1, sample);
    mine.acquire();
    baton waits;
    fault_process first(
        [&]
        {
            waits.pass();
            semaphore(target, 1, sample).acquire();
        });
    waits.take();
    semaphore behind(target, 1, sample, never_polling());
    worker thread;
    auto got = thread.start([&] { behind.acquire(); });
    BOOST_TEST(got.is_blocked());
    first.kill();
    BOOST_TEST(got.is_blocked());
    mine.release();
    got.get();
}

BOOST_AUTO_TEST_CASE(stopped_waiter_holds_up_who_queues_and_nobody_else)
{
    semaphore mine(target, 1);
    mine.acquire();
    baton waits;
    baton has_it;
    fault_process first(
        [&]
        {
            waits.pass();
            semaphore_slot const slot = semaphore_slot(mine);
            has_it.pass();
        });
    waits.take();
    BOOST_TEST(becomes(
        [&]
        {
            filelock::options there;
            there.lock_path = directory / "target.semaphore.turn";
            return filelock::hard_lock(target, there).is_locked();
        },
        ceiling));
    first.stop();
    mine.release();
    BOOST_TEST(!mine.try_acquire_for(short_while));
    BOOST_TEST(mine.try_acquire());
    mine.release();
    first.resume();
    has_it.take();
}

BOOST_DATA_TEST_CASE(never_more_holders_than_slots_whoever_is_killed, data::make(schemes))
{
    slot_players players(target, sample, {3});
    players.play(8, 60);
    BOOST_TEST(players.entries() > 100);
    BOOST_TEST(players.overlaps() == 0);
    filelock::options how_to;
    how_to.abandoned_after = 100ms;
    semaphore after(target, 3, sample, how_to);
    for (int i = 0; i < 3; ++i)
    {
        BOOST_TEST(after.try_acquire_for(ceiling));
    }
    BOOST_TEST(!after.try_acquire());
}

BOOST_DATA_TEST_CASE(no_holder_ever_meets_more_than_its_own_count, data::make(schemes))
{
    slot_players players(target, sample, {2, 3, 1});
    players.play(6, 40);
    BOOST_TEST(players.entries() > 100);
    BOOST_TEST(players.overlaps() == 0);
}

BOOST_AUTO_TEST_CASE(killed_users_leave_nothing_but_the_documented_files)
{
    slot_players players(target, "hard", {2});
    players.play(4, 20);
    BOOST_TEST(semaphore(target, 2).try_acquire());
    for (std::string const& each : directory.entries())
    {
        BOOST_TEST_CONTEXT(each)
        BOOST_TEST((each == "target.semaphore" || each == "target.semaphore.1"
                    || each == "target.semaphore.2" || each == "target.semaphore.queue"
                    || each == "target.semaphore.turn"
                    || each == slot_players::ring_name));
    }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(wait_for_a_semaphore, in_directory)

BOOST_DATA_TEST_CASE(nobody_starves_among_processes_that_never_pause, data::make(schemes))
{
    // In a fair world each would wait for six turns of others. That there is an order is
    // shown by who_comes_back_at_once_comes_behind_who_waits; what the scheduler makes of
    // it, with eight processes on few cores, is some dozens of turns on a quiet machine.
    slot_players players(target, sample, {2});
    players.run_without_pause(8, 25);
    BOOST_TEST_MESSAGE("longest wait: " << players.longest_wait() << " turns");
    BOOST_TEST(players.overlaps() == 0);
    BOOST_TEST(players.longest_wait() < 1000);
}

BOOST_DATA_TEST_CASE(wait_takes_next_to_no_cpu_time, data::make(schemes))
{
    semaphore mine(target, 4, sample);
    for (int i = 0; i < 4; ++i)
    {
        mine.acquire();
    }
    semaphore waiting(target, 4, sample);
    auto const before = cpu_time();
    BOOST_TEST(!waiting.try_acquire_for(1s));
    BOOST_TEST((cpu_time() - before < 100ms));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(fork_of_a_semaphore_s_user, in_directory)

BOOST_DATA_TEST_CASE(child_owns_no_slot_and_gives_none_back, data::make(schemes))
{
    semaphore mine(target, 2, sample);
    mine.acquire();
    auto guard = std::make_unique<semaphore_slot>(mine);
    in_child(
        [&]
        {
            expect(mine.slots_held() == 0, "no slot held");
            expect(!guard->owns_slot(), "no slot owned");
            error_code ec;
            mine.release(ec);
            expect(ec == errc::not_my_lock, "nothing to release");
            guard.reset();
            {
                semaphore const moved(std::move(mine));
            }
            expect(!semaphore(target, 2, sample).try_acquire(), "none given back");
        });
    BOOST_TEST(mine.slots_held() == 1);
    BOOST_TEST(guard->owns_slot());
    guard->release();
    mine.release();
}

BOOST_DATA_TEST_CASE(child_uses_the_object_for_itself, data::make(schemes))
{
    semaphore mine(target, 2, sample);
    mine.acquire();
    baton has_it;
    baton may_go;
    child other(
        [&]
        {
            mine.acquire();
            has_it.pass();
            may_go.take();
            mine.release();
        });
    has_it.take();
    BOOST_TEST(!mine.try_acquire());
    may_go.pass();
    other.finish();
    BOOST_TEST(mine.try_acquire());
}

BOOST_AUTO_TEST_CASE(child_of_a_process_whose_threads_wait_may_wait_itself)
{
    if (!children_may_make_threads || !children_may_allocate)
    {
        return;
    }
    semaphore mine(target, 1);
    mine.acquire();
    worker thread;
    auto got = thread.start([&] { return semaphore(target, 1).try_acquire_for(500ms); });
    BOOST_TEST(got.is_blocked());
    in_child([&] { expect(!mine.try_acquire_for(50ms), "the slot is the parent's"); });
    BOOST_TEST(!got.get());
}

BOOST_AUTO_TEST_SUITE_END()
