// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// What filelock::interprocess::file_lock does that Boost's type does not, and how the two
// get along.

#include <filelock/interprocess.hpp>

#define BOOST_TEST_MODULE interprocess_test
#include <boost/test/unit_test.hpp>

#include <cerrno>
#include <type_traits>

#include <filelock/hard_lock.hpp>

#include "support/boost_neighbours.hpp"
#include "support/worker.hpp"

namespace
{

using namespace test;
using ours = filelock::interprocess::file_lock;

static_assert(!std::is_copy_constructible_v<ours>);
static_assert(std::is_nothrow_move_constructible_v<ours>);
static_assert(std::is_nothrow_default_constructible_v<ours>);

}  // namespace

BOOST_FIXTURE_TEST_SUITE(interprocess, data_file)

BOOST_AUTO_TEST_CASE(other_side_is_excluded_and_excludes)
{
    ours lock(data.c_str());
    filelock::options how;
    how.lock_path = data;
    filelock::hard_lock hard(data, how);
    remote_lock remote = boost_lock();
    remote.lock();
    BOOST_TEST(!lock.try_lock_sharable());
    BOOST_TEST(!hard.try_lock_shared());
    remote.release();
    remote.lock(lock_mode::shared);
    BOOST_TEST(!lock.try_lock());
    BOOST_TEST(!hard.try_lock());
    BOOST_TEST(lock.try_lock_sharable());
    BOOST_TEST(hard.try_lock_shared());
    lock.unlock_sharable();
    remote.release();
    BOOST_TEST(!lets_in(lock_mode::exclusive));
    hard.unlock_shared();
    hard.lock();
    BOOST_TEST(!remote.try_lock(lock_mode::shared));
}

BOOST_AUTO_TEST_CASE(boost_waits_for_ours)
{
    ours lock(data.c_str());
    remote_lock remote = boost_lock();
    lock.lock();
    remote_task writer = remote.start_lock();
    BOOST_TEST(writer.is_blocked());
    lock.unlock();
    BOOST_TEST(writer.get() == "taken");
}

BOOST_AUTO_TEST_CASE(threads_and_objects_exclude_each_other)
{
    ours lock(data.c_str());
    ours other(data.c_str());
    worker thread;
    lock.lock();
    BOOST_TEST(!lock.try_lock());
    BOOST_TEST(!lock.try_lock_sharable());
    BOOST_TEST(!other.try_lock());
    BOOST_TEST(!thread.run([&] { return lock.try_lock(); }));
    auto waiting = thread.start([&] { other.lock_sharable(); });
    BOOST_TEST(waiting.is_blocked());
    lock.unlock();
    waiting.get();
    BOOST_TEST(lock.try_lock_sharable());
}

BOOST_AUTO_TEST_CASE(destruction_of_one_leaves_the_lock_of_another)
{
    ours lock(data.c_str());
    lock.lock();
    {
        ours other(data.c_str());
        BOOST_TEST(!other.try_lock());
        ours const third(data.c_str());
    }
    BOOST_TEST(!lets_in(lock_mode::shared));
}

BOOST_AUTO_TEST_CASE(any_thread_may_unlock)
{
    ours lock(data.c_str());
    worker thread;
    thread.run([&] { lock.lock(); });
    lock.unlock();
    BOOST_TEST(lets_in(lock_mode::exclusive));
    thread.run([&] { lock.lock_sharable(); });
    lock.unlock_sharable();
    BOOST_TEST(lets_in(lock_mode::exclusive));
}

BOOST_AUTO_TEST_CASE(lock_taken_again_waits_in_whichever_thread)
{
    ours lock(data.c_str());
    worker thread;
    thread.run([&] { lock.lock(); });
    BOOST_TEST(!thread.run([&] { return lock.timed_lock(in_milliseconds(5)); }));
    auto waiting = thread.start([&] { lock.lock(); });
    BOOST_TEST(waiting.is_blocked());
    lock.unlock();
    waiting.get();
    lock.unlock();
}

BOOST_AUTO_TEST_CASE(each_of_several_shared_locks_wants_its_own_unlock)
{
    ours lock(data.c_str());
    lock.lock_sharable();
    lock.lock_sharable();
    lock.unlock_sharable();
    BOOST_TEST(!lets_in(lock_mode::exclusive));
    lock.unlock_sharable();
    BOOST_TEST(lets_in(lock_mode::exclusive));
}

BOOST_AUTO_TEST_CASE(unlock_of_what_is_not_locked_is_an_error)
{
    ours lock(data.c_str());
    BOOST_TEST(native_error_of([&] { lock.unlock(); }) == EPERM);
    BOOST_TEST(native_error_of([&] { lock.unlock_sharable(); }) == EPERM);
    lock.lock();
    BOOST_TEST(native_error_of([&] { lock.unlock_sharable(); }) == EPERM);
    BOOST_TEST(!lets_in(lock_mode::shared));
}

BOOST_AUTO_TEST_CASE(newer_names_are_there_too)
{
    using std::chrono::milliseconds;
    ours lock(data);
    BOOST_TEST(lock.try_lock_for(milliseconds(1)));
    lock.unlock();
    BOOST_TEST(
        lock.try_lock_until(std::chrono::system_clock::now() + milliseconds(1000)));
    lock.unlock();
    lock.lock_shared();
    BOOST_TEST(lock.try_lock_shared_for(milliseconds(0)));
    BOOST_TEST(lock.try_lock_shared());
    lock.unlock_shared();
    lock.unlock_shared();
    lock.unlock_shared();
    BOOST_TEST(lets_in(lock_mode::exclusive));
}

BOOST_AUTO_TEST_SUITE_END()
