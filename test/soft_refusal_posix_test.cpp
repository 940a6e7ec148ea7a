// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// What the soft locks do where they may not do what they must: refuse, and leave nothing
// behind.

#define BOOST_TEST_MODULE soft_refusal_posix_test
#include <boost/test/unit_test.hpp>

#include <string>

#include <boost/filesystem/operations.hpp>

#include "support/every_lock.hpp"
#include "support/expect.hpp"
#include "support/posix_child.hpp"
#include "support/posix_inventory.hpp"
#include "support/temporary_directory.hpp"

namespace
{

using namespace test;
using namespace std::chrono_literals;
namespace fs = boost::filesystem;
using filelock::errc;
using filelock::error_code;
using filelock::lock_mode;
namespace generic = boost::system::errc;

constexpr fs::perms read_only =
    fs::owner_read | fs::owner_exe | fs::others_read | fs::others_exe;

/// An acquire in either mode, with and without a wait, ends at once with that error.
void expect_refusal(filelock::lock_base& lock, generic::errc_t reason,
                    location where = location::here())
{
    for (auto const timeout : {0h, 1h})
    {
        error_code ec;
        lock.acquire(timeout, ec);
        expect(ec == reason, "refused, not " + ec.message(), where);
        lock.acquire_shared(timeout, ec);
        expect(ec == reason, "refused to a reader, not " + ec.message(), where);
    }
    expect(!lock.i_am_locking(), "not held", where);
}

/// Another process does not get the lock, were it only because it may not even try.
template <class Kind>
void expect_others_excluded(path const& target, lock_mode mode,
                            location where = location::here())
{
    in_child(
        [&]
        {
            auto lock = Kind::make(target);
            error_code ec;
            mode == lock_mode::shared ? lock.acquire_shared(0s, ec)
                                      : lock.acquire(0s, ec);
            expect(bool(ec) && !lock.i_am_locking(), "excluded", where);
            expect(lock.is_locked(), "locked, as others see it", where);
        },
        where);
}

/// Takes the lock in a directory of the child's own, loses the permission to write there,
/// fails to release, gets it back, and releases.
template <class Kind>
void lose_permission_while_holding(path const& place, lock_mode mode)
{
    auto lock = Kind::make(place / "target");
    mode == lock_mode::shared ? lock.lock_shared() : lock.lock();
    fs::permissions(place, read_only);
    // Where the reader's entry is, is a directory, too.
    bool const is_shared = mode == lock_mode::shared;
    if (is_shared)
    {
        fs::permissions(place / "target.lock.readers", read_only);
    }
    error_code ec;
    lock.release(ec);
    expect(ec == generic::permission_denied, "denied, not " + ec.message());
    expect(lock.i_am_locking() && lock.is_locked(), "still held");
    expect_others_excluded<Kind>(place / "target", lock_mode::exclusive);
    fs::permissions(place, fs::owner_all);
    if (is_shared)
    {
        fs::permissions(place / "target.lock.readers", fs::owner_all);
    }
    lock.release();
    expect(!lock.is_locked(), "released");
    expect(Kind::make(place / "target").try_lock(), "free");
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(refusal, in_directory)

BOOST_AUTO_TEST_CASE_TEMPLATE(read_only_directory_is_permission_denied, Kind, soft_locks)
{
    fs::permissions(directory.name(), read_only);
    as_unprivileged(
        [&]
        {
            auto lock = Kind::make(target);
            expect_refusal(lock, generic::permission_denied);
            expect(!lock.is_locked(), "not locked");
        });
    BOOST_TEST(directory.entries().empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(unsearchable_directory_is_permission_denied, Kind,
                              soft_locks)
{
    fs::create_directory(directory / "closed");
    fs::permissions(directory / "closed", fs::no_perms);
    as_unprivileged(
        [&]
        {
            auto lock = Kind::make(directory / "closed" / "target");
            expect_refusal(lock, generic::permission_denied);
            error_code ec;
            lock.is_locked(ec);
            expect(ec == generic::permission_denied, "denied, not " + ec.message());
        });
    fs::permissions(directory / "closed", fs::owner_all);
    BOOST_TEST(fs::is_empty(directory / "closed"));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(missing_directory_is_an_error, Kind, soft_locks)
{
    auto lock = Kind::make(directory / "missing" / "target");
    expect_refusal(lock, generic::no_such_file_or_directory);
    BOOST_TEST(!lock.is_locked());
    lock.break_lock();
    BOOST_TEST(directory.entries().empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(file_for_a_directory_is_an_error, Kind, soft_locks)
{
    write_bytes(directory / "file", "");
    auto lock = Kind::make(directory / "file" / "target");
    expect_refusal(lock, generic::not_a_directory);
    BOOST_TEST(directory.entries() == std::vector<std::string>{"file"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(release_that_is_denied_leaves_the_lock_held, Kind,
                              soft_locks)
{
    fs::permissions(directory.name(), fs::all_all);
    for (lock_mode const mode : {lock_mode::exclusive, lock_mode::shared})
    {
        path const place = directory / to_string(mode);
        as_unprivileged(
            [&]
            {
                fs::create_directory(place);
                lose_permission_while_holding<Kind>(place, mode);
            });
        BOOST_TEST(fs::is_empty(place));
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(conversion_that_is_denied_leaves_the_lock_as_it_was, Kind,
                              soft_locks)
{
    fs::permissions(directory.name(), fs::all_all);
    path const place = directory / "place";
    as_unprivileged(
        [&]
        {
            fs::create_directory(place);
            auto lock = Kind::make(place / "target");
            lock.lock();
            fs::permissions(place, read_only);
            error_code ec;
            lock.unlock_and_lock_shared(ec);
            expect(ec == generic::permission_denied, "denied, not " + ec.message());
            expect_others_excluded<Kind>(place / "target", lock_mode::shared);
            fs::permissions(place, fs::owner_all);
            lock.unlock_and_lock_shared();
            fs::permissions(place, read_only);
            expect(!lock.try_unlock_shared_and_lock(ec), "not exclusive");
            expect(ec == generic::permission_denied, "denied, not " + ec.message());
            expect(lock.i_am_locking(), "still shared");
            fs::permissions(place, fs::owner_all);
            lock.release();
        });
    BOOST_TEST(fs::is_empty(place));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(unlock_that_is_denied_is_made_up_for_by_the_destructor,
                              Kind, soft_locks)
{
    fs::permissions(directory.name(), fs::all_all);
    path const place = directory / "place";
    as_unprivileged(
        [&]
        {
            fs::create_directory(place);
            auto lock = Kind::make(place / "target");
            lock.lock();
            fs::permissions(place, read_only);
            lock.unlock();
            fs::permissions(place, fs::owner_all);
        });
    BOOST_TEST(fs::is_empty(place));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(lock_whose_directory_is_removed_is_not_mine, Kind,
                              soft_locks)
{
    path const place = directory / "place";
    for (lock_mode const mode : {lock_mode::exclusive, lock_mode::shared})
    {
        fs::create_directory(place);
        {
            auto lock = Kind::make(place / "target");
            mode == lock_mode::shared ? lock.lock_shared() : lock.lock();
            fs::remove_all(place);
            error_code ec;
            lock.release(ec);
            BOOST_CHECK_MESSAGE(ec == errc::not_my_lock, ec.message());
            BOOST_TEST(!lock.i_am_locking());
            BOOST_TEST(!lock.is_locked());
            fs::create_directory(place);
            BOOST_TEST(lock.try_lock());
        }
        BOOST_TEST(fs::is_empty(place));
        fs::remove(place);
    }
}

// The next marker may well get the inode of the broken one.
BOOST_AUTO_TEST_CASE_TEMPLATE(conversion_of_a_broken_lock_leaves_the_successor_alone,
                              Kind, soft_locks)
{
    {
        auto broken = Kind::make(target);
        auto successor = Kind::make(target);
        broken.lock();
        successor.break_lock();
        successor.lock();
        error_code ec;
        broken.unlock_and_lock_shared(ec);
        BOOST_CHECK_MESSAGE(ec == errc::not_my_lock, ec.message());
        BOOST_TEST(!broken.i_am_locking());
        BOOST_TEST(successor.owners().size() == 1U);
        successor.release();
    }
    BOOST_TEST(directory.entries().empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(break_that_is_denied_changes_nothing, Kind, soft_locks)
{
    auto lock = Kind::make(target);
    lock.lock();
    fs::permissions(directory.name(), read_only);
    unchanged const everything(directory.name());
    as_unprivileged(
        [&]
        {
            error_code ec;
            Kind::make(target).break_lock(ec);
            expect(ec == generic::permission_denied, "denied, not " + ec.message());
        });
    fs::permissions(directory.name(), fs::owner_all);
}

BOOST_AUTO_TEST_SUITE_END()
