// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// SQLite's connections and locks must not be carried across a fork.

#include <filelock/sqlite_lock.hpp>

#define BOOST_TEST_MODULE sqlite_fork_posix_test
#include <boost/test/unit_test.hpp>

#include <atomic>
#include <string>

#include <boost/filesystem/operations.hpp>

#include "checked_only_if.hpp"
#include "support/expect.hpp"
#include "support/posix_child.hpp"
#include "support/sqlite_kind.hpp"
#include "support/temporary_directory.hpp"
#include "support/worker.hpp"

namespace
{

using namespace test;
namespace fs = boost::filesystem;
using filelock::sqlite_lock;
using rows = std::vector<std::string>;

/// How many descriptors of this process are of that file or one beside it.
int descriptors_of(path const& file)
{
    int count = 0;
    for (auto const& each : fs::directory_iterator("/proc/self/fd"))
    {
        boost::system::error_code gone;
        std::string const target = fs::read_symlink(each.path(), gone).string();
        count += target.compare(0, file.size(), file.string()) == 0 ? 1 : 0;
    }
    return count;
}

void check_database(path const& file)
{
    BOOST_TEST(ask_in_sql(file, "PRAGMA integrity_check") == rows{"ok"});
}

auto allocator_minds_forks(boost::unit_test::test_unit_id)
{
    return checked_only_if(children_may_allocate, "the address sanitizer is in the way");
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(across_a_fork, in_directory)

BOOST_AUTO_TEST_CASE(no_connection_is_inherited)
{
    sqlite_lock lock(target);
    lock.lock();
    BOOST_TEST(descriptors_of(lock_file) > 0);
    in_child(
        [&]
        {
            expect(descriptors_of(lock_file) == 0, "no descriptor");
            expect(!lock.try_lock(), "held by the parent");
            expect(descriptors_of(lock_file) > 0, "a connection of its own");
        });
    BOOST_CHECK_NO_THROW(lock.release());
    check_database(lock_file);
}

/// A child that believed to have the parent's locks on the files would let SQLite
/// truncate what it has mapped, and read what is half written.
BOOST_AUTO_TEST_CASE(child_s_connection_outlives_the_parent_s)
{
    baton parent_is_done;
    sqlite_lock lock(target);
    auto mine = std::make_unique<sqlite_lock>(target, "parent");
    mine->lock();
    child other(
        [&]
        {
            lock.lock();
            parent_is_done.take();
            for (int i = 0; i < 200; ++i)
            {
                lock.unlock_and_lock_shared();
                expect(lock.try_unlock_shared_and_lock(), "nobody else");
            }
            lock.release();
        });
    eventually([&] { return ask_in_sql(lock_file, "SELECT 1 FROM holder").size() == 2; });
    mine.reset();
    parent_is_done.pass();
    for (int i = 0; i < 200; ++i)
    {
        sqlite_lock brief(target, "brief");
        brief.lock();
    }
    other.finish();
    check_database(lock_file);
}

BOOST_AUTO_TEST_CASE(forks_among_busy_threads_damage_nothing,
                     *boost::unit_test::precondition(allocator_minds_forks))
{
    std::atomic<bool> ended{false};
    std::array<worker, 3> threads;
    ending end(ended);
    std::vector<task<void>> tasks;
    for (worker& each : threads)
    {
        tasks.push_back(each.start(
            [&]
            {
                sqlite_lock mine(target);
                while (!ended)
                {
                    mine.lock();
                    mine.release();
                }
            }));
    }
    for (int round = 0; round < 20; ++round)
    {
        in_child(
            [&]
            {
                sqlite_lock mine(target);
                for (int i = 0; i < 20; ++i)
                {
                    mine.lock();
                    mine.release();
                }
            });
    }
    end.now();
    for (auto& each : tasks)
    {
        each.get();
    }
    check_database(lock_file);
    BOOST_TEST(ask_in_sql(lock_file, "SELECT 1 FROM holder").empty());
}

BOOST_AUTO_TEST_SUITE_END()
