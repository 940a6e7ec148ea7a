// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// Guards of Boost.Thread, with Boost.Chrono's times, and of Boost.Interprocess.

#include <filelock/hard_lock.hpp>

#define BOOST_TEST_MODULE boost_vocabulary_test
#include <boost/test/unit_test.hpp>

#define BOOST_THREAD_VERSION 4
#define BOOST_THREAD_PROVIDES_SHARED_MUTEX_UPWARDS_CONVERSIONS
#include <boost/chrono/system_clocks.hpp>
#include <boost/interprocess/sync/scoped_lock.hpp>
#include <boost/thread/lock_algorithms.hpp>
#include <boost/thread/lock_guard.hpp>
#include <boost/thread/lock_types.hpp>

#include "support/abilities.hpp"
#include "support/remote_lock.hpp"
#include "support/temporary_directory.hpp"
#include "support/watch.hpp"

namespace
{

using namespace test;
using boost::chrono::milliseconds;
using filelock::hard_lock;
using filelock::lock_mode;

struct one_lock : in_directory
{
    hard_lock lock{target};
    peer_process peer;
    remote_lock remote{peer, "hard", lock_file};

    bool lets_in(lock_mode mode)
    {
        bool const let_in = remote.try_lock(mode);
        if (let_in)
        {
            remote.release();
        }
        return let_in;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(boost_vocabulary, one_lock)

BOOST_AUTO_TEST_CASE(lock_guard_holds_exclusively_while_it_lives)
{
    {
        boost::lock_guard<hard_lock> const guard(lock);
        BOOST_TEST(!lets_in(lock_mode::shared));
    }
    BOOST_TEST(lets_in(lock_mode::exclusive));
}

BOOST_AUTO_TEST_CASE(unique_lock_takes_all_its_forms)
{
    {
        boost::unique_lock<hard_lock> guard(lock, boost::defer_lock);
        BOOST_TEST(guard.try_lock_for(milliseconds(1000)));
        guard.unlock();
        auto const soon = boost::chrono::steady_clock::now() + milliseconds(1000);
        BOOST_TEST(guard.try_lock_until(soon));
        BOOST_TEST(!lets_in(lock_mode::shared));
    }
    auto const later = boost::chrono::system_clock::now() + milliseconds(1000);
    BOOST_TEST(boost::unique_lock<hard_lock>(lock, later).owns_lock());
    BOOST_TEST(boost::unique_lock<hard_lock>(lock, boost::try_to_lock).owns_lock());
    BOOST_TEST(lets_in(lock_mode::exclusive));
}

BOOST_AUTO_TEST_CASE(shared_lock_shares_while_it_lives)
{
    {
        boost::shared_lock<hard_lock> guard(lock);
        BOOST_TEST(lets_in(lock_mode::shared));
        BOOST_TEST(!lets_in(lock_mode::exclusive));
        guard.unlock();
        BOOST_TEST(guard.try_lock_for(milliseconds(1000)));
    }
    BOOST_TEST(lets_in(lock_mode::exclusive));
}

BOOST_AUTO_TEST_CASE(guards_of_a_held_lock_time_out)
{
    remote.lock();
    stopwatch const watch;
    boost::unique_lock<hard_lock> writer(lock, boost::defer_lock);
    BOOST_TEST(!writer.try_lock_for(milliseconds(10)));
    auto const soon = boost::chrono::system_clock::now() + milliseconds(10);
    BOOST_TEST(!boost::shared_lock<hard_lock>(lock, soon).owns_lock());
    BOOST_TEST((watch.elapsed() >= std::chrono::milliseconds(19)));
}

BOOST_AUTO_TEST_CASE(boost_lock_takes_several)
{
    hard_lock other(directory / "other");
    boost::lock(lock, other);
    BOOST_TEST(lock.i_am_locking());
    BOOST_TEST(other.i_am_locking());
}

BOOST_AUTO_TEST_CASE(unique_lock_becomes_shared_lock)
{
    boost::unique_lock<hard_lock> writer(lock);
    boost::shared_lock<hard_lock> const reader(boost::move(writer));
    BOOST_TEST(!writer.owns_lock());
    BOOST_TEST(reader.owns_lock());
    BOOST_TEST(lets_in(lock_mode::shared));
    BOOST_TEST(!lets_in(lock_mode::exclusive));
}

BOOST_AUTO_TEST_CASE(shared_lock_becomes_unique_lock_when_alone,
                     *boost::unit_test::precondition(hard_locks_are_upgraded))
{
    boost::shared_lock<hard_lock> reader(lock);
    boost::unique_lock<hard_lock> const writer(boost::move(reader), boost::try_to_lock);
    BOOST_TEST(writer.owns_lock());
    BOOST_TEST(!reader.owns_lock());
    BOOST_TEST(!lets_in(lock_mode::shared));
}

BOOST_AUTO_TEST_CASE(shared_lock_stays_one_when_another_reads,
                     *boost::unit_test::precondition(hard_locks_are_upgraded))
{
    remote.lock(lock_mode::shared);
    boost::shared_lock<hard_lock> reader(lock);
    {
        boost::unique_lock<hard_lock> const writer(boost::move(reader),
                                                   boost::try_to_lock);
        BOOST_TEST(!writer.owns_lock());
    }
    BOOST_TEST(reader.owns_lock());
    BOOST_TEST(lock.i_am_locking());
    remote.release();
    BOOST_TEST(!lets_in(lock_mode::exclusive));
}

BOOST_AUTO_TEST_CASE(interprocess_scoped_lock_takes_it_too)
{
    namespace bi = boost::interprocess;
    {
        bi::scoped_lock<hard_lock> const guard(lock);
        BOOST_TEST(!lets_in(lock_mode::shared));
    }
    bi::scoped_lock<hard_lock> guard(lock, bi::try_to_lock);
    BOOST_TEST(guard.owns());
    guard.unlock();
    BOOST_TEST(lets_in(lock_mode::exclusive));
}

BOOST_AUTO_TEST_SUITE_END()
