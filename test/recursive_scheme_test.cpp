// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// What a recursive lock asks of its scheme, and what it hears.

#include <filelock/recursive_lock.hpp>

#define BOOST_TEST_MODULE recursive_scheme_test
#include <boost/test/unit_test.hpp>

#include <filelock/any_lock.hpp>
#include <filelock/link_lock.hpp>

#include "support/scripted_scheme.hpp"
#include "support/temporary_directory.hpp"

namespace
{

using namespace test;
using filelock::errc;
using filelock::lock_mode;
using filelock::recursive_lock;

}  // namespace

BOOST_FIXTURE_TEST_CASE(lost_lock_is_lost_with_all_holds, in_directory)
{
    recursive_lock<filelock::link_lock> lock(target);
    for (bool const shared_last : {false, true})
    {
        lock.lock();
        shared_last ? lock.lock_shared() : lock.lock();
        filelock::link_lock(target).break_lock();
        error_code ec;
        shared_last ? lock.unlock() : lock.release(ec);
        BOOST_TEST(!ec);
        shared_last ? void() : lock.release(ec);
        BOOST_TEST((shared_last || ec == errc::not_my_lock));
        BOOST_TEST(!lock.i_am_locking());
        BOOST_TEST(!lock.is_locked());
        BOOST_CHECK_THROW(lock.release(), filelock::not_locked);
    }
}

BOOST_FIXTURE_TEST_CASE(scheme_is_asked_for_one_hold, scripted)
{
    recursive_lock<custom_lock> lock(make());
    lock.lock();
    lock.lock_shared();
    lock.lock();
    lock.unlock();
    BOOST_TEST(by.count("try_acquire") == 1);
    BOOST_TEST(by.calls.size() == 1);
    by.other = [](error_code& ec) { ec = broken; };
    error_code ec;
    lock.unlock_and_lock_shared(ec);
    BOOST_TEST((ec == broken));
    by.other = [](error_code&) {};
    lock.unlock();
    BOOST_TEST((by.requests.back().mode == lock_mode::shared));
    lock.release();
    BOOST_TEST((by.requests.back().mode == lock_mode::shared));
    BOOST_TEST(by.count("convert") == 2);
    BOOST_TEST(by.count("release") == 1);
}

BOOST_FIXTURE_TEST_CASE(any_lock_may_be_made_recursive, in_directory)
{
    recursive_lock<filelock::any_lock> by_name("mkdir", target);
    by_name.lock();
    BOOST_TEST(by_name.try_lock());
    recursive_lock<filelock::any_lock> made(filelock::make_lock("link", directory / "x"));
    made.lock();
    BOOST_TEST(made.try_lock_shared());
}
