// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include <filelock/hard_lock.hpp>

#define BOOST_TEST_MODULE descriptor_posix_test
#include <boost/test/unit_test.hpp>

#include <iterator>

#include <boost/filesystem/directory.hpp>

#include "support/remote_lock.hpp"
#include "support/temporary_directory.hpp"
#include "support/watch.hpp"

namespace
{

using namespace test;
using namespace std::chrono_literals;
using filelock::hard_lock;

constexpr int cycles = 10'000;

std::ptrdiff_t open_descriptors()
{
    using boost::filesystem::directory_iterator;
    return std::distance(directory_iterator("/dev/fd"), directory_iterator());
}

/// How many more there are after than before.
template <class Function>
std::ptrdiff_t leaked_by(Function what, int times = cycles)
{
    what();
    auto const before = open_descriptors();
    for (int i = 0; i < times; ++i)
    {
        what();
    }
    return open_descriptors() - before;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(descriptors, in_directory)

BOOST_AUTO_TEST_CASE(objects_that_are_never_used_have_none)
{
    BOOST_TEST(leaked_by([&] { hard_lock const unused(target); }) == 0);
}

BOOST_AUTO_TEST_CASE(objects_that_locked_leave_none)
{
    BOOST_TEST(leaked_by([&] { hard_lock(target).lock(); }) == 0);
    BOOST_TEST(leaked_by([&] { hard_lock(target).lock_shared(); }) == 0);
}

BOOST_AUTO_TEST_CASE(locking_again_needs_no_more)
{
    hard_lock lock(target);
    BOOST_TEST(leaked_by(
                   [&]
                   {
                       lock.lock();
                       lock.unlock_and_lock_shared();
                       lock.unlock_shared();
                   })
               == 0);
}

BOOST_AUTO_TEST_CASE(objects_of_one_file_share_theirs)
{
    hard_lock held(target);
    held.lock_shared();
    auto const before = open_descriptors();
    hard_lock other(target);
    hard_lock third(target);
    other.lock_shared();
    BOOST_TEST(third.is_locked());
    BOOST_TEST(open_descriptors() == before);
}

BOOST_AUTO_TEST_CASE(probes_and_failed_attempts_leave_none)
{
    hard_lock held(target);
    held.lock();
    BOOST_TEST(leaked_by([&] { hard_lock(target).try_lock(); }) == 0);
    BOOST_TEST(leaked_by([&] { BOOST_REQUIRE(hard_lock(target).is_locked()); }) == 0);
    filelock::error_code ec;
    BOOST_TEST(leaked_by([&] { hard_lock(directory / "no" / "target").acquire(ec); })
               == 0);
    filelock::options how;
    how.lock_path = directory.name();
    BOOST_TEST(leaked_by([&] { hard_lock(target, how).acquire(ec); }) == 0);
}

BOOST_AUTO_TEST_CASE(records_and_refused_records_leave_none)
{
    filelock::options how;
    how.record_owner = true;
    BOOST_TEST(leaked_by([&] { hard_lock(target, how).lock(); }, cycles / 10) == 0);
    write_bytes(lock_file, "foreign");
    filelock::error_code ec;
    BOOST_TEST(leaked_by([&] { hard_lock(target, how).acquire(ec); }, cycles / 10) == 0);
}

BOOST_AUTO_TEST_CASE(waits_that_time_out_leave_none)
{
    peer_process peer;
    remote_lock remote(peer, "hard", lock_file);
    remote.lock();
    BOOST_TEST(leaked_by([&] { hard_lock(target).try_lock_for(100us); }, 300) == 0);
}

BOOST_AUTO_TEST_SUITE_END()
