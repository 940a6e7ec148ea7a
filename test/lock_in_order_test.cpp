// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// Several locks in the one order on which all agree.

#include <filelock/lock_in_order.hpp>

#define BOOST_TEST_MODULE lock_in_order_test
#include <boost/test/unit_test.hpp>

#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <boost/filesystem/operations.hpp>

#include <filelock/any_lock.hpp>
#include <filelock/hard_lock.hpp>
#include <filelock/link_lock.hpp>
#include <filelock/mkdir_lock.hpp>

#include "support/abilities.hpp"
#include "support/order_of_acquires.hpp"
#include "support/scripted_scheme.hpp"
#include "support/temporary_directory.hpp"
#include "support/watch.hpp"
#include "support/worker.hpp"

namespace
{

using namespace test;
using namespace std::chrono_literals;
using filelock::any_lock;
using filelock::errc;
using filelock::lock_in_order;
using filelock::lock_mode;
using filelock::wanted_lock;
namespace fs = boost::filesystem;
using names = std::vector<std::string>;

struct three_locks : in_directory
{
    filelock::hard_lock a{directory / "a"};
    filelock::link_lock b{directory / "b"};
    filelock::mkdir_lock c{directory / "c"};

    /// From another thread, which owns nothing.
    bool all_are_free()
    {
        return another.run(
            [this] { return !a.is_locked() && !b.is_locked() && !c.is_locked(); });
    }

    worker another;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(locking_in_order, three_locks)

BOOST_AUTO_TEST_CASE(all_are_held_in_their_modes_until_the_end)
{
    {
        lock_in_order const held({a, {b, lock_mode::shared}, c});
        BOOST_TEST(held.owns_lock());
        BOOST_TEST((a.i_am_locking() && b.i_am_locking() && c.i_am_locking()));
        filelock::hard_lock other_a(directory / "a");
        filelock::link_lock other_b(directory / "b");
        BOOST_TEST(!other_a.try_lock_shared());
        BOOST_TEST(other_b.try_lock_shared());
        BOOST_TEST(!other_b.try_lock());
    }
    BOOST_TEST(all_are_free());
}

BOOST_AUTO_TEST_CASE(moving_keeps_them_and_unlocking_gives_them_back)
{
    lock_in_order held({a, b}, 1h);
    lock_in_order heir(std::move(held));
    BOOST_TEST(!held.owns_lock());
    BOOST_TEST(a.i_am_locking());
    held = lock_in_order({c}, 0s);
    heir = std::move(held);
    BOOST_TEST((!a.i_am_locking() && !b.i_am_locking() && c.i_am_locking()));
    heir.unlock();
    BOOST_TEST(!heir);
    BOOST_TEST(all_are_free());
    BOOST_TEST(!lock_in_order(std::vector<wanted_lock>()).owns_lock());
}

BOOST_AUTO_TEST_CASE(what_was_taken_is_given_back_when_one_is_held)
{
    for (filelock::lock_base* const held : std::vector<filelock::lock_base*>{&a, &b, &c})
    {
        another.run([&] { held->lock_shared(); });
        BOOST_CHECK_EXCEPTION(lock_in_order({c, a, b}, 0s), filelock::already_locked,
                              [&](auto const& e)
                              { return e.lock_path() == held->lock_path(); });
        BOOST_TEST((!a.i_am_locking() && !b.i_am_locking() && !c.i_am_locking()));
        stopwatch const watch;
        filelock::error_code ec;
        lock_in_order const late({c, a, b}, 20ms, ec);
        BOOST_TEST((ec == errc::lock_timeout));
        BOOST_TEST((watch.elapsed() >= 20ms));
        BOOST_TEST(!late);
        another.run([&] { held->release(); });
        BOOST_TEST(all_are_free());
    }
}

BOOST_AUTO_TEST_CASE(timeout_names_the_lock_and_its_holder)
{
    another.run([&] { b.lock(); });
    BOOST_CHECK_EXCEPTION(lock_in_order({a, b, c}, 1ms), filelock::lock_timeout,
                          [&](auto const& e)
                          {
                              return e.lock_path() == b.lock_path()
                                  && e.owners().size() == 1
                                  && std::string(e.what()).find("timed out after")
                                  != std::string::npos;
                          });
    another.run([&] { b.release(); });
}

BOOST_AUTO_TEST_CASE(waits_until_all_are_free)
{
    a.lock();
    c.lock();
    auto waiting = another.start([&] { return lock_in_order({a, b, c}).owns_lock(); });
    BOOST_TEST(waiting.is_blocked());
    a.unlock();
    BOOST_TEST(waiting.is_blocked());
    c.unlock();
    BOOST_TEST(waiting.get());
}

BOOST_AUTO_TEST_CASE(empty_list_is_a_list)
{
    lock_in_order const none({});
    BOOST_TEST(!none);
    lock_in_order const neither({}, 1h);
    BOOST_TEST(!neither);
}

BOOST_AUTO_TEST_CASE(two_names_of_one_lock_would_deadlock_at_once,
                     *boost::unit_test::precondition(symbolic_links_are_made))
{
    fs::create_directory_symlink(directory.name(), directory / "link");
    any_lock other_spelling("mkdir", directory / "link" / "c");
    filelock::error_code ec;
    order_of_acquires const order;
    for (auto const mode : {lock_mode::shared, lock_mode::exclusive})
    {
        BOOST_TEST(!lock_in_order({{c, mode}, a, {c, mode}}, ec));
        BOOST_TEST((ec == errc::would_deadlock));
        BOOST_TEST(!lock_in_order({{other_spelling, mode}, a, {c, mode}}, 1h, ec));
        BOOST_TEST((ec == errc::would_deadlock));
        BOOST_CHECK_THROW(lock_in_order({b, {c, mode}, other_spelling}),
                          filelock::lock_failed);
    }
    BOOST_TEST(order.seen.empty());
    BOOST_TEST(directory.entries() == names{"link"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(hard_link_to_a_lock_file_is_a_name_of_the_same_lock)
{
    a.lock();
    a.unlock();
    fs::create_hard_link(directory / "a.lock", directory / "d.lock");
    filelock::hard_lock other_name(directory / "d");
    filelock::error_code ec;
    BOOST_TEST(!lock_in_order({c, other_name, a}, 0s, ec));
    BOOST_TEST((ec == errc::would_deadlock));
    BOOST_TEST(all_are_free());
}

BOOST_AUTO_TEST_CASE(missing_directory_is_an_error_and_nothing_is_taken)
{
    filelock::hard_lock nowhere(directory / "missing" / "d");
    order_of_acquires const order;
    BOOST_CHECK_EXCEPTION(lock_in_order({a, nowhere, c}), filelock::lock_failed,
                          [&](auto const& e)
                          {
                              return e.lock_path() == nowhere.lock_path()
                                  && e.code()
                                  == boost::system::errc::no_such_file_or_directory;
                          });
    filelock::hard_lock nowhere_else(directory / "also missing" / "d");
    filelock::error_code ec;
    BOOST_TEST(!lock_in_order({nowhere, nowhere_else}, ec));
    BOOST_TEST((ec == boost::system::errc::no_such_file_or_directory));
    BOOST_TEST(order.seen.empty());
    BOOST_TEST(directory.entries().empty());
}

BOOST_AUTO_TEST_CASE(what_this_thread_holds_already_stays_held)
{
    b.lock();
    filelock::error_code ec;
    BOOST_TEST(!lock_in_order({a, b, c}, ec));
    BOOST_TEST((ec == errc::would_deadlock));
    BOOST_TEST(b.i_am_locking());
    BOOST_TEST((!a.i_am_locking() && !c.i_am_locking()));
    b.unlock();
}

BOOST_AUTO_TEST_CASE(what_was_taken_is_given_back_when_a_cancellation_throws)
{
    filelock::options how;
    how.cancellation =
        filelock::cancellation([]() -> bool { throw std::runtime_error("enough"); });
    filelock::hard_lock impatient(directory / "z", how);
    filelock::hard_lock holder(directory / "z");
    another.run([&] { holder.lock(); });
    BOOST_CHECK_THROW(lock_in_order({impatient, a, b, c}), std::runtime_error);
    BOOST_TEST(all_are_free());
    another.run([&] { holder.release(); });
}

BOOST_FIXTURE_TEST_CASE(one_deadline_covers_all, scripted)
{
    temporary_directory const directory;
    std::vector<filelock::deadline> deadlines;
    be_busy();
    by.wait = [&](filelock::wait_limits const& limits, filelock::error_code&)
    {
        deadlines.push_back(limits.until);
        std::this_thread::sleep_until(limits.until.point() - 1s);
        return wait_end::taken;
    };
    how.lock_path = directory / "1";
    auto first = make();
    how.lock_path = directory / "2";
    auto second = make();
    BOOST_TEST(lock_in_order({first, second}, 1500ms).owns_lock());
    BOOST_REQUIRE(deadlines.size() == 2U);
    BOOST_TEST((deadlines.back().point() - deadlines.front().point() < 250ms));
}

BOOST_AUTO_TEST_SUITE_END()
