// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// What is found where a database of locks is expected: it is refused, and stays as it is.

#include <filelock/sqlite_lock.hpp>

#define BOOST_TEST_MODULE sqlite_hostile_posix_test
#include <boost/test/unit_test.hpp>

#include <sys/stat.h>

#include <string>

#include <boost/filesystem/operations.hpp>

#include <SQLiteCpp/Database.h>

#include "support/expect.hpp"
#include "support/posix_child.hpp"
#include "support/posix_hostile_things.hpp"
#include "support/posix_inventory.hpp"
#include "support/posix_small_file_system.hpp"
#include "support/sqlite_kind.hpp"
#include "support/temporary_directory.hpp"

namespace
{

using namespace test;
namespace fs = boost::filesystem;
namespace generic = boost::system::errc;
using filelock::errc;
using filelock::error_code;
using filelock::sqlite_errc;
using filelock::sqlite_lock;

constexpr fs::perms read_only = fs::owner_read | fs::others_read | fs::group_read;

template <class Reason>
void check_refused(path const& target, Reason reason, location where = location::here())
{
    unchanged const everything(target.parent_path(), where);
    sqlite_lock lock(target);
    auto const is_refused = [&](auto what)
    {
        error_code ec;
        what(ec);
        BOOST_CHECK_MESSAGE(ec == reason, where << ": " << ec.message());
    };
    is_refused([&](error_code& ec) { lock.acquire(ec); });
    is_refused([&](error_code& ec) { lock.acquire_shared(std::chrono::hours(1), ec); });
    is_refused([&](error_code& ec) { lock.acquire(std::chrono::seconds(0), ec); });
    is_refused([&](error_code& ec) { lock.is_locked(ec); });
    is_refused([&](error_code& ec) { lock.break_lock(ec); });
    BOOST_CHECK_THROW(lock.lock(), filelock::lock_failed);
}

std::string what_says(path const& target)
{
    try
    {
        sqlite_lock(target).lock();
    }
    catch (filelock::lock_failed const& e)
    {
        return e.what();
    }
    return "nothing";
}

bool contains(std::string const& text, std::string const& part)
{
    return text.find(part) != text.npos;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(at_the_lock_path, in_directory)

BOOST_AUTO_TEST_CASE(what_is_no_file_is_refused)
{
    for (thing const& each : neither_file_nor_directory)
    {
        BOOST_TEST_CONTEXT(each.what)
        {
            in_directory const place;
            each.make(place.lock_file);
            check_refused(place.target, errc::not_a_lock_file);
        }
    }
    make_home(lock_file);
    check_refused(target, errc::not_a_lock_file);
}

BOOST_AUTO_TEST_CASE(file_that_is_no_database_is_refused)
{
    for (std::string const& content :
         {std::string("x"), std::string("precious"), std::string(5000, 'x'),
          std::string("SQLite format 3\0", 16),
          std::string("SQLite format 3\0", 16) + std::string(5000, '\xff')})
    {
        write_bytes(lock_file, content);
        check_refused(target, generic::bad_message);
        BOOST_TEST(bytes_of(lock_file) == content);
    }
    BOOST_TEST(contains(what_says(target), "name another lock file"));
    BOOST_TEST(contains(what_says(target), lock_file.string()));
}

BOOST_AUTO_TEST_CASE(database_of_another_program_is_refused)
{
    for (char const* statements :
         {"CREATE TABLE holder (x)", "PRAGMA application_id = 7",
          "PRAGMA user_version = 1", "PRAGMA journal_mode = WAL; CREATE TABLE t (x)",
          "PRAGMA application_id = 0x464c6f6b"})
    {
        BOOST_TEST_CONTEXT(statements)
        {
            in_directory const place;
            change_in_sql(place.lock_file, statements);
            check_refused(place.target, sqlite_errc::foreign_database);
            check_refused(place.target, generic::bad_message);
        }
    }
}

BOOST_AUTO_TEST_CASE(log_of_another_program_is_left_where_it_is)
{
    change_in_sql(lock_file, "PRAGMA journal_mode = WAL; CREATE TABLE t (x)");
    path const kept = directory / "kept";
    {
        SQLite::Database open(lock_file.string(), SQLite::OPEN_READWRITE);
        open.exec("INSERT INTO t VALUES (1)");
        fs::create_directory(kept);
        fs::copy_file(lock_file, kept / "x.lock");
        fs::copy_file(lock_file.string() + "-wal", kept / "x.lock-wal");
    }
    check_refused(kept / "x", sqlite_errc::foreign_database);
}

BOOST_AUTO_TEST_CASE(database_of_a_newer_version_is_refused)
{
    sqlite_lock(target).lock();
    change_in_sql(lock_file, "PRAGMA user_version = 2; PRAGMA journal_mode = DELETE");
    check_refused(target, sqlite_errc::newer_database);
    BOOST_TEST(contains(what_says(target), "newer version"));
}

BOOST_AUTO_TEST_CASE(database_with_several_names_is_refused)
{
    sqlite_lock(target).lock();
    change_in_sql(lock_file, "PRAGMA journal_mode = DELETE");
    fs::create_hard_link(lock_file, directory / "another");
    check_refused(target, sqlite_errc::several_names);
    fs::remove(directory / "another");
    BOOST_TEST(sqlite_lock(target).try_lock());
}

BOOST_AUTO_TEST_CASE(damaged_database_is_an_error)
{
    sqlite_lock(target).lock();
    change_in_sql(lock_file, "PRAGMA journal_mode = DELETE");
    fs::resize_file(lock_file, 4096);
    error_code ec;
    sqlite_lock(target).acquire(ec);
    BOOST_CHECK_MESSAGE(ec == generic::bad_message, ec.message());
}

BOOST_AUTO_TEST_CASE(huge_values_are_not_read)
{
    sqlite_lock(target, "x").lock();
    sqlite_lock lock(target);
    lock.lock();
    change_in_sql(lock_file, "UPDATE holder SET note = printf('%.100000c', 'x')");
    error_code ec;
    sqlite_lock(target).owners(ec);
    BOOST_CHECK_MESSAGE(ec == generic::value_too_large, ec.message());
}

BOOST_AUTO_TEST_CASE(empty_file_becomes_a_database)
{
    write_bytes(lock_file, "");
    sqlite_lock lock(target);
    BOOST_TEST(!lock.is_locked());
    BOOST_TEST(bytes_of(lock_file).empty());
    lock.lock();
    BOOST_TEST(!sqlite_lock(target).try_lock());
}

BOOST_AUTO_TEST_CASE(strange_names_of_files_are_names)
{
    for (char const* name : {"a b", "100%25", "q?mode=memory", "h#h", "\xff\xfe", "'"})
    {
        sqlite_lock lock(directory / name);
        lock.lock();
        BOOST_TEST(fs::exists(lock.lock_path()));
        BOOST_TEST(!sqlite_lock(directory / name).try_lock());
    }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(permissions_and_space, in_directory)

BOOST_AUTO_TEST_CASE(permissions_are_those_asked_for)
{
    mode_t const before = umask(0);
    filelock::options how;
    how.file_permissions = fs::owner_read | fs::owner_write | fs::group_read;
    sqlite_lock(target, how).lock();
    umask(before);
    for (char const* end : {"", "-wal", "-shm"})
    {
        auto const found = fs::status(lock_file.string() + end).permissions();
        BOOST_TEST((found == how.file_permissions));
    }
}

BOOST_AUTO_TEST_CASE(what_may_not_be_written_is_permission_denied)
{
    fs::permissions(directory.name(), fs::all_all);
    sqlite_lock(target).lock();
    fs::permissions(lock_file, read_only);
    auto const is_denied = [&]
    {
        error_code ec;
        sqlite_lock(target).acquire(ec);
        expect(ec == generic::permission_denied, "denied, not " + ec.message());
    };
    as_unprivileged(is_denied);
    fs::permissions(lock_file, fs::owner_read);
    as_unprivileged(is_denied);
}

BOOST_AUTO_TEST_CASE(directory_that_may_not_be_written_is_permission_denied)
{
    fs::permissions(directory.name(), read_only | fs::owner_exe | fs::others_exe);
    as_unprivileged(
        [&]
        {
            error_code ec;
            sqlite_lock(target).acquire(ec);
            expect(ec == generic::permission_denied, "denied, not " + ec.message());
        });
    fs::permissions(directory.name(), fs::owner_all);
    BOOST_TEST(directory.entries().empty());
}

BOOST_AUTO_TEST_CASE(full_disk_keeps_nobody_from_what_the_log_has_already)
{
    on_small_file_system(directory.name(), "size=128k",
                         [&]
                         {
                             sqlite_lock lock(target);
                             lock.lock();
                             lock.unlock();
                             write_bytes(directory / "filler", std::string(1 << 20, 'x'));
                             for (int i = 0; i < 200; ++i)
                             {
                                 lock.acquire(std::chrono::seconds(0));
                                 lock.release();
                             }
                             expect(!lock.is_locked(), "nobody holds it");
                         });
}

BOOST_AUTO_TEST_CASE(full_disk_is_no_space_on_device)
{
    on_small_file_system(directory.name(), "size=16k",
                         [&]
                         {
                             write_bytes(directory / "filler", std::string(1 << 20, 'x'));
                             sqlite_lock lock(target);
                             error_code ec;
                             lock.acquire(ec);
                             expect(ec == generic::no_space_on_device,
                                    "no space, not " + ec.message());
                             fs::remove(directory / "filler");
                             expect(!lock.is_locked(), "not held");
                         });
}

BOOST_AUTO_TEST_SUITE_END()
