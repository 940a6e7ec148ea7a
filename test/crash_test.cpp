// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// What becomes of a lock whose holder is killed or stands still.

#define BOOST_TEST_MODULE crash_test
#include <boost/test/unit_test.hpp>

#include <cstdint>

#include "support/abilities.hpp"
#include "support/kind_test_case.hpp"
#include "support/remote_lock.hpp"
#include "support/temporary_directory.hpp"
#include "support/worker.hpp"

namespace
{

using namespace test;
using namespace std::chrono_literals;
using filelock::lock_mode;

struct locks : in_directory
{
    explicit locks(kind const& of) : which(of) {}

    kind const& which;
    some_lock lock = which.make(target);
    some_lock other_object = which.make(target);
    worker waiter;
    peer_process peer;
    remote_lock remote{peer, which.name, lock_file};

    /// Where a death cannot be proved the lock is still held: nobody gets it unless
    /// somebody breaks it.
    void break_what_cannot_be_proved(lock_mode held)
    {
        if (!which.proves_death(held))
        {
            BOOST_TEST(other_object.is_locked());
            BOOST_TEST(!other_object.try_lock_for(short_while));
            other_object.break_lock();
        }
    }

    /// A soft lock's markers stay until somebody takes the lock, hard ones' go at once.
    void expect_no_owner_but_the_dead(std::int64_t dead)
    {
        for (filelock::owner const& each : lock.owners())
        {
            BOOST_TEST(which.is_soft);
            BOOST_TEST(each.pid == dead);
        }
    }
};

}  // namespace

FILELOCK_TEST_CASE_OF_KINDS(killed_holder_s_lock_is_free, library_kinds())
{
    locks here(which);
    for (lock_mode const mode : {lock_mode::shared, lock_mode::exclusive})
    {
        peer_process holder;
        remote_lock(holder, which.name, here.lock_file).lock(mode);
        BOOST_TEST(!here.lock.try_lock());
        std::int64_t const dead = holder.pid();
        holder.kill();
        here.break_what_cannot_be_proved(mode);
        BOOST_TEST(!here.lock.is_locked());
        here.expect_no_owner_but_the_dead(dead);
        BOOST_TEST(here.lock.try_lock());
        BOOST_TEST(here.lock.owners().size() == 1);
        here.lock.unlock();
        BOOST_TEST(which.is_free(here.lock_file));
    }
}

FILELOCK_TEST_CASE_OF_KINDS(killed_holder_s_lock_may_be_shared, library_kinds())
{
    locks here(which);
    for (lock_mode const mode : {lock_mode::shared, lock_mode::exclusive})
    {
        peer_process holder;
        remote_lock(holder, which.name, here.lock_file).lock(mode);
        holder.kill();
        here.break_what_cannot_be_proved(mode);
        BOOST_TEST(here.lock.try_lock_shared());
        BOOST_TEST(here.remote.try_lock(lock_mode::shared));
        BOOST_TEST(!here.other_object.try_lock());
        here.lock.unlock_shared();
        here.remote.release();
        BOOST_TEST(here.other_object.try_lock());
        here.other_object.unlock();
    }
}

FILELOCK_TEST_CASE_OF_KINDS(waiters_of_a_killed_holder_get_its_lock, library_kinds())
{
    locks here(which);
    for (bool const timed : {false, true})
    {
        peer_process holder;
        remote_lock(holder, which.name, here.lock_file).lock();
        auto waiting = here.waiter.start(
            [&] { timed ? here.lock.acquire(1h) : here.lock.acquire(); });
        BOOST_TEST(waiting.is_blocked());
        holder.kill();
        here.break_what_cannot_be_proved(lock_mode::exclusive);
        waiting.get();
        here.waiter.run([&] { here.lock.release(); });
    }
}

FILELOCK_TEST_CASE_OF_KINDS(waiters_of_other_processes_get_it_too, library_kinds())
{
    locks here(which);
    peer_process holder;
    remote_lock(holder, which.name, here.lock_file).lock(lock_mode::shared);
    remote_task timed = here.remote.start_lock_for(1h);
    BOOST_TEST(timed.is_blocked());
    holder.kill();
    here.break_what_cannot_be_proved(lock_mode::shared);
    BOOST_TEST(timed.get() == "taken");
}

FILELOCK_TEST_CASE_OF_KINDS(killed_waiter_leaves_nothing, library_kinds())
{
    locks here(which);
    here.lock.lock();
    remote_task waiting = here.remote.start_lock();
    BOOST_TEST(waiting.is_blocked());
    here.peer.kill();
    here.lock.unlock();
    if (std::string(which.name) == "fair-link"
        && !which.proves_death(lock_mode::exclusive))
    {
        here.lock.break_lock();  // for its gate, at which the dead one waited
    }
    BOOST_TEST(here.lock.owners().empty());
    BOOST_TEST(which.is_free(here.lock_file));
    BOOST_TEST(here.other_object.try_lock());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_a_killed_waiter_leaves_beside_is_told, Kind,
                              soft_locks)
{
    locks here(*find_kind(Kind::name));
    auto const typed = Kind::make(here.target);
    here.other_object.lock();
    remote_task waiting = here.remote.start_lock();
    BOOST_TEST(waiting.is_blocked());
    here.peer.kill();
    here.other_object.unlock();
    here.other_object = here.which.make(here.target);
    if (std::is_same_v<Kind, link_kind> && !can_prove_deaths())
    {
        BOOST_TEST(typed.leftovers().empty());  // whose the file is might live
        return;
    }
    BOOST_TEST(typed.leftovers().size() == here.directory.entries().size());
    Kind::make(here.target).remove_leftovers();
    BOOST_TEST(here.directory.entries().empty());
}

FILELOCK_TEST_CASE_OF_KINDS(writer_killed_behind_readers_keeps_nobody_out,
                            library_kinds())
{
    locks here(which);
    here.lock.lock_shared();
    remote_task waiting = here.remote.start_lock_for(1h);
    BOOST_TEST(waiting.is_blocked());
    here.peer.kill();
    // Another thread: one that reads already would be let in beside a living writer, too.
    bool const let_in =
        here.waiter.run([&] { return here.other_object.try_lock_shared(); });
    BOOST_TEST(let_in == which.proves_death(lock_mode::exclusive));
    if (let_in)
    {
        here.waiter.run([&] { here.other_object.unlock_shared(); });
    }
    else
    {
        here.other_object.break_lock();
    }
    here.lock.unlock_shared();
    BOOST_TEST(here.other_object.try_lock());
}

FILELOCK_TEST_CASE_OF_KINDS(holder_that_stands_still_keeps_its_lock, library_kinds())
{
    locks here(which);
    here.remote.lock();
    here.peer.stop();
    BOOST_TEST(here.lock.is_locked());
    BOOST_TEST(!here.lock.try_lock_for(50ms));
    BOOST_TEST(!here.lock.try_lock_shared_for(50ms));
    BOOST_TEST(!which.is_free(here.lock_file));
    here.peer.resume();
    BOOST_TEST(here.remote.ask("locked") == "yes");
    here.remote.release();
    BOOST_TEST(here.lock.try_lock());
}

FILELOCK_TEST_CASE_OF_KINDS(reader_that_stands_still_keeps_its_lock, library_kinds())
{
    locks here(which);
    here.remote.lock(lock_mode::shared);
    here.peer.stop();
    BOOST_TEST(!here.lock.try_lock_for(50ms));
    BOOST_TEST(here.lock.try_lock_shared_for(50ms));
    here.lock.unlock_shared();
    here.peer.resume();
    here.remote.release();
    BOOST_TEST(here.lock.try_lock());
}

FILELOCK_TEST_CASE_OF_KINDS(holder_killed_while_it_stands_still_frees_its_lock,
                            library_kinds())
{
    locks here(which);
    here.remote.lock();
    here.peer.stop();
    auto waiting = here.waiter.start([&] { here.lock.acquire(1h); });
    BOOST_TEST(waiting.is_blocked());
    here.peer.kill();
    here.break_what_cannot_be_proved(lock_mode::exclusive);
    waiting.get();
}

namespace
{

void check_that_who_stands_still_delays_nobody_before_it_is_granted(kind const& which)
{
    locks here(which);
    here.lock.lock();
    remote_task waiting = here.remote.start_lock_for(1h, lock_mode::shared);
    BOOST_TEST(waiting.is_blocked());
    here.peer.stop();
    here.lock.unlock();
    BOOST_TEST(which.is_free(here.lock_file, lock_mode::shared));
    BOOST_TEST(here.other_object.try_lock_shared() == !which.keeps_an_order);
    here.peer.resume();
    BOOST_TEST(waiting.get() == "taken");
}

}  // namespace

FILELOCK_TEST_CASE_OF_KINDS(waiter_that_stands_still_delays_nobody_before_it_is_granted,
                            unbreakable_kinds())
{
    check_that_who_stands_still_delays_nobody_before_it_is_granted(which);
}

// It may stand still with the marker open.
BOOST_TEST_DECORATOR(*boost::unit_test::precondition(open_files_are_replaced))
FILELOCK_TEST_CASE_OF_KINDS(
    waiter_for_a_soft_lock_that_stands_still_delays_nobody_before_it_is_granted,
    soft_kinds())
{
    check_that_who_stands_still_delays_nobody_before_it_is_granted(which);
}
