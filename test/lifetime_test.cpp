// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// Making, moving and destroying locks, whatever kind they are.

#define BOOST_TEST_MODULE lifetime_test
#include <boost/test/unit_test.hpp>

#include <array>
#include <memory>
#include <utility>

#include <boost/filesystem/operations.hpp>

#include "support/kind_test_case.hpp"
#include "support/parties.hpp"

namespace
{

using namespace test;

}  // namespace

FILELOCK_TEST_CASE_OF_KINDS(destruction_releases_in_whichever_thread, all_kinds())
{
    in_directory here;
    peer_process peer;
    remote_lock remote(peer, which.name, here.lock_file);
    worker other_thread;
    for (lock_mode const mode : both_modes)
    {
        auto lock = std::make_unique<some_lock>(which.make(here.target));
        other_thread.run(
            [&] { mode == lock_mode::shared ? lock->lock_shared() : lock->lock(); });
        BOOST_TEST(!remote.try_lock());
        lock.reset();
        BOOST_TEST(remote.try_lock());
        remote.release();
    }
}

FILELOCK_TEST_CASE_OF_KINDS(all_holds_of_an_object_end_with_it, all_kinds())
{
    in_directory here;
    auto lock = std::make_unique<some_lock>(which.make(here.target));
    std::array<worker, 6> readers;
    for (worker& reader : readers)
    {
        reader.run([&] { lock->lock_shared(); });
    }
    lock.reset();
    peer_process peer;
    BOOST_TEST(remote_lock(peer, which.name, here.lock_file).try_lock());
}

FILELOCK_TEST_CASE_OF_KINDS(moved_lock_is_the_same_lock, all_kinds())
{
    in_directory here;
    auto lock = which.make(here.target);
    lock.lock();
    lock.unlock();
    auto moved = std::move(lock);
    BOOST_TEST(moved.target() == here.target);
    BOOST_TEST(moved.try_lock());
    BOOST_TEST(!which.make(here.target).try_lock());
    moved.unlock();
    lock = std::move(moved);
    BOOST_TEST(lock.lock_path() == here.lock_file);
    BOOST_TEST(lock.try_lock());
}

FILELOCK_TEST_CASE_OF_KINDS(assignment_releases_nothing_of_the_new_lock, all_kinds())
{
    in_directory here;
    auto lock = which.make(here.directory / "old");
    lock = which.make(here.target);
    BOOST_TEST(lock.lock_path() == here.lock_file);
    lock.lock();
    BOOST_TEST(!which.make(here.target).try_lock());
    BOOST_TEST(which.make(here.directory / "old").try_lock());
}

FILELOCK_TEST_CASE_OF_KINDS(constructing_and_asking_touch_no_disk, all_kinds())
{
    in_directory here;
    auto lock = which.make(here.target);
    BOOST_TEST(!lock.is_locked());
    BOOST_TEST(lock.owners().empty());
    BOOST_TEST(!lock.i_am_locking());
    BOOST_TEST(here.directory.entries().empty());
    BOOST_CHECK_NO_THROW(which.make(here.directory / "no" / "such" / "directory"));
}

FILELOCK_TEST_CASE_OF_KINDS(target_itself_is_never_made, all_kinds())
{
    in_directory here;
    auto lock = which.make(here.target);
    lock.lock();
    lock.unlock();
    BOOST_TEST(!boost::filesystem::exists(here.target));
}

FILELOCK_TEST_CASE_OF_KINDS(lock_path_alone_decides_which_lock_it_is, all_kinds())
{
    in_directory here;
    filelock::options how;
    how.lock_path = here.lock_file;
    auto lock = which.make(here.target);
    lock.lock();
    BOOST_TEST(!which.make(here.directory / "unrelated", how).try_lock());
    BOOST_TEST(which.make(here.directory / "unrelated").try_lock());
}
