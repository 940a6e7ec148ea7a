// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// What a hard lock does with what it finds at its path, and with what it may not do
// there.

#define BOOST_TEST_MODULE refusal_posix_test
#include <boost/test/unit_test.hpp>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <functional>
#include <vector>

#include <boost/filesystem/operations.hpp>

#include <filelock/hard_lock.hpp>

#include "support/expect.hpp"
#include "support/posix_child.hpp"
#include "support/temporary_directory.hpp"
#include "support/worker.hpp"

namespace
{

using namespace test;
using namespace std::chrono_literals;
namespace fs = boost::filesystem;
using filelock::errc;
using filelock::error_code;
using filelock::hard_lock;
using filelock::lock_mode;
namespace generic = boost::system::errc;

hard_lock lock_at(path const& file)
{
    filelock::options how;
    how.lock_path = file;
    return hard_lock("target", how);
}

/// Everything the system says of a name, without following links.
bool same_file(struct stat const& a, struct stat const& b)
{
    return a.st_ino == b.st_ino && a.st_dev == b.st_dev && a.st_mode == b.st_mode
        && a.st_nlink == b.st_nlink && a.st_size == b.st_size && a.st_uid == b.st_uid;
}

/// Refuses every operation with that error, leaves the file as it was, and does not
/// block.
void check_refusal(path const& file, location where = location::here())
{
    struct stat before = {};
    struct stat after = {};
    BOOST_REQUIRE(lstat(file.c_str(), &before) == 0);
    hard_lock lock = lock_at(file);
    worker another;
    std::vector<std::function<void(error_code&)>> const operations = {
        [&](error_code& ec) { lock.acquire(ec); },
        [&](error_code& ec) { lock.acquire_shared(ec); },
        [&](error_code& ec) { lock.acquire(1h, ec); },
        [&](error_code& ec) { lock.acquire_shared(0s, ec); },
        [&](error_code& ec) { lock.is_locked(ec); },
        [&](error_code& ec) { lock.owners(ec); },
        [&](error_code& ec) { lock.break_lock(ec); },
    };
    for (auto const& operation : operations)
    {
        error_code ec;
        another.run([&] { operation(ec); }, where);
        BOOST_CHECK_MESSAGE(ec == errc::not_a_lock_file, where << ": " << ec.message());
    }
    BOOST_CHECK_THROW(lock.lock(), filelock::lock_failed);
    BOOST_CHECK_THROW(lock.try_lock(), filelock::lock_failed);
    BOOST_TEST(!lock.i_am_locking());
    BOOST_REQUIRE(lstat(file.c_str(), &after) == 0);
    BOOST_CHECK_MESSAGE(same_file(before, after), where << ": the file was changed");
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(refusal, in_directory)

BOOST_AUTO_TEST_CASE(symbolic_link_is_refused_and_not_followed)
{
    write_bytes(target, "data");
    fs::create_symlink(target, lock_file);
    check_refusal(lock_file);
    BOOST_TEST(fs::read_symlink(lock_file) == target);
    BOOST_TEST(bytes_of(target) == "data");
}

BOOST_AUTO_TEST_CASE(dangling_symbolic_link_is_refused_and_makes_no_file)
{
    fs::create_symlink(target, lock_file);
    check_refusal(lock_file);
    BOOST_TEST(!fs::exists(target));
}

BOOST_AUTO_TEST_CASE(fifo_is_refused_and_not_blocked_on)
{
    BOOST_REQUIRE(mkfifo(lock_file.c_str(), 0666) == 0);
    check_refusal(lock_file);
}

BOOST_AUTO_TEST_CASE(directory_is_refused)
{
    fs::create_directory(lock_file);
    check_refusal(lock_file);
}

BOOST_AUTO_TEST_CASE(device_is_refused)
{
    check_refusal("/dev/null");
}

BOOST_AUTO_TEST_CASE(socket_is_refused)
{
    int const made = socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un name = {};
    name.sun_family = AF_UNIX;
    BOOST_REQUIRE(lock_file.size() < sizeof name.sun_path);
    lock_file.string().copy(name.sun_path, sizeof name.sun_path - 1);
    auto const* const address = reinterpret_cast<sockaddr const*>(&name);
    BOOST_REQUIRE(bind(made, address, sizeof name) == 0);
    check_refusal(lock_file);
    close(made);
}

BOOST_AUTO_TEST_CASE(read_only_directory_is_permission_denied)
{
    fs::permissions(directory.name(),
                    fs::owner_read | fs::owner_exe | fs::others_read | fs::others_exe);
    as_unprivileged(
        [&]
        {
            hard_lock lock(target);
            error_code ec;
            lock.acquire(ec);
            expect(ec == generic::permission_denied,
                   "permission denied, not " + ec.message());
            expect(!lock.i_am_locking(), "not held");
            expect(!lock.is_locked(), "not locked");
        });
    BOOST_TEST(directory.entries().empty());
}

BOOST_AUTO_TEST_CASE(existing_lock_file_serves_in_a_read_only_directory)
{
    write_bytes(lock_file, "");
    fs::permissions(lock_file, fs::all_all & ~fs::owner_exe);
    fs::permissions(directory.name(),
                    fs::owner_read | fs::owner_exe | fs::others_read | fs::others_exe);
    as_unprivileged([&] { expect(hard_lock(target).try_lock(), "locked"); });
    fs::permissions(directory.name(), fs::owner_all);
}

BOOST_AUTO_TEST_CASE(unsearchable_directory_is_permission_denied)
{
    fs::create_directory(directory / "closed");
    fs::permissions(directory / "closed", fs::no_perms);
    as_unprivileged(
        [&]
        {
            hard_lock lock(directory / "closed" / "target");
            for (bool const waits : {true, false})
            {
                error_code ec;
                lock.acquire(waits ? 1h : 0h, ec);
                expect(ec == generic::permission_denied,
                       "permission denied, not " + ec.message());
            }
            error_code ec;
            lock.is_locked(ec);
            expect(ec == generic::permission_denied,
                   "denied to ask, not " + ec.message());
        });
    fs::permissions(directory / "closed", fs::owner_all);
}

BOOST_AUTO_TEST_CASE(file_that_may_only_be_read_can_be_asked_about_but_not_locked)
{
    write_bytes(lock_file, "");
    fs::permissions(lock_file, fs::owner_read | fs::others_read);
    fs::permissions(directory.name(), fs::all_all);
    as_unprivileged(
        [&]
        {
            hard_lock lock(target);
            error_code ec;
            lock.acquire(ec);
            expect(ec == generic::permission_denied, "denied, not " + ec.message());
            expect(!lock.is_locked(ec) && !ec, "can be asked, not " + ec.message());
            lock.acquire_shared(0s, ec);
            expect(ec == generic::permission_denied, "denied, not " + ec.message());
            expect(!lock.i_am_locking(), "not held");
        });
}

BOOST_AUTO_TEST_CASE(file_has_the_permissions_wanted_cut_by_the_umask)
{
    filelock::options how;
    how.file_permissions = static_cast<fs::perms>(0640);
    mode_t const before = umask(0);
    hard_lock(target, how).lock();
    umask(027);
    hard_lock(directory / "other").lock();
    umask(before);
    struct stat made = {};
    BOOST_REQUIRE(stat(lock_file.c_str(), &made) == 0);
    BOOST_TEST((made.st_mode & 07777U) == 0640U);
    BOOST_REQUIRE(stat((directory / "other.lock").c_str(), &made) == 0);
    BOOST_TEST((made.st_mode & 07777U) == 0640U);
}

BOOST_AUTO_TEST_SUITE_END()
