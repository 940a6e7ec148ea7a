// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// What a gate in front adds. That a fair lock is a lock, too, the suites of every lock
// see to.

#include <filelock/fair_lock.hpp>

#define BOOST_TEST_MODULE fair_lock_test
#include <boost/test/unit_test.hpp>

#include <atomic>
#include <thread>
#include <tuple>
#include <type_traits>

#include <filelock/hard_lock.hpp>
#include <filelock/link_lock.hpp>

#include "support/abilities.hpp"
#include "support/remote_lock.hpp"
#include "support/temporary_directory.hpp"
#include "support/worker.hpp"

namespace
{

using namespace test;
using namespace std::chrono_literals;
using filelock::errc;
using filelock::error_code;
using filelock::fair_lock;
using filelock::lock_mode;

using kinds = std::tuple<filelock::hard_lock, filelock::link_lock>;

filelock::options kept_in(path const& file)
{
    filelock::options how;
    how.lock_path = file;
    return how;
}

/// A fair lock that this process and another use, and its gate by itself.
template <class Lock>
struct locks : in_directory
{
    path const gate_file = directory / "target.lock.gate";
    fair_lock<Lock> lock{target};
    fair_lock<Lock> other_object{target};
    Lock plain{target};
    Lock gate{target, kept_in(gate_file)};
    worker thread;
    peer_process peer;
    remote_lock remote{peer, std::string("fair-") + plain.scheme_name(), lock_file};
    remote_lock gate_elsewhere{peer, plain.scheme_name(), gate_file};

    /// Whether anybody is at the gate.
    bool is_gate_free()
    {
        bool const free = gate.try_lock();
        if (free)
        {
            gate.unlock();
        }
        return free;
    }
};

using wrapped = fair_lock<filelock::hard_lock>;
static_assert(
    !std::is_copy_constructible_v<wrapped> && !std::is_copy_assignable_v<wrapped>);
static_assert(std::is_nothrow_move_constructible_v<
                  wrapped> && std::is_nothrow_move_assignable_v<wrapped>);
static_assert(
    std::is_constructible_v<wrapped, path,
                            filelock::options> && !std::is_convertible_v<path, wrapped>);

}  // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(who_has_the_lock_has_left_the_gate, Lock, kinds)
{
    locks<Lock> here;
    here.lock.lock();
    BOOST_TEST(here.is_gate_free());
    BOOST_TEST(!here.plain.try_lock());
    BOOST_TEST(!here.other_object.try_lock());
    BOOST_TEST(here.is_gate_free());
    here.lock.unlock();
    BOOST_TEST(here.plain.try_lock());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(who_waits_is_at_the_gate_until_it_has_the_lock, Lock, kinds)
{
    locks<Lock> here;
    for (lock_mode const mode : {lock_mode::shared, lock_mode::exclusive})
    {
        here.lock.lock();
        remote_task waiting = here.remote.start_lock(mode);
        BOOST_TEST(waiting.is_blocked());
        BOOST_TEST(!here.is_gate_free());
        here.lock.unlock();
        BOOST_TEST(waiting.get() == "taken");
        BOOST_TEST(here.is_gate_free());
        here.remote.release();
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(who_gives_up_leaves_the_gate, Lock, kinds)
{
    locks<Lock> here;
    here.lock.lock();
    BOOST_TEST(here.remote.start_lock_for(5ms).get() == "timed out");
    BOOST_TEST(here.is_gate_free());
    filelock::cancel_source source;
    source.cancel();
    filelock::options how;
    how.cancellation = source;
    fair_lock<Lock> cancelled(here.target, how);
    error_code ec;
    here.thread.run([&] { cancelled.acquire(ec); });
    BOOST_TEST((ec == boost::system::errc::operation_canceled));
    BOOST_TEST(here.is_gate_free());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(new_readers_queue_behind_a_waiting_writer, Lock, kinds)
{
    locks<Lock> here;
    here.lock.lock_shared();
    remote_task writer = here.remote.start_lock();
    BOOST_TEST(writer.is_blocked());
    auto late = here.thread.start([&] { here.other_object.lock_shared(); });
    BOOST_TEST(late.is_blocked());
    here.lock.unlock_shared();
    BOOST_TEST(writer.get() == "taken");
    BOOST_TEST(late.is_blocked());
    here.remote.release();
    late.get();
}

BOOST_AUTO_TEST_CASE(plain_hard_lock_lets_new_readers_overtake)
{
    locks<filelock::hard_lock> here;
    here.plain.lock_shared();
    remote_lock writing(here.peer, "hard", here.lock_file);
    remote_task writer = writing.start_lock();
    BOOST_TEST(writer.is_blocked());
    peer_process late;
    BOOST_TEST(remote_lock(late, "hard", here.lock_file).try_lock(lock_mode::shared));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(who_comes_and_goes_soon_has_to_queue, Lock, kinds)
{
    locks<Lock> here;
    here.remote.lock(lock_mode::shared);
    auto writer = here.thread.start([&] { here.other_object.lock(); });
    BOOST_TEST(writer.is_blocked());
    auto const is_refused = [&]
    {
        bool const let_in = here.lock.try_lock_shared();
        if (let_in)
        {
            here.lock.unlock_shared();
        }
        return !let_in;
    };
    eventually(is_refused);
    BOOST_TEST(stays(is_refused, location::here()));
    here.remote.release();
    writer.get();
}

/// In at least one of twenty rounds: a millisecond may pass in between.
BOOST_AUTO_TEST_CASE(who_has_just_come_through_need_not_do_so_again)
{
    locks<filelock::hard_lock> here;
    bool has_passed_by = false;
    for (int round = 0; round < 20 && !has_passed_by; ++round)
    {
        here.lock.lock();
        here.lock.unlock();
        here.gate.lock();
        has_passed_by = here.lock.try_lock();
        here.gate.unlock();
        if (has_passed_by)
        {
            here.lock.unlock();
        }
    }
    BOOST_TEST(has_passed_by);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(deadline_and_cancellation_cover_the_gate, Lock, kinds)
{
    locks<Lock> here;
    here.gate_elsewhere.lock();
    stopwatch const watch;
    BOOST_TEST(!here.lock.try_lock_for(20ms));
    BOOST_TEST((watch.elapsed() >= 20ms));
    BOOST_TEST(!here.lock.try_lock());
    filelock::cancel_source source;
    filelock::options how;
    how.cancellation = source;
    how.poll_interval = 1h;
    fair_lock<Lock> patient(here.target, how);
    error_code ec;
    auto waiting = here.thread.start([&] { patient.acquire(ec); });
    BOOST_TEST(waiting.is_blocked());
    source.cancel();
    waiting.get();
    BOOST_TEST((ec == boost::system::errc::operation_canceled));
    here.gate_elsewhere.release();
    BOOST_TEST(here.lock.try_lock());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(errors_name_the_lock_and_who_is_in_the_way, Lock, kinds)
{
    locks<Lock> here;
    here.gate_elsewhere.lock();
    BOOST_TEST(!here.lock.is_locked());
    try
    {
        here.lock.acquire(5ms);
        BOOST_ERROR("somebody is at the gate");
    }
    catch (filelock::lock_timeout const& e)
    {
        BOOST_TEST(e.lock_path() == here.lock_file);
        BOOST_REQUIRE(e.owners().size() == 1);
        bool const is_known =
            !std::is_same_v<Lock, filelock::hard_lock> || can_name_hard_holders();
        BOOST_TEST(e.owners().front().pid == (is_known ? here.peer.pid() : 0));
    }
    here.plain.lock_shared();
    BOOST_REQUIRE(here.lock.owners().size() == 1);
    BOOST_TEST(here.lock.owners().front().pid == filelock::this_owner().pid);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(killed_waiter_s_place_is_free, Lock, kinds)
{
    locks<Lock> here;
    here.lock.lock_shared();
    remote_task waiting = here.remote.start_lock();
    BOOST_TEST(waiting.is_blocked());
    auto behind = here.thread.start([&] { here.other_object.lock_shared(); });
    BOOST_TEST(behind.is_blocked());
    here.peer.kill();
    if (std::is_same_v<Lock, filelock::link_lock> && !can_prove_deaths())
    {
        // It is held by the dead, so that nobody passes.
        BOOST_TEST(behind.is_blocked());
        here.lock.break_lock();
    }
    behind.get();
}

BOOST_AUTO_TEST_CASE_TEMPLATE(reader_does_not_queue_behind_who_waits_for_it, Lock, kinds)
{
    locks<Lock> here;
    here.lock.lock_shared();
    remote_task writer = here.remote.start_lock();
    BOOST_TEST(writer.is_blocked());
    for (bool const waits : {false, true})
    {
        BOOST_TEST((waits ? here.other_object.try_lock_shared_for(ceiling)
                          : here.other_object.try_lock_shared()));
        here.other_object.unlock_shared();
    }
    error_code ec;
    here.other_object.acquire(ec);
    BOOST_TEST((ec == errc::would_deadlock));
    BOOST_TEST(!here.other_object.try_lock_for(5ms));
    here.lock.unlock_shared();
    BOOST_TEST(writer.get() == "taken");
}

/// In one of a hundred rounds at the latest: the one at the gate may be preempted there.
BOOST_AUTO_TEST_CASE(who_does_not_wait_is_patient_with_one_that_merely_passes)
{
    locks<filelock::hard_lock> here;
    bool let_in = false;
    for (int round = 0; round < 100 && !let_in; ++round)
    {
        std::atomic<bool> tries{false};
        here.gate.lock();
        auto const trying = here.thread.start(
            [&]
            {
                tries = true;
                return here.lock.try_lock_shared();
            });
        while (!tries)
        {
            std::this_thread::yield();
        }
        stopwatch const watch;
        while (watch.elapsed() < 200us)
        {
            std::this_thread::yield();
        }
        here.gate.unlock();
        eventually([&] { return trying.is_done(); });
        let_in = here.lock.is_locked();
    }
    BOOST_TEST(let_in);
}

BOOST_AUTO_TEST_CASE(broken_lock_s_gate_is_free)
{
    locks<filelock::link_lock> here;
    here.gate_elsewhere.lock();
    here.remote.ask("locked");
    BOOST_TEST(!here.lock.try_lock());
    here.lock.break_lock();
    BOOST_TEST(here.lock.try_lock());
}
