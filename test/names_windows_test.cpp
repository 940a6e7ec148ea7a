// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// Names that Windows makes trouble with: other characters than the code page has, more
// than 260 of them, and names of what is being removed or looked at.

#define BOOST_TEST_MODULE names_windows_test
#include <boost/test/unit_test.hpp>

#include <windows.h>

#include <string>

#include <boost/filesystem/operations.hpp>

#include <filelock/error.hpp>
#include <filelock/file_content.hpp>
#include <filelock/hard_lock.hpp>
#include <filelock/semaphore.hpp>

#include "support/every_lock.hpp"
#include "support/kind_test_case.hpp"
#include "support/temporary_directory.hpp"
#include "support/watch.hpp"
#include "support/worker.hpp"

namespace
{

using namespace test;
using filelock::error_code;

/// Of Latin, Greek, Hangul, and of those that take two words of UTF-16.
std::wstring const wide_name = L"\u00e4\u03b1\ud55c\U0001f512";
char const* const same_in_utf8 = "\xc3\xa4\xce\xb1\xed\x95\x9c\xf0\x9f\x94\x92";

/// Taken by one object, it is seen by another, in both modes; nothing stays behind that
/// would keep anybody out.
void check_that_it_locks(kind const& which, path const& at)
{
    auto first = which.make(at);
    auto second = which.make(at);
    first.lock();
    BOOST_TEST(!second.try_lock());
    BOOST_TEST(!second.try_lock_shared());
    first.unlock();
    first.lock_shared();
    BOOST_TEST(second.try_lock_shared());
    second.unlock_shared();
    BOOST_TEST(!second.try_lock());
    first.unlock_shared();
    BOOST_TEST(second.try_lock());
    second.unlock();
}

/// Below which there is room for a lock, but not within the old limit.
path deep_directory(path const& below)
{
    path deep = below;
    while (deep.size() < 300)
    {
        deep /= std::wstring(40, L'd');
        boost::filesystem::create_directory(L"\\\\?\\" + deep.native());
    }
    return deep;
}

void remove_deep(path const& below)
{
    boost::system::error_code ignored;
    boost::filesystem::remove_all(L"\\\\?\\" + below.native(), ignored);
}

struct open_handle
{
    explicit open_handle(path const& name, DWORD sharing)
        : handle(CreateFileW(name.c_str(), GENERIC_READ, sharing, nullptr, OPEN_EXISTING,
                             FILE_FLAG_BACKUP_SEMANTICS, nullptr))
    {
        BOOST_REQUIRE(handle != INVALID_HANDLE_VALUE);
    }
    ~open_handle() { close(); }
    open_handle(open_handle const&) = delete;
    open_handle& operator=(open_handle const&) = delete;

    void close()
    {
        if (handle != INVALID_HANDLE_VALUE)
        {
            CloseHandle(handle);
            handle = INVALID_HANDLE_VALUE;
        }
    }

    HANDLE handle;
};

/// One that any thread may release.
some_lock make_unthreaded(kind const& which, path const& target)
{
    filelock::options how;
    how.threaded = false;
    return which.make(target, how);
}

/// The file that has to go when a soft lock is released.
path marker_file(path const& lock_file)
{
    return boost::filesystem::is_directory(lock_file)
        ? boost::filesystem::directory_iterator(lock_file)->path()
        : lock_file;
}

constexpr DWORD sharing_all = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;

}  // namespace

BOOST_FIXTURE_TEST_SUITE(names_of_windows, in_directory)

FILELOCK_TEST_CASE_OF_KINDS(any_characters, all_kinds())
{
    in_directory here;
    check_that_it_locks(which, here.directory.name() / wide_name);
}

FILELOCK_TEST_CASE_OF_KINDS(directory_of_any_characters, all_kinds())
{
    in_directory here;
    path const inside = here.directory.name() / wide_name;
    boost::filesystem::create_directory(inside);
    check_that_it_locks(which, inside / L"target");
}

FILELOCK_TEST_CASE_OF_KINDS(longer_than_the_old_limit, library_kinds())
{
    in_directory here;
    path const deep = deep_directory(here.directory.name());
    check_that_it_locks(which, deep / L"target");
    remove_deep(here.directory.name());
}

BOOST_AUTO_TEST_CASE(message_has_the_name_in_utf8)
{
    filelock::hard_lock lock(directory.name() / L"missing" / wide_name);
    try
    {
        lock.lock();
        BOOST_ERROR("locked in a directory that is not there");
    }
    catch (filelock::lock_failed const& e)
    {
        BOOST_TEST_CONTEXT(e.what())
        {
            BOOST_TEST(std::string(e.what()).find(same_in_utf8) != std::string::npos);
        }
    }
}

BOOST_AUTO_TEST_CASE(content_of_such_a_file_is_replaced)
{
    path const file = directory.name() / wide_name;
    filelock::write_file(file, "old");
    filelock::transform_file(file, [](std::string bytes) { return bytes + " and new"; });
    BOOST_TEST(filelock::read_file(file) == "old and new");
    BOOST_TEST(directory.entries().size() == 2U);
}

BOOST_AUTO_TEST_CASE(content_beyond_the_old_limit_is_replaced)
{
    path const file = deep_directory(directory.name()) / L"data";
    filelock::write_file(file, "old");
    filelock::write_file(file, "new");
    BOOST_TEST(filelock::read_file(file) == "new");
    remove_deep(directory.name());
}

BOOST_AUTO_TEST_CASE(semaphore_of_such_a_name)
{
    filelock::semaphore slots(directory.name() / wide_name, 2);
    slots.acquire();
    slots.acquire();
    BOOST_TEST(!slots.try_acquire());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(names_in_use, in_directory)

FILELOCK_TEST_CASE_OF_KINDS(somebody_looking_at_the_marker_is_no_obstacle,
                            library_kinds())
{
    in_directory here;
    auto lock = which.make(here.target);
    lock.lock();
    open_handle looking(here.lock_file, sharing_all);
    error_code ec;
    lock.release(ec);
    BOOST_TEST(!ec);
    looking.close();
    check_that_it_locks(which, here.target);
}

FILELOCK_TEST_CASE_OF_KINDS(scanner_that_shares_nothing_is_waited_for, soft_kinds())
{
    in_directory here;
    auto lock = make_unthreaded(which, here.target);
    lock.lock();
    open_handle scanner(marker_file(here.lock_file), FILE_SHARE_READ);
    worker releasing;
    auto released = releasing.start(
        [&]
        {
            error_code ec;
            lock.release(ec);
            return ec;
        });
    BOOST_TEST(released.is_blocked());
    scanner.close();
    BOOST_TEST(!released.get());
    BOOST_TEST(!lock.is_locked());
}

FILELOCK_TEST_CASE_OF_KINDS(scanner_that_stays_is_an_error_that_leaves_the_lock,
                            soft_kinds())
{
    in_directory here;
    auto lock = make_unthreaded(which, here.target);
    lock.lock();
    open_handle scanner(marker_file(here.lock_file), FILE_SHARE_READ);
    error_code ec;
    lock.release(ec);
    BOOST_TEST(ec.value() == ERROR_SHARING_VIOLATION);
    BOOST_TEST(lock.i_am_locking());
    scanner.close();
    lock.release(ec);
    BOOST_TEST(!ec);
    BOOST_TEST(!lock.is_locked());
}

BOOST_AUTO_TEST_CASE(side_file_that_is_a_directory_is_refused)
{
    boost::filesystem::create_directory(lock_file);
    filelock::hard_lock lock(target);
    error_code ec;
    lock.acquire(ec);
    BOOST_TEST((ec == filelock::errc::not_a_lock_file));
}

BOOST_AUTO_TEST_CASE(side_file_of_a_reserved_name_is_refused)
{
    filelock::options how;
    how.lock_path = directory / "NUL";
    filelock::hard_lock lock(target, how);
    error_code ec;
    lock.acquire(ec);
    BOOST_TEST(!!ec);
}

BOOST_AUTO_TEST_SUITE_END()
