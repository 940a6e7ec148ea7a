// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// Taking again what one has. That a recursive lock is a lock otherwise, the suites of
// every lock see to.

#include <filelock/recursive_lock.hpp>

#define BOOST_TEST_MODULE recursive_lock_test
#include <boost/test/unit_test.hpp>

#include <mutex>
#include <shared_mutex>
#include <tuple>
#include <type_traits>

#include <boost/thread/lock_types.hpp>

#include <filelock/fair_lock.hpp>
#include <filelock/hard_lock.hpp>
#include <filelock/link_lock.hpp>
#include <filelock/observer.hpp>

#include "support/abilities.hpp"
#include "support/remote_lock.hpp"
#include "support/temporary_directory.hpp"
#include "support/worker.hpp"

namespace
{

using namespace test;
using namespace std::chrono_literals;
using filelock::errc;
using filelock::error_code;
using filelock::lock_mode;
using filelock::recursive_lock;

using kinds =
    std::tuple<recursive_lock<filelock::hard_lock>, recursive_lock<filelock::link_lock>,
               recursive_lock<filelock::fair_lock<filelock::hard_lock>>>;

template <class Lock>
struct locks : in_directory
{
    Lock lock{target};
    worker thread;
    peer_process peer;
    remote_lock remote{peer, lock.scheme_name(), lock_file};

    /// How another process finds it.
    std::string state()
    {
        for (lock_mode const mode : {lock_mode::exclusive, lock_mode::shared})
        {
            if (remote.try_lock(mode))
            {
                remote.release();
                return mode == lock_mode::exclusive ? "free" : "shared";
            }
        }
        return "exclusive";
    }
};

using wrapped = recursive_lock<filelock::hard_lock>;
static_assert(
    !std::is_copy_constructible_v<wrapped> && !std::is_copy_assignable_v<wrapped>);
static_assert(std::is_nothrow_move_constructible_v<
                  wrapped> && std::is_nothrow_move_assignable_v<wrapped>);
static_assert(
    std::is_constructible_v<wrapped, path,
                            filelock::options> && !std::is_convertible_v<path, wrapped>);

}  // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(last_release_lets_go, Lock, kinds)
{
    locks<Lock> here;
    for (bool const shared : {false, true})
    {
        auto const take = [&]
        { return shared ? here.lock.try_lock_shared() : here.lock.try_lock(); };
        BOOST_TEST((take() && take() && take()));
        for (int left = 3; left > 0; --left)
        {
            BOOST_TEST((here.state() == (shared ? "shared" : "exclusive")));
            BOOST_TEST(here.lock.i_am_locking());
            here.lock.release();
        }
        BOOST_TEST(here.state() == "free");
        BOOST_TEST(!here.lock.i_am_locking());
        BOOST_CHECK_THROW(here.lock.release(), filelock::not_locked);
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(every_way_of_taking_counts, Lock, kinds)
{
    locks<Lock> here;
    error_code ec;
    here.lock.lock();
    here.lock.acquire();
    here.lock.acquire(0s);
    here.lock.acquire(1h, ec);
    here.lock.acquire_shared(ec);
    here.lock.lock_shared();
    BOOST_TEST(here.lock.try_lock_for(1h));
    BOOST_TEST(here.lock.try_lock_shared_until(std::chrono::steady_clock::now() + 1h));
    for (int left = 8; left > 0; --left)
    {
        BOOST_TEST(here.state() == "exclusive");
        here.lock.release(ec);
        BOOST_TEST(!ec);
    }
    BOOST_TEST(here.state() == "free");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(guards_may_be_nested, Lock, kinds)
{
    locks<Lock> here;
    {
        std::scoped_lock const outer(here.lock);
        {
            std::unique_lock<Lock> const inner(here.lock);
            boost::shared_lock<Lock> const innermost(here.lock);
            BOOST_TEST(innermost.owns_lock());
        }
        BOOST_TEST(here.state() == "exclusive");
    }
    BOOST_TEST(here.state() == "free");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(writer_that_reads_on_lets_readers_in, Lock, kinds)
{
    locks<Lock> here;
    here.lock.lock();
    here.lock.lock_shared();
    here.lock.lock();
    here.lock.unlock();
    BOOST_TEST(here.state() == "exclusive");
    here.lock.unlock();
    BOOST_TEST(here.state() == "shared");
    BOOST_TEST(!here.lock.try_lock());
    here.lock.unlock_shared();
    BOOST_TEST(here.state() == "free");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(release_gives_the_latest_back, Lock, kinds)
{
    locks<Lock> here;
    here.lock.lock();
    here.lock.lock_shared();
    here.lock.release();
    BOOST_TEST(here.state() == "exclusive");
    here.lock.lock_shared();
    here.lock.unlock();
    BOOST_TEST(here.state() == "shared");
    here.lock.release();
    BOOST_TEST(here.state() == "free");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(reader_does_not_become_a_writer_by_taking_it, Lock, kinds)
{
    locks<Lock> here;
    error_code ec;
    here.lock.lock_shared();
    here.lock.lock_shared();
    BOOST_TEST(!here.lock.try_lock());
    BOOST_CHECK_THROW(here.lock.acquire(0s), filelock::already_locked);
    here.lock.acquire(ec);
    BOOST_TEST((ec == errc::would_deadlock));
    here.lock.acquire(1h, ec);
    BOOST_TEST((ec == errc::would_deadlock));
    here.lock.release();
    BOOST_TEST(here.state() == "shared");
    here.lock.release();
    BOOST_TEST(here.state() == "free");
}

BOOST_TEST_DECORATOR(*boost::unit_test::precondition(hard_locks_are_upgraded))
BOOST_AUTO_TEST_CASE_TEMPLATE(conversion_is_of_the_latest_hold_of_that_mode, Lock, kinds)
{
    locks<Lock> here;
    here.lock.lock_shared();
    here.lock.lock_shared();
    BOOST_TEST(here.lock.try_unlock_shared_and_lock());
    BOOST_TEST(here.state() == "exclusive");
    BOOST_TEST(here.lock.try_unlock_shared_and_lock());
    here.lock.unlock_and_lock_shared();
    BOOST_TEST(here.state() == "exclusive");
    here.lock.unlock_and_lock_shared();
    BOOST_TEST(here.state() == "shared");
    BOOST_CHECK_THROW(here.lock.unlock_and_lock_shared(), filelock::not_my_lock);
    here.remote.lock(lock_mode::shared);
    BOOST_TEST(!here.lock.try_unlock_shared_and_lock());
    here.remote.release();
    here.lock.unlock_shared();
    BOOST_TEST(here.state() == "shared");
    here.lock.unlock_shared();
    BOOST_TEST(here.state() == "free");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(other_threads_wait_and_count_for_themselves, Lock, kinds)
{
    locks<Lock> here;
    here.lock.lock();
    here.lock.lock();
    auto other =
        here.thread.start([&] { here.lock.lock_shared(), here.lock.lock_shared(); });
    here.lock.unlock();
    BOOST_TEST(other.is_blocked());
    here.lock.unlock();
    other.get();
    here.lock.lock_shared();
    BOOST_CHECK_THROW(here.lock.unlock_and_lock_shared(), filelock::not_my_lock);
    here.lock.release();
    BOOST_CHECK_THROW(here.lock.release(), filelock::not_my_lock);
    here.thread.run([&] { here.lock.release(); });
    BOOST_TEST(here.state() == "shared");
    here.thread.run([&] { here.lock.release(); });
    BOOST_TEST(here.state() == "free");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(hold_of_the_other_mode_is_not_given_back, Lock, kinds)
{
    locks<Lock> here;
    here.lock.lock();
    here.lock.lock();
    here.lock.unlock_shared();
    BOOST_TEST(here.state() == "exclusive");
    here.lock.unlock();
    here.lock.unlock();
    BOOST_TEST(here.state() == "free");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(end_of_the_object_ends_all_holds, Lock, kinds)
{
    locks<Lock> here;
    here.lock.lock();
    here.lock.lock_shared();
    here.lock = Lock(here.target);
    BOOST_TEST(here.state() == "free");
    BOOST_TEST(!here.lock.i_am_locking());
    here.lock.lock();
    here.lock.unlock();
    BOOST_TEST(here.state() == "free");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(object_of_any_thread_counts_nothing, Lock, kinds)
{
    locks<Lock> here;
    filelock::options how;
    how.threaded = false;
    Lock lock(here.target, how);
    lock.lock();
    BOOST_TEST(!lock.try_lock());
    BOOST_TEST(!lock.try_lock_for(5ms));
    here.thread.run([&] { lock.unlock(); });
    BOOST_TEST(here.state() == "free");
}

BOOST_AUTO_TEST_CASE(observer_is_told_of_the_first_and_the_last)
{
    locks<recursive_lock<filelock::hard_lock>> here;
    std::vector<std::string> told;
    filelock::set_observer([&](filelock::event const& what)
                           { told.emplace_back(to_string(what.what)); });
    here.lock.lock();
    here.lock.lock();
    here.lock.unlock();
    BOOST_TEST(told.size() == 1);
    here.lock.unlock();
    filelock::set_observer({});
    BOOST_TEST(told == (std::vector<std::string>{"acquired", "released"}),
               boost::test_tools::per_element());
}
