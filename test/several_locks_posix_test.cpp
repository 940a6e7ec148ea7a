// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// Processes that take several locks at once, each in an order of its own.

#include <boost/test/unit_test.hpp>

#include <mutex>

#define BOOST_THREAD_VERSION 4
#include <boost/filesystem/operations.hpp>
#include <boost/thread/lock_algorithms.hpp>

#include <filelock/create_lock.hpp>
#include <filelock/hard_lock.hpp>
#include <filelock/link_lock.hpp>
#include <filelock/lock_in_order.hpp>
#include <filelock/mkdir_lock.hpp>

#include "support/expect.hpp"
#include "support/posix_child.hpp"
#include "support/referee.hpp"
#include "support/temporary_directory.hpp"
#include "support/watch.hpp"

namespace
{

using namespace test;
using filelock::lock_in_order;
using filelock::lock_mode;

constexpr int rounds = 300;

/// Two processes that take locks of three kinds in opposite orders, and find each other
/// in the way, but never inside.
class opponents : public in_directory
{
public:
    opponents() { boost::filesystem::create_directory_symlink(directory.name(), link_); }

    template <class Lock>
    void fight_over_three(Lock lock_them)
    {
        fight(
            [&](bool first, auto enter)
            {
                filelock::hard_lock a((first ? directory.name() : link_) / "a");
                filelock::link_lock b(directory / "b");
                filelock::mkdir_lock c((first ? link_ : directory.name()) / "c");
                first ? lock_them(a, b, c, enter) : lock_them(c, b, a, enter);
            });
    }

    template <class Lock>
    void fight_over_two(Lock lock_them)
    {
        fight(
            [&](bool first, auto enter)
            {
                filelock::hard_lock a(directory / "a");
                filelock::create_lock b(directory / "b");
                first ? lock_them(a, b, enter) : lock_them(b, a, enter);
            });
    }

private:
    template <class Round>
    void fight(Round round)
    {
        boost::filesystem::remove(directory / "table");
        referee judge(directory / "table");
        auto const play = [&](bool first)
        {
            for (int i = 0; i < rounds; ++i)
            {
                round(first,
                      [&]
                      {
                          judge.enter(lock_mode::exclusive);
                          judge.leave(lock_mode::exclusive);
                      });
            }
        };
        child one([&] { play(true); });
        child two([&] { play(false); });
        BOOST_CHECK_NO_THROW(one.finish());
        BOOST_CHECK_NO_THROW(two.finish());
        BOOST_TEST(judge.entries() == 2 * rounds);
        BOOST_TEST(judge.overlaps() == 0);
    }

    path const link_ = directory / "link";
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(processes_with_several_locks, opponents)

BOOST_AUTO_TEST_CASE(scoped_lock_does_not_deadlock)
{
    fight_over_two(
        [](auto& first, auto& second, auto enter)
        {
            std::scoped_lock const held(first, second);
            enter();
        });
    fight_over_three(
        [](auto& first, auto& second, auto& third, auto enter)
        {
            std::scoped_lock const held(first, second, third);
            enter();
        });
}

BOOST_AUTO_TEST_CASE(std_lock_does_not_deadlock)
{
    fight_over_three(
        [](auto& first, auto& second, auto& third, auto enter)
        {
            std::lock(first, second, third);
            std::scoped_lock const held(std::adopt_lock, first, second, third);
            enter();
        });
}

BOOST_AUTO_TEST_CASE(boost_lock_does_not_deadlock)
{
    fight_over_three(
        [](auto& first, auto& second, auto& third, auto enter)
        {
            boost::lock(first, second, third);
            std::scoped_lock const held(std::adopt_lock, first, second, third);
            enter();
        });
}

BOOST_AUTO_TEST_CASE(lock_in_order_does_not_deadlock)
{
    fight_over_two(
        [](auto& first, auto& second, auto enter)
        {
            lock_in_order const held({first, second});
            enter();
        });
    fight_over_three(
        [](auto& first, auto& second, auto& third, auto enter)
        {
            lock_in_order const held({first, second, third}, ceiling);
            enter();
        });
}

// A writer of the first and a reader of the rest, against one who writes all.
BOOST_AUTO_TEST_CASE(lock_in_order_of_readers_and_writers_does_not_deadlock)
{
    fight_over_three(
        [](auto& first, auto& second, auto& third, auto enter)
        {
            lock_in_order const held({first, {second, lock_mode::shared}, third});
            enter();
        });
}

BOOST_AUTO_TEST_SUITE_END()
