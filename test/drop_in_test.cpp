// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// Code that was written for boost::interprocess::file_lock: it is compiled for that type
// and for ours, and does the same.

#include <filelock/interprocess.hpp>

#define BOOST_TEST_MODULE drop_in_test
#include <boost/test/unit_test.hpp>

#include <cerrno>
#include <tuple>

#include <boost/filesystem/operations.hpp>
#include <boost/interprocess/sync/file_lock.hpp>
#include <boost/interprocess/sync/scoped_lock.hpp>
#include <boost/interprocess/sync/sharable_lock.hpp>

#include "support/abilities.hpp"
#include "support/boost_neighbours.hpp"
#include "support/worker.hpp"

namespace
{

using namespace test;
namespace bi = boost::interprocess;
namespace fs = boost::filesystem;

using both_types = std::tuple<bi::file_lock, filelock::interprocess::file_lock>;

}  // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(scoped_lock_holds_exclusively, Lock, both_types)
{
    data_file here;
    Lock lock(here.data.c_str());
    {
        bi::scoped_lock<Lock> const guard(lock);
        BOOST_TEST(!here.lets_in(lock_mode::shared));
    }
    BOOST_TEST(here.lets_in(lock_mode::exclusive));
    bi::scoped_lock<Lock> const tried(lock, bi::try_to_lock);
    BOOST_TEST(tried.owns());
    BOOST_TEST(!here.lets_in(lock_mode::shared));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(sharable_lock_shares, Lock, both_types)
{
    data_file here;
    Lock lock(here.data.c_str());
    {
        bi::sharable_lock<Lock> const guard(lock);
        BOOST_TEST(here.lets_in(lock_mode::shared));
        BOOST_TEST(!here.lets_in(lock_mode::exclusive));
    }
    BOOST_TEST(here.lets_in(lock_mode::exclusive));
    BOOST_TEST(bi::sharable_lock<Lock>(lock, in_milliseconds(1000)).owns());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(guards_of_a_held_lock_do_not_own_it, Lock, both_types)
{
    data_file here;
    Lock lock(here.data.c_str());
    here.boost_lock().lock();
    BOOST_TEST(!bi::scoped_lock<Lock>(lock, bi::try_to_lock).owns());
    BOOST_TEST(!bi::scoped_lock<Lock>(lock, in_milliseconds(5)).owns());
    BOOST_TEST(!bi::sharable_lock<Lock>(lock, bi::try_to_lock).owns());
    BOOST_TEST(!bi::sharable_lock<Lock>(lock, in_milliseconds(5)).owns());
    BOOST_TEST(!lock.timed_lock(in_milliseconds(-1000)));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(timed_lock_is_never_early, Lock, both_types)
{
    data_file here;
    Lock lock(here.data.c_str());
    here.boost_lock().lock();
    auto const end = in_milliseconds(20);
    BOOST_TEST(!lock.timed_lock(end));
    BOOST_TEST((boost::posix_time::microsec_clock::universal_time() >= end));
    auto const later = in_milliseconds(20);
    BOOST_TEST(!lock.timed_lock_sharable(later));
    BOOST_TEST((boost::posix_time::microsec_clock::universal_time() >= later));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(waiters_get_what_is_freed, Lock, both_types)
{
    data_file here;
    worker thread;
    Lock lock(here.data.c_str());
    remote_lock holder = here.boost_lock();
    boost::posix_time::ptime const infinity(boost::posix_time::pos_infin);
    for (int way = 0; way < 4; ++way)
    {
        holder.lock();
        auto waiting = thread.start(
            [&, way]
            {
                switch (way)
                {
                case 0:
                    return lock.lock(), lock.unlock();
                case 1:
                    return lock.lock_sharable(), lock.unlock_sharable();
                case 2:
                    return bi::scoped_lock<Lock>(lock, in_milliseconds(3'600'000))
                        .unlock();
                default:
                    return bi::scoped_lock<Lock>(lock, infinity).unlock();
                }
            });
        BOOST_TEST(waiting.is_blocked());
        holder.release();
        waiting.get();
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(lock_can_be_moved_and_swapped, Lock, both_types)
{
    data_file here;
    Lock empty;
    Lock lock(here.data.c_str());
    lock.swap(empty);
    BOOST_TEST(empty.try_lock());
    Lock moved(boost::move(empty));
    lock = boost::move(moved);
    BOOST_TEST(!here.lets_in(lock_mode::shared));
    lock.unlock();
    BOOST_TEST(here.lets_in(lock_mode::exclusive));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(destruction_releases, Lock, both_types)
{
    data_file here;
    {
        Lock lock(here.data.c_str());
        lock.lock();
        BOOST_TEST(!here.lets_in(lock_mode::shared));
    }
    BOOST_TEST(here.lets_in(lock_mode::exclusive));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(missing_file_is_the_system_s_error, Lock, both_types)
{
    data_file here;
    path const missing = here.directory / "missing";
    try
    {
        Lock lock(missing.c_str());
        BOOST_ERROR("a missing file was opened");
    }
    catch (bi::interprocess_exception const& e)
    {
        BOOST_TEST(e.get_native_error() == ENOENT);
        BOOST_TEST(e.get_error_code() == bi::not_found_error);
    }
    BOOST_TEST(!fs::exists(missing));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(directory_is_an_error, Lock, both_types)
{
    data_file here;
    BOOST_TEST(native_error_of([&] { Lock lock(here.directory.name().c_str()); }) != 0);
}

BOOST_TEST_DECORATOR(*boost::unit_test::precondition(symbolic_links_are_made))
BOOST_AUTO_TEST_CASE_TEMPLATE(symbolic_link_is_followed, Lock, both_types)
{
    data_file here;
    path const link = here.directory / "link";
    fs::create_symlink("data", link);
    Lock lock(link.c_str());
    lock.lock();
    BOOST_TEST(!here.lets_in(lock_mode::shared));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(locked_file_is_left_as_it_is, Lock, both_types)
{
    data_file here;
    {
        Lock lock(here.data.c_str());
        lock.lock();
        BOOST_TEST(bytes_of(here.data) == "precious" + std::string());
    }
    Lock lock(here.data.c_str());
    lock.lock_sharable();
    lock.unlock_sharable();
    BOOST_TEST((here.directory.entries() == std::vector<std::string>{"data"}));
}
