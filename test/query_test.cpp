// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// What a lock tells about itself, whatever kind it is.

#define BOOST_TEST_MODULE query_test
#include <boost/test/unit_test.hpp>

#include <boost/filesystem/operations.hpp>

#include <filelock/hard_lock.hpp>
#include <filelock/owner.hpp>

#include "support/abilities.hpp"
#include "support/kind_test_case.hpp"
#include "support/parties.hpp"

namespace
{

using namespace test;

}  // namespace

FILELOCK_TEST_CASE_OF_KINDS(is_locked_sees_every_holder, all_kinds())
{
    parties all(which);
    auto const observer = which.make(all.target);
    for (party* const holder :
         {static_cast<party*>(&all.here), static_cast<party*>(&all.thread),
          static_cast<party*>(&all.process)})
    {
        for (lock_mode const mode : both_modes)
        {
            BOOST_TEST(!observer.is_locked());
            BOOST_TEST(holder->try_lock(mode));
            BOOST_TEST(observer.is_locked());
            BOOST_TEST(all.lock.is_locked());
            holder->release();
        }
    }
    BOOST_TEST(!observer.is_locked());
}

FILELOCK_TEST_CASE_OF_KINDS(i_am_locking_is_of_the_object_and_thread, all_kinds())
{
    parties all(which);
    all.lock.lock();
    BOOST_TEST(all.lock.i_am_locking());
    BOOST_TEST(!all.other_object.i_am_locking());
    BOOST_TEST(!all.other_thread.run([&] { return all.lock.i_am_locking(); }));
    all.lock.unlock();
    BOOST_TEST(!all.lock.i_am_locking());
}

FILELOCK_TEST_CASE_OF_KINDS(i_am_locking_is_of_the_object_alone_if_not_threaded,
                            all_kinds())
{
    in_directory here;
    filelock::options how;
    how.threaded = false;
    auto lock = which.make(here.target, how);
    worker other_thread;
    lock.lock();
    BOOST_TEST(other_thread.run([&] { return lock.i_am_locking(); }));
    other_thread.run([&] { lock.release(); });
    BOOST_TEST(!lock.i_am_locking());
}

FILELOCK_TEST_CASE_OF_KINDS(i_am_still_locking_until_the_lock_is_taken_away, all_kinds())
{
    parties all(which);
    BOOST_TEST(!all.lock.i_am_still_locking());
    for (lock_mode const mode : both_modes)
    {
        BOOST_TEST(all.here.try_lock(mode));
        BOOST_TEST(all.lock.i_am_still_locking());
        BOOST_TEST(!all.other_object.i_am_still_locking());
        if (which.is_soft)
        {
            all.other_object.break_lock();
            BOOST_TEST(all.lock.i_am_locking());
            BOOST_TEST(!all.lock.i_am_still_locking());
            BOOST_CHECK_THROW(all.lock.release(), filelock::not_my_lock);
        }
        else
        {
            all.lock.release();
        }
        BOOST_TEST(!all.lock.i_am_still_locking());
    }
}

BOOST_FIXTURE_TEST_CASE(i_am_still_locking_a_file_as_long_as_it_has_its_name,
                        in_directory,
                        *boost::unit_test::precondition(open_files_are_replaced))
{
    filelock::hard_lock lock(target);
    lock.lock();
    BOOST_TEST(lock.i_am_still_locking());
    boost::filesystem::remove(lock_file);
    BOOST_TEST(!lock.i_am_still_locking());
    write_bytes(lock_file, "");
    BOOST_TEST(!lock.i_am_still_locking());
}

FILELOCK_TEST_CASE_OF_KINDS(owners_are_named_with_their_mode, all_kinds())
{
    in_directory here;
    auto const lock = which.make(here.target);
    peer_process peer;
    remote_lock remote(peer, which.name, here.lock_file);
    for (lock_mode const mode : both_modes)
    {
        remote.lock(mode);
        auto const owners = lock.owners();
        BOOST_REQUIRE(owners.size() == 1);
        BOOST_TEST(owners.front().pid == which.pid_shown_of(peer));
        BOOST_TEST((owners.front().mode == mode));
        remote.release();
    }
}

FILELOCK_TEST_CASE_OF_KINDS(own_hold_is_among_the_owners, all_kinds())
{
    in_directory here;
    auto lock = which.make(here.target);
    auto other_object = which.make(here.target);
    lock.lock_shared();
    other_object.lock_shared();
    auto const owners = lock.owners();
    BOOST_REQUIRE(owners.size() == 2);
    BOOST_TEST(owners.front().pid == filelock::this_owner().pid);
    BOOST_TEST(owners.back().pid == filelock::this_owner().pid);
}

FILELOCK_TEST_CASE_OF_KINDS(names_are_as_given, all_kinds())
{
    in_directory here;
    auto const lock = which.make(here.target);
    BOOST_TEST(lock.target() == here.target);
    BOOST_TEST(lock.lock_path() == here.lock_file);
    BOOST_TEST(lock.scheme_name() == which.scheme_name);
    filelock::options how;
    how.lock_path = here.directory / "elsewhere";
    BOOST_TEST(which.make(here.target, how).lock_path() == how.lock_path);
}
