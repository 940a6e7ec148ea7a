// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// What only soft locks have: markers that stay, that can be broken, and that somebody may
// remove who does not ask.

#include <filelock/marker_lock.hpp>

#define BOOST_TEST_MODULE soft_lock_test
#include <boost/test/unit_test.hpp>

#include <boost/filesystem/operations.hpp>

#include "support/every_lock.hpp"
#include "support/remote_lock.hpp"
#include "support/temporary_directory.hpp"
#include "support/worker.hpp"

namespace
{

using namespace test;
using namespace std::chrono_literals;
using filelock::errc;
using filelock::error_code;
using filelock::lock_mode;

template <class Kind>
struct locks : in_directory
{
    typename Kind::lock lock = Kind::make(target);
    typename Kind::lock other_object = Kind::make(target);
    worker waiter;
    peer_process peer;
    remote_lock remote{peer, Kind::name, lock_file};
};

/// Where the process is, until the end of the scope.
struct working_directory
{
    explicit working_directory(path const& to) { boost::filesystem::current_path(to); }
    ~working_directory() { boost::filesystem::current_path(before); }
    working_directory(working_directory const&) = delete;
    working_directory& operator=(working_directory const&) = delete;

    path const before = boost::filesystem::current_path();
};

}  // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(broken_holder_is_told_and_nobody_else_hurt, Kind,
                              soft_locks)
{
    for (bool const shared : {false, true})
    {
        locks<Kind> here;
        shared ? here.lock.lock_shared() : here.lock.lock();
        here.other_object.break_lock();
        BOOST_TEST(here.remote.try_lock());
        error_code ec;
        here.lock.release(ec);
        BOOST_TEST((ec == errc::not_my_lock));
        BOOST_TEST(!here.lock.i_am_locking());
        BOOST_TEST(!here.lock.try_lock());
        BOOST_TEST(here.remote.ask("locked") == "yes");
        here.remote.release();
        BOOST_TEST(here.lock.try_lock());
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(broken_holder_cannot_convert, Kind, soft_locks)
{
    locks<Kind> here;
    error_code ec;
    here.lock.lock();
    here.other_object.break_lock();
    here.lock.unlock_and_lock_shared(ec);
    BOOST_TEST((ec == errc::not_my_lock));
    here.lock.lock_shared();
    here.other_object.break_lock();
    BOOST_TEST(!here.lock.try_unlock_shared_and_lock(ec));
    BOOST_TEST((ec == errc::not_my_lock));
    BOOST_TEST(!here.lock.is_locked());
    BOOST_TEST(here.remote.try_lock());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(own_lock_can_be_broken_through_the_same_object, Kind,
                              soft_locks)
{
    locks<Kind> here;
    here.lock.lock();
    here.lock.break_lock();
    BOOST_TEST(here.waiter.run([&] { return here.lock.try_lock(); }));
    error_code ec;
    here.lock.release(ec);
    BOOST_TEST((ec == errc::not_my_lock));
    BOOST_TEST(!here.remote.try_lock());
    here.waiter.run([&] { here.lock.release(); });
    BOOST_TEST(here.remote.try_lock());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(writer_broken_while_it_waits_for_readers_does_not_get_in,
                              Kind, soft_locks)
{
    locks<Kind> here;
    here.remote.lock(lock_mode::shared);
    auto writing = here.waiter.start([&] { here.lock.lock(); });
    BOOST_TEST(writing.is_blocked());
    auto breaker = Kind::make(here.target);
    breaker.break_lock();
    bool const is_first = here.other_object.try_lock();
    if (is_first)
    {
        BOOST_TEST(writing.is_blocked());
        here.other_object.unlock();
    }
    writing.get();
    BOOST_TEST(!here.other_object.try_lock());
    here.waiter.run([&] { here.lock.release(); });
    BOOST_TEST(here.other_object.try_lock());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(thread_that_reads_may_read_again_beside_a_waiting_writer,
                              Kind, soft_locks)
{
    locks<Kind> here;
    here.lock.lock_shared();
    remote_task writing = here.remote.start_lock();
    BOOST_TEST(writing.is_blocked());
    BOOST_TEST(here.other_object.try_lock_shared());
    here.lock.unlock_shared();
    BOOST_TEST(writing.is_blocked());
    auto third = Kind::make(here.target);
    BOOST_TEST(!here.waiter.run([&] { return third.try_lock_shared(); }));
    here.other_object.unlock_shared();
    BOOST_TEST(writing.get() == "taken");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(break_of_what_nobody_holds_does_nothing, Kind, soft_locks)
{
    locks<Kind> here;
    here.lock.break_lock();
    BOOST_TEST(here.directory.entries().empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(marker_removed_by_hand_is_a_lost_lock, Kind, soft_locks)
{
    locks<Kind> here;
    here.lock.lock();
    boost::filesystem::remove_all(here.lock_file);
    BOOST_TEST(here.remote.try_lock());
    error_code ec;
    here.lock.release(ec);
    BOOST_TEST((ec == errc::not_my_lock));
    BOOST_TEST(!here.other_object.try_lock());
    here.remote.release();
    BOOST_TEST(here.lock.try_lock());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(working_directory_may_change, Kind, built_in_locks)
{
    in_directory here;
    temporary_directory const elsewhere;
    working_directory const before(here.directory.name());
    auto lock = Kind::make("target");
    auto unused = Kind::make("target");
    BOOST_TEST(lock.lock_path() == "target.lock");
    lock.lock();
    {
        working_directory const away(elsewhere.name());
        lock.unlock_and_lock_shared();
        filelock::error_code ec;
        BOOST_TEST(lock.try_unlock_shared_and_lock(ec) == Kind::can_upgrade());
        BOOST_TEST(!unused.try_lock());
        lock.release();
        BOOST_TEST(lock.try_lock());
        BOOST_TEST(elsewhere.entries().empty());
    }
    BOOST_TEST(!Kind::make(here.target).try_lock());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(nothing_is_left_when_the_object_is_gone, Kind, soft_locks)
{
    in_directory here;
    {
        auto lock = Kind::make(here.target);
        lock.lock();
        lock.unlock();
        lock.lock_shared();
    }
    BOOST_TEST(here.directory.entries().empty());
}

BOOST_AUTO_TEST_CASE(marker_of_the_dead_is_broken_without_its_private_file,
                     *boost::unit_test::precondition(deaths_are_proved))
{
    locks<link_kind> here;
    here.remote.lock();
    for (auto const& each : here.directory.entries())
    {
        if (each != here.lock_file.filename())
        {
            boost::filesystem::remove(here.directory.name() / each);
        }
    }
    BOOST_TEST(!here.lock.try_lock());
    here.peer.kill();
    BOOST_TEST(here.lock.try_lock());
}

BOOST_AUTO_TEST_CASE(hard_lock_is_refused_by_a_link_lock_s_marker)
{
    locks<link_kind> here;
    filelock::hard_lock hard(here.target);
    error_code ec;
    here.remote.lock();
    hard.acquire(ec);
    BOOST_TEST((ec == errc::other_scheme));
    BOOST_REQUIRE(here.lock.owners().size() == 1U);
    BOOST_TEST(here.lock.owners().front().pid != 0);
    here.peer.kill();
    hard.acquire_shared(ec);
    BOOST_TEST((ec == errc::other_scheme));
    BOOST_TEST(here.lock.try_lock() == can_prove_deaths());
}

BOOST_AUTO_TEST_CASE(files_of_a_killed_waiter_are_told_of_and_removed,
                     *boost::unit_test::precondition(deaths_are_proved))
{
    locks<link_kind> here;
    here.lock.lock();
    remote_task waiting = here.remote.start_lock();
    BOOST_TEST(waiting.is_blocked());
    BOOST_TEST(here.lock.leftovers().empty());
    here.peer.kill();
    auto const left = here.lock.leftovers();
    BOOST_REQUIRE(left.size() == 1U);
    BOOST_TEST(boost::filesystem::exists(left.front()));
    BOOST_TEST((here.lock.remove_leftovers() == left));
    BOOST_TEST(here.lock.leftovers().empty());
    BOOST_TEST(!boost::filesystem::exists(left.front()));
    BOOST_TEST(here.lock.i_am_locking());
    here.lock.release();
}
