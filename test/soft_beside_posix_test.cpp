// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// Part of soft_hostile_posix_test: what is beside the lock path, and the path itself.

#include <boost/test/unit_test.hpp>

#include <unistd.h>

#include <shared_mutex>
#include <string>

#include <boost/filesystem/operations.hpp>

#include "support/every_lock.hpp"
#include "support/expect.hpp"
#include "support/posix_hostile_things.hpp"
#include "support/posix_inventory.hpp"
#include "support/temporary_directory.hpp"
#include "support/worker.hpp"

namespace
{

using namespace test;
using namespace std::chrono_literals;
namespace fs = boost::filesystem;
using filelock::errc;
using filelock::error_code;
namespace generic = boost::system::errc;

}  // namespace

BOOST_FIXTURE_TEST_SUITE(beside_the_lock_path, in_directory)

BOOST_AUTO_TEST_CASE_TEMPLATE(readers_that_are_no_directory_are_never_touched, Kind,
                              soft_locks)
{
    auto things = neither_file_nor_directory;
    things.push_back({"file", [](path const& at) { write_bytes(at, "data"); }});
    for (thing const& each : things)
    {
        BOOST_TEST_CONTEXT(each.what)
        {
            in_directory place;
            each.make(place.directory / "target.lock.readers");
            unchanged const everything(place.directory.name());
            auto lock = Kind::make(place.target);
            error_code ec;
            worker().run([&] { lock.acquire_shared(ec); });
            BOOST_CHECK_MESSAGE(ec == errc::not_a_lock_file, ec.message());
            worker().run([&] { lock.acquire(20ms, ec); });
            BOOST_CHECK_MESSAGE(ec == errc::lock_timeout, ec.message());
            BOOST_TEST(!lock.try_lock());
            BOOST_TEST(lock.is_locked());
            BOOST_TEST(lock.owners().at(0).pid == 0);
            check_break(lock, errc::not_a_lock_file);
        }
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(foreign_entry_among_the_readers_is_never_touched, Kind,
                              soft_locks)
{
    auto things = neither_file_nor_directory;
    things.push_back({"file", [](path const& at) { write_bytes(at, "data"); }});
    things.push_back({"directory", &make_home});
    for (thing const& each : things)
    {
        BOOST_TEST_CONTEXT(each.what)
        {
            in_directory place;
            path const readers = place.directory / "target.lock.readers";
            fs::create_directory(readers);
            each.make(readers / "entry");
            unchanged const everything(place.directory.name());
            auto lock = Kind::make(place.target);
            worker().run([&] { expect(!lock.try_lock(), "held against writers"); });
            worker().run([&] { std::shared_lock also_reads(lock); });
            BOOST_TEST(lock.is_locked());
            BOOST_TEST(lock.owners().at(0).pid == 0);
            check_break(lock, errc::not_a_lock_file);
        }
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(guard_that_is_no_file_is_never_touched, Kind, file_locks)
{
    auto things = neither_file_nor_directory;
    things.push_back({"directory", &make_home});
    for (thing const& each : things)
    {
        BOOST_TEST_CONTEXT(each.what)
        {
            in_directory place;
            each.make(place.directory / "target.lock.guard");
            write_bytes(place.lock_file, "");
            unchanged const everything(place.directory.name());
            auto lock = Kind::make(place.target);
            check_held_by_unknown(lock);
            check_break(lock, errc::not_a_lock_file);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(names, in_directory)

BOOST_AUTO_TEST_CASE_TEMPLATE(any_name_that_a_file_can_have_serves, Kind, soft_locks)
{
    for (std::string const& name :
         {std::string(255, 'n'), std::string(250, 'n') + ".lock", std::string("a b"),
          std::string("a\nb"), std::string("\xff\xc3\x28"), std::string("-rf"),
          std::string("%41%"), std::string("'\"\\$(x)*"), std::string("...")})
    {
        BOOST_TEST_CONTEXT(name)
        {
            filelock::options how;
            how.lock_path = directory.name() / name;
            {
                auto lock = Kind::make(target, how);
                auto other = Kind::make(target, how);
                lock.lock();
                BOOST_TEST(fs::exists(how.lock_path));
                BOOST_TEST(!other.try_lock());
                BOOST_TEST(other.owners().at(0).pid == getpid());
                lock.unlock_and_lock_shared();
                BOOST_TEST(other.try_lock_shared());
                BOOST_TEST(other.owners().size() == 2U);
                other.unlock_shared();
                BOOST_TEST(lock.try_unlock_shared_and_lock());
                other.break_lock();
                BOOST_TEST(other.try_lock());
                error_code ec;
                lock.release(ec);
                BOOST_CHECK_MESSAGE(ec == errc::not_my_lock, ec.message());
            }
            BOOST_TEST(directory.entries().empty());
        }
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(name_that_no_file_can_have_is_an_error, Kind, soft_locks)
{
    filelock::options how;
    how.lock_path = directory.name() / std::string(256, 'n');
    auto lock = Kind::make(target, how);
    for (bool const shared : {false, true})
    {
        error_code ec;
        shared ? lock.acquire_shared(ec) : lock.acquire(ec);
        BOOST_CHECK_MESSAGE(ec == generic::filename_too_long, ec.message());
    }
    BOOST_TEST(directory.entries().empty());
}

BOOST_AUTO_TEST_SUITE_END()
