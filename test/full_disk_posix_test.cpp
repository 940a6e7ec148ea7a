// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// A file system that is full, in both ways.

#define BOOST_TEST_MODULE full_disk_posix_test
#include <boost/test/unit_test.hpp>

#include <boost/filesystem/fstream.hpp>
#include <boost/filesystem/operations.hpp>

#include <filelock/hard_lock.hpp>

#include "support/expect.hpp"
#include "support/posix_child.hpp"
#include "support/posix_small_file_system.hpp"
#include "support/temporary_directory.hpp"

namespace
{

using namespace test;
namespace fs = boost::filesystem;
using filelock::error_code;
using filelock::hard_lock;
namespace generic = boost::system::errc;

filelock::options with_record()
{
    filelock::options how;
    how.record_owner = true;
    return how;
}

void fill(path const& file)
{
    fs::ofstream out(file, std::ios::binary);
    std::string const block(1024, 'x');
    while (out << block << std::flush)
    {
    }
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(full_disk, in_directory)

BOOST_AUTO_TEST_CASE(lock_without_an_inode_left_is_no_space)
{
    on_small_file_system(directory.name(), "size=64k,nr_inodes=2",
                         [&]
                         {
                             write_bytes(directory / "last", "");
                             hard_lock lock(target);
                             error_code ec;
                             lock.acquire(ec);
                             expect(ec == generic::no_space_on_device,
                                    "no space, not " + ec.message());
                             expect(!lock.i_am_locking(), "not held");
                             expect(!fs::exists(lock_file), "no file left");
                             fs::remove(directory / "last");
                             expect(lock.try_lock(), "locked when there is one again");
                         });
}

BOOST_AUTO_TEST_CASE(lock_without_a_record_needs_no_space)
{
    on_small_file_system(directory.name(), "size=64k,nr_inodes=10",
                         [&]
                         {
                             fill(directory / "big");
                             expect(hard_lock(target).try_lock(), "locked");
                         });
}

BOOST_AUTO_TEST_CASE(record_without_space_is_a_failed_acquire_without_a_lock)
{
    on_small_file_system(
        directory.name(), "size=64k,nr_inodes=10",
        [&]
        {
            fill(directory / "big");
            hard_lock lock(target, with_record());
            error_code ec;
            lock.acquire(ec);
            expect(ec == generic::no_space_on_device, "no space, not " + ec.message());
            expect(!lock.i_am_locking(), "not held");
            expect(!lock.is_locked(), "not locked");
            expect(bytes_of(lock_file).empty(), "no half record");
            in_child([&] { expect(hard_lock(target).try_lock(), "free for others"); });
            fs::remove(directory / "big");
            lock.acquire();
            expect(!lock.previous_owner_died(), "nobody has died");
        });
}

BOOST_AUTO_TEST_CASE(upgrade_without_space_leaves_the_shared_lock)
{
    on_small_file_system(
        directory.name(), "size=64k,nr_inodes=10",
        [&]
        {
            hard_lock lock(target, with_record());
            lock.lock_shared();
            fill(directory / "big");
            error_code ec;
            expect(!lock.try_unlock_shared_and_lock(ec), "not changed");
            expect(ec == generic::no_space_on_device, "no space, not " + ec.message());
            expect(lock.i_am_locking(), "still held");
            in_child([&] { expect(hard_lock(target).try_lock_shared(), "shared"); });
            in_child([&] { expect(!hard_lock(target).try_lock(), "held"); });
        });
}

BOOST_AUTO_TEST_SUITE_END()
