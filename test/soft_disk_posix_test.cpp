// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// The soft locks on file systems that are full or read-only; for those without hard links
// see soft_links_posix_test.cpp.

#define BOOST_TEST_MODULE soft_disk_posix_test
#include <boost/test/unit_test.hpp>

#include <sys/mount.h>

#include <string>

#include <boost/filesystem/fstream.hpp>
#include <boost/filesystem/operations.hpp>

#include "support/clean_failure.hpp"
#include "support/every_lock.hpp"
#include "support/expect.hpp"
#include "support/posix_child.hpp"
#include "support/posix_inventory.hpp"
#include "support/posix_small_file_system.hpp"
#include "support/temporary_directory.hpp"

namespace
{

using namespace test;
using namespace std::chrono_literals;
namespace fs = boost::filesystem;
using filelock::error_code;
using filelock::lock_mode;
namespace generic = boost::system::errc;

using directory_only_locks = std::tuple<link_kind, mkdir_kind>;

bool remount(path const& directory, unsigned long how)
{
    return mount("tmpfs", directory.c_str(), "tmpfs", MS_REMOUNT | how, "") == 0;
}

void fill(path const& file)
{
    fs::ofstream out(file, std::ios::binary);
    std::string const block(1024, 'x');
    while (out << block << std::flush)
    {
    }
}

/// As many files as go.
void take_every_inode(path const& directory)
{
    int count = 0;
    while (fs::ofstream(directory / ("file" + std::to_string(count))).is_open())
    {
        ++count;
    }
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(full, in_directory)

BOOST_AUTO_TEST_CASE_TEMPLATE(lock_without_an_inode_left_is_no_space, Kind, soft_locks)
{
    on_small_file_system(
        directory.name(), "size=64k,nr_inodes=8",
        [&]
        {
            take_every_inode(directory.name());
            auto lock = Kind::make(target);
            expect_failure(lock, make_error_code(generic::no_space_on_device));
            // Each kind needs another number of them; none may keep those it got.
            for (int freed = 0; freed < 4; ++freed)
            {
                fs::remove(directory.name() / ("file" + std::to_string(freed)));
                auto const before = inventory(directory.name());
                error_code ec;
                Kind::make(target).acquire_shared(0s, ec);
                expect(!ec || ec == generic::no_space_on_device, ec.message());
                expect(inventory(directory.name()) == before, "nothing left behind");
            }
            expect(lock.try_lock_shared(), "locked when there are enough");
        });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(record_without_space_is_a_failed_acquire, Kind, soft_locks)
{
    on_small_file_system(directory.name(), "size=64k,nr_inodes=20",
                         [&]
                         {
                             fill(directory / "big");
                             auto lock = Kind::make(target);
                             expect_failure(lock,
                                            make_error_code(generic::no_space_on_device));
                             fs::remove(directory / "big");
                             expect(lock.try_lock(), "locked when there is space again");
                         });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(held_lock_needs_no_space_to_be_released, Kind, soft_locks)
{
    on_small_file_system(
        directory.name(), "size=64k,nr_inodes=20",
        [&]
        {
            auto lock = Kind::make(target);
            for (lock_mode const mode : {lock_mode::exclusive, lock_mode::shared})
            {
                mode == lock_mode::shared ? lock.lock_shared() : lock.lock();
                fill(directory / "big");
                lock.release();
                expect(!lock.is_locked(), "released");
                fs::remove(directory / "big");
            }
        });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(conversion_without_space_leaves_the_lock_as_it_was, Kind,
                              soft_locks)
{
    on_small_file_system(directory.name(), "size=64k,nr_inodes=20",
                         [&]
                         {
                             auto lock = Kind::make(target);
                             lock.lock();
                             fill(directory / "big");
                             error_code ec;
                             lock.unlock_and_lock_shared(ec);
                             expect(ec == generic::no_space_on_device,
                                    "no space, not " + ec.message());
                             expect(lock.i_am_locking(), "held");
                             in_child(
                                 [&]
                                 {
                                     error_code refused;
                                     Kind::make(target).acquire_shared(0s, refused);
                                     expect(bool(refused), "exclusive");
                                 });
                             fs::remove(directory / "big");
                             lock.unlock_and_lock_shared();
                         });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(read_only_file_system_is_an_error, Kind, soft_locks)
{
    on_small_file_system(directory.name(), "size=64k",
                         [&]
                         {
                             expect(remount(directory.name(), MS_RDONLY), "read-only");
                             auto lock = Kind::make(target);
                             expect_failure(
                                 lock, make_error_code(generic::read_only_file_system));
                         });
}

// Not with a create lock: it has a file open for writing while it holds, so that the
// system refuses to make the file system read-only.
BOOST_AUTO_TEST_CASE_TEMPLATE(file_system_that_becomes_read_only_leaves_the_lock_held,
                              Kind, directory_only_locks)
{
    on_small_file_system(
        directory.name(), "size=64k",
        [&]
        {
            auto lock = Kind::make(target);
            lock.lock();
            expect(remount(directory.name(), MS_RDONLY), "read-only");
            error_code ec;
            lock.release(ec);
            expect(ec == generic::read_only_file_system, "refused: " + ec.message());
            expect(lock.i_am_locking() && lock.is_locked(), "still held");
            expect(remount(directory.name(), 0), "writable again");
            lock.release();
            expect(!lock.is_locked(), "released");
        });
}

BOOST_AUTO_TEST_SUITE_END()
