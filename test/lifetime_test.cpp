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

#include "support/parties.hpp"

namespace
{

using namespace test;

}  // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(destruction_releases_in_whichever_thread, Kind, every_lock)
{
    in_directory here;
    peer_process peer;
    remote_lock remote(peer, Kind::name, here.lock_file);
    worker other_thread;
    for (lock_mode const mode : both_modes)
    {
        auto lock = std::make_unique<typename Kind::lock>(Kind::make(here.target));
        other_thread.run(
            [&] { mode == lock_mode::shared ? lock->lock_shared() : lock->lock(); });
        BOOST_TEST(!remote.try_lock());
        lock.reset();
        BOOST_TEST(remote.try_lock());
        remote.release();
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(all_holds_of_an_object_end_with_it, Kind, every_lock)
{
    in_directory here;
    auto lock = std::make_unique<typename Kind::lock>(Kind::make(here.target));
    std::array<worker, 6> readers;
    for (worker& reader : readers)
    {
        reader.run([&] { lock->lock_shared(); });
    }
    lock.reset();
    peer_process peer;
    BOOST_TEST(remote_lock(peer, Kind::name, here.lock_file).try_lock());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(moved_lock_is_the_same_lock, Kind, every_lock)
{
    in_directory here;
    auto lock = Kind::make(here.target);
    lock.lock();
    lock.unlock();
    auto moved = std::move(lock);
    BOOST_TEST(moved.target() == here.target);
    BOOST_TEST(moved.try_lock());
    BOOST_TEST(!Kind::make(here.target).try_lock());
    moved.unlock();
    lock = std::move(moved);
    BOOST_TEST(lock.lock_path() == here.lock_file);
    BOOST_TEST(lock.try_lock());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(assignment_releases_nothing_of_the_new_lock, Kind,
                              every_lock)
{
    in_directory here;
    auto lock = Kind::make(here.directory / "old");
    lock = Kind::make(here.target);
    BOOST_TEST(lock.lock_path() == here.lock_file);
    lock.lock();
    BOOST_TEST(!Kind::make(here.target).try_lock());
    BOOST_TEST(Kind::make(here.directory / "old").try_lock());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(constructing_and_asking_touch_no_disk, Kind, every_lock)
{
    in_directory here;
    auto lock = Kind::make(here.target);
    BOOST_TEST(!lock.is_locked());
    BOOST_TEST(lock.owners().empty());
    BOOST_TEST(!lock.i_am_locking());
    BOOST_TEST(here.directory.entries().empty());
    BOOST_CHECK_NO_THROW(Kind::make(here.directory / "no" / "such" / "directory"));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(target_itself_is_never_made, Kind, every_lock)
{
    in_directory here;
    auto lock = Kind::make(here.target);
    lock.lock();
    lock.unlock();
    BOOST_TEST(!boost::filesystem::exists(here.target));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(lock_path_alone_decides_which_lock_it_is, Kind, every_lock)
{
    in_directory here;
    filelock::options how;
    how.lock_path = here.lock_file;
    auto lock = Kind::make(here.target);
    lock.lock();
    BOOST_TEST(!Kind::make(here.directory / "unrelated", how).try_lock());
    BOOST_TEST(Kind::make(here.directory / "unrelated").try_lock());
}
