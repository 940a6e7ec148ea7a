// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// How a lock in a database waits: for its holders, and for the database itself.

#include <filelock/sqlite_lock.hpp>

#define BOOST_TEST_MODULE sqlite_busy_test
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <ctime>
#include <mutex>
#include <optional>
#include <vector>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Transaction.h>

#include "support/remote_lock.hpp"
#include "support/sqlite_kind.hpp"
#include "support/temporary_directory.hpp"
#include "support/worker.hpp"

namespace
{

using namespace test;
using namespace std::chrono_literals;
namespace generic = boost::system::errc;
using filelock::errc;
using filelock::error_code;
using filelock::lock_mode;
using filelock::sqlite_lock;

/// A database of locks that another connection keeps locked, until it lets go.
struct busy_database : in_directory
{
    busy_database()
    {
        sqlite_lock(target).lock();
        database.emplace(lock_file.string(), SQLite::OPEN_READWRITE);
        keep_locked();
    }

    void keep_locked()
    {
        busy.emplace(*database, SQLite::TransactionBehavior::IMMEDIATE);
    }

    std::optional<SQLite::Database> database;
    std::optional<SQLite::Transaction> busy;
    sqlite_lock lock{target};
    worker thread;
};

filelock::options seldom_looking()
{
    filelock::options how;
    how.poll_interval = 1h;
    return how;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(while_the_database_is_locked, busy_database)

BOOST_AUTO_TEST_CASE(attempt_says_already_locked_soon)
{
    stopwatch const watch;
    error_code ec;
    lock.acquire(0s, ec);
    BOOST_CHECK_MESSAGE(ec == errc::already_locked, ec.message());
    BOOST_TEST((watch.elapsed() < 10s));
}

BOOST_AUTO_TEST_CASE(refusal_says_that_it_is_the_database)
{
    for (int i = 0; i < 2; ++i)
    {
        BOOST_CHECK_EXCEPTION(lock.acquire(i * 1ms), filelock::lock_error,
                              [](filelock::lock_error const& e) {
                                  return std::string(e.what()).find("whole database")
                                      != std::string::npos;
                              });
    }
    BOOST_TEST(!lock.is_locked());
    busy.reset();
    BOOST_TEST(lock.owners().empty());
}

BOOST_AUTO_TEST_CASE(timeout_is_kept)
{
    for (auto const timeout : {1ms, 60ms})
    {
        stopwatch const watch;
        error_code ec;
        lock.acquire_shared(timeout, ec);
        BOOST_CHECK_MESSAGE(ec == errc::lock_timeout, ec.message());
        BOOST_TEST((watch.elapsed() >= timeout));
    }
    // Not even for the patience of an attempt that does not wait.
    stopwatch const watch;
    BOOST_TEST(!lock.try_lock_for(1ms));
    BOOST_TEST((watch.elapsed() < 45ms));
}

BOOST_AUTO_TEST_CASE(wait_ends_when_the_database_is_to_be_had)
{
    auto waiting = thread.start([&] { lock.acquire(1h); });
    BOOST_TEST(waiting.is_blocked());
    busy.reset();
    waiting.get();
}

BOOST_AUTO_TEST_CASE(wait_can_be_cancelled)
{
    filelock::cancel_source source;
    filelock::options how = seldom_looking();
    how.cancellation = source;
    sqlite_lock cancellable(target, how);
    auto waiting = thread.start(
        [&]
        {
            error_code ec;
            cancellable.acquire(1h, ec);
            return ec;
        });
    BOOST_TEST(waiting.is_blocked());
    source.cancel();
    BOOST_TEST((waiting.get() == generic::operation_canceled));
}

BOOST_AUTO_TEST_CASE(release_waits_for_the_database)
{
    filelock::options how;
    how.threaded = false;
    sqlite_lock unthreaded(target, how);
    busy.reset();
    unthreaded.lock();
    keep_locked();
    BOOST_TEST(lock.is_locked());  // Readers are not kept waiting.
    auto releasing = thread.start([&] { unthreaded.release(); });
    BOOST_TEST(releasing.is_blocked());
    busy.reset();
    releasing.get();
    BOOST_TEST(!lock.is_locked());
}

BOOST_AUTO_TEST_CASE(release_that_is_refused_leaves_the_lock_held)
{
    busy.reset();
    lock.lock();
    keep_locked();
    error_code ec;
    lock.release(ec);
    BOOST_CHECK_MESSAGE(ec == generic::resource_unavailable_try_again, ec.message());
    BOOST_TEST(lock.i_am_locking());
    busy.reset();
    BOOST_CHECK_NO_THROW(lock.release());
    BOOST_TEST(!lock.is_locked());
}

BOOST_AUTO_TEST_CASE(gate_that_could_not_be_removed_goes_with_the_next_change)
{
    busy.reset();
    sqlite_lock reader(target);
    reader.lock_shared();
    auto waiting = thread.start([&] { return lock.try_lock_for(40ms); });
    eventually([&] { return !sqlite_kind::is_free(lock_file, lock_mode::shared); });
    keep_locked();
    BOOST_TEST(!waiting.get());
    BOOST_TEST(!sqlite_kind::is_free(lock_file, lock_mode::shared));
    busy.reset();
    BOOST_TEST(sqlite_lock(target, "another").try_lock());
    BOOST_TEST(sqlite_lock(target).try_lock_shared());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(waiters, in_directory)

/// Whether somebody gets the lock at once who waits for a while already, so that it looks
/// twice a second only: most of the times, for the machine may be busy, and a look may
/// come at the right moment by chance.
template <class Function>
bool wakes_at_once(path const& target, Function let_go)
{
    int at_once = 0;
    for (int i = 0; i < 6 && at_once < 3; ++i)
    {
        peer_process peer;
        remote_lock remote(peer, "sqlite", target.string() + ".lock");
        sqlite_lock lock(target, seldom_looking());
        worker thread;
        remote.lock();
        auto waiting = thread.start([&] { lock.lock(); });
        BOOST_TEST(!becomes([&] { return waiting.is_done(); }, 1300ms));
        stopwatch const watch;
        let_go(peer, remote);
        waiting.get();
        at_once += watch.elapsed() < 20ms ? 1 : 0;
    }
    return at_once == 3;
}

BOOST_AUTO_TEST_CASE(other_process_s_release_wakes_who_hardly_looks,
                     *boost::unit_test::precondition(events_are_told))
{
    auto const release = [](peer_process&, remote_lock& remote) { remote.release(); };
    BOOST_TEST(wakes_at_once(target, release));
}

BOOST_AUTO_TEST_CASE(holder_s_death_wakes_who_hardly_looks,
                     *boost::unit_test::precondition(events_are_told))
{
    auto const die = [](peer_process& peer, remote_lock&) { peer.kill(); };
    BOOST_TEST(wakes_at_once(target, die));
}

BOOST_AUTO_TEST_CASE(waiting_uses_next_to_no_processor)
{
    sqlite_lock lock(target);
    sqlite_lock other(target, "other");
    peer_process peer;
    remote_lock(peer, "sqlite", lock_file).lock();
    auto const before = std::clock();
    BOOST_TEST(!lock.try_lock_for(1s));
    double const used = double(std::clock() - before) / CLOCKS_PER_SEC;
    BOOST_TEST(used < 0.1);
}

BOOST_AUTO_TEST_CASE(threads_of_one_process_are_served_one_after_another)
{
    sqlite_lock lock(target);
    std::array<worker, 8> threads;
    std::vector<task<void>> tasks;
    int inside = 0;
    int entered = 0;
    for (worker& each : threads)
    {
        tasks.push_back(each.start(
            [&]
            {
                for (int i = 0; i < 50; ++i)
                {
                    std::scoped_lock const guard(lock);
                    BOOST_REQUIRE(++inside == 1);
                    ++entered;
                    --inside;
                }
            }));
    }
    for (auto& each : tasks)
    {
        each.get();
    }
    BOOST_TEST(entered == 400);
}

BOOST_AUTO_TEST_SUITE_END()
