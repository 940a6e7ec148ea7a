// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// Locks on what the caller has open, on Windows.

#define BOOST_TEST_MODULE handle_windows_test
#include <boost/test/unit_test.hpp>

#include <windows.h>

#include <fcntl.h>
#include <io.h>

#include <cstdio>
#include <memory>
#include <string>

#include <boost/iostreams/device/file_descriptor.hpp>
#include <boost/iostreams/stream.hpp>

#include <filelock/file_handle.hpp>
#include <filelock/handle_lock.hpp>

#include "support/temporary_directory.hpp"
#include "support/watch.hpp"
#include "support/worker.hpp"

namespace
{

using namespace test;
using namespace std::chrono_literals;
using filelock::lock_flags;
namespace io = boost::iostreams;

struct windows_file
{
    explicit windows_file(path const& name, DWORD flags = 0)
        : handle(CreateFileW(name.c_str(), GENERIC_READ | GENERIC_WRITE,
                             FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr, OPEN_ALWAYS,
                             flags, nullptr))
    {
        BOOST_REQUIRE(handle != INVALID_HANDLE_VALUE);
    }
    ~windows_file() { close(); }
    windows_file(windows_file const&) = delete;
    windows_file& operator=(windows_file const&) = delete;

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

struct two_handles : in_directory
{
    windows_file one{target};
    windows_file other{target};
};

/// Locks and unlocks in both modes, and another handle sees it.
template <class Handle>
void check_that_it_locks(Handle&& opened, HANDLE witness)
{
    filelock::lock(opened);
    BOOST_TEST(!filelock::try_lock(witness, lock_flags::shared));
    filelock::unlock(opened);
    BOOST_TEST(filelock::try_lock(opened, lock_flags::shared));
    BOOST_TEST(filelock::try_lock(witness, lock_flags::shared));
    filelock::unlock(witness);
    BOOST_TEST(!filelock::try_lock(witness));
    filelock::unlock(opened);
    BOOST_TEST(filelock::try_lock(witness));
    filelock::unlock(witness);
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(handles_of_windows, two_handles)

BOOST_AUTO_TEST_CASE(handle_locks)
{
    check_that_it_locks(one.handle, other.handle);
}

BOOST_AUTO_TEST_CASE(descriptor_of_the_c_library_locks)
{
    int const descriptor = _wopen(target.c_str(), _O_RDWR);
    BOOST_REQUIRE(descriptor != -1);
    check_that_it_locks(descriptor, other.handle);
    _close(descriptor);
}

BOOST_AUTO_TEST_CASE(stream_of_c_locks)
{
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> const stream(
        _wfopen(target.c_str(), L"r+"), &std::fclose);
    BOOST_REQUIRE(stream);
    check_that_it_locks(stream.get(), other.handle);
}

BOOST_AUTO_TEST_CASE(device_and_stream_of_boost_lock)
{
    io::file_descriptor device(target, std::ios::in | std::ios::out);
    check_that_it_locks(device, other.handle);
    io::stream<io::file_descriptor> stream(device);
    check_that_it_locks(stream, other.handle);
}

BOOST_AUTO_TEST_CASE(lock_in_the_other_mode_replaces_the_first)
{
    filelock::lock(one.handle);
    filelock::lock(one.handle, lock_flags::shared);
    BOOST_TEST(filelock::try_lock(other.handle, lock_flags::shared));
    filelock::unlock(other.handle);
    filelock::lock(one.handle);
    BOOST_TEST(!filelock::try_lock(other.handle, lock_flags::shared));
    filelock::unlock(one.handle);
    BOOST_TEST(filelock::try_lock(other.handle));
}

BOOST_AUTO_TEST_CASE(closing_unlocks)
{
    filelock::lock(one.handle);
    one.close();
    BOOST_TEST(filelock::try_lock(other.handle));
}

BOOST_AUTO_TEST_CASE(unlocking_what_is_not_locked_is_no_error)
{
    filelock::unlock(one.handle);
    BOOST_TEST(filelock::try_lock(one.handle));
}

BOOST_AUTO_TEST_CASE(wait_ends_in_time_or_with_the_lock)
{
    filelock::lock(one.handle);
    stopwatch const watch;
    BOOST_TEST(!filelock::try_lock_for(other.handle, 50ms));
    BOOST_TEST((watch.elapsed() >= 50ms));
    worker waiter;
    auto got =
        waiter.start([&] { return filelock::try_lock_for(other.handle, ceiling); });
    BOOST_TEST(got.is_blocked());
    filelock::unlock(one.handle);
    BOOST_TEST(got.get());
}

BOOST_AUTO_TEST_CASE(untimed_wait_ends_with_the_lock)
{
    filelock::lock(one.handle);
    worker waiter;
    auto got = waiter.start([&] { filelock::lock(other.handle); });
    BOOST_TEST(got.is_blocked());
    filelock::unlock(one.handle);
    got.get();
    BOOST_TEST(!filelock::try_lock(one.handle));
}

BOOST_AUTO_TEST_CASE(guard_owns_the_lock_and_not_the_handle)
{
    {
        filelock::handle_lock const guard(one.handle);
        BOOST_TEST(!filelock::try_lock(other.handle));
    }
    BOOST_TEST(filelock::try_lock(other.handle));
    filelock::unlock(other.handle);
    filelock::lock(one.handle);
}

BOOST_AUTO_TEST_CASE(error_has_the_name_of_the_file)
{
    filelock::lock(one.handle);
    try
    {
        filelock::lock(other.handle, lock_flags::exclusive | lock_flags::non_blocking);
        BOOST_ERROR("locked twice");
    }
    catch (filelock::already_locked const& e)
    {
        BOOST_TEST(std::string(e.what()).find("target") != std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(no_handle_is_an_error)
{
    filelock::error_code ec;
    filelock::lock(filelock::handle_ref(), lock_flags::exclusive, ec);
    BOOST_TEST(!!ec);
    filelock::lock(-1, lock_flags::exclusive, ec);
    BOOST_TEST(!!ec);
}

BOOST_AUTO_TEST_SUITE_END()
