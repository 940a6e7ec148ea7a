// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// What a semaphore does in one process, over every scheme.

#define BOOST_TEST_MODULE semaphore_test
#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <filelock/semaphore.hpp>

#include <stdexcept>
#include <string>
#include <utility>

#include <boost/algorithm/string/predicate.hpp>
#include <boost/filesystem/operations.hpp>

#include "support/semaphore_of_scheme.hpp"
#include "support/watch.hpp"

using namespace test;
using namespace std::chrono_literals;
using filelock::errc;
using filelock::error_code;
using filelock::semaphore;

namespace data = boost::unit_test::data;

BOOST_FIXTURE_TEST_SUITE(slots_of_a_semaphore, in_semaphore)

BOOST_DATA_TEST_CASE(as_many_slots_are_held_as_there_are_and_no_more,
                     data::make(schemes_of_semaphores))
{
    semaphore mine = make_semaphore(target, 3, sample);
    semaphore other = make_semaphore(target, 3, sample);
    BOOST_TEST(mine.try_acquire());
    BOOST_TEST(other.try_acquire());
    mine.acquire();
    BOOST_TEST(!mine.try_acquire());
    BOOST_TEST(!other.try_acquire());
    BOOST_TEST(!other.try_acquire_for(20ms));
    mine.release();
    BOOST_TEST(other.try_acquire());
    BOOST_TEST(mine.slots_held() == 1);
    BOOST_TEST(other.slots_held() == 2);
}

BOOST_DATA_TEST_CASE(any_thread_may_release_what_another_has_taken,
                     data::make(schemes_of_semaphores))
{
    semaphore shared = make_semaphore(target, 2, sample);
    thread.run([&] { shared.acquire(); });
    other_thread.run([&] { shared.acquire(); });
    auto got = thread.start([&] { shared.acquire(); });
    BOOST_TEST(got.is_blocked());
    shared.release();
    got.get();
    BOOST_TEST(shared.slots_held() == 2);
}

BOOST_DATA_TEST_CASE(release_without_a_slot_is_refused, data::make(schemes_of_semaphores))
{
    semaphore mine = make_semaphore(target, 2, sample);
    semaphore other = make_semaphore(target, 2, sample);
    BOOST_CHECK_THROW(mine.release(), filelock::not_locked);
    other.acquire();
    BOOST_CHECK_THROW(mine.release(), filelock::not_my_lock);
    error_code ec;
    mine.release(ec);
    BOOST_TEST((ec == errc::not_my_lock));
    BOOST_TEST(other.slots_held() == 1);
    other.release(ec);
    BOOST_TEST(!ec);
    BOOST_CHECK_THROW(other.release(), filelock::not_locked);
}

BOOST_DATA_TEST_CASE(destruction_gives_back_what_is_held,
                     data::make(schemes_of_semaphores))
{
    {
        semaphore mine = make_semaphore(target, 2, sample);
        mine.acquire();
        mine.acquire();
    }
    semaphore next = make_semaphore(target, 2, sample);
    BOOST_TEST(next.try_acquire());
    BOOST_TEST(next.try_acquire());
}

BOOST_AUTO_TEST_CASE(refusals_name_the_semaphore_and_its_holders)
{
    filelock::options how_to;
    how_to.record_owner = true;
    how_to.note = "number crunching";
    semaphore holder(target, 1, how_to);
    holder.acquire();
    BOOST_TEST(holder.owners().size() == 1);
    try
    {
        semaphore(target, 1).acquire(0s);
        BOOST_ERROR("was acquired");
    }
    catch (filelock::already_locked const& busy)
    {
        BOOST_TEST(busy.lock_path() == base);
        BOOST_TEST(boost::contains(busy.what(), base.string()));
        BOOST_TEST(boost::contains(busy.what(), "number crunching"));
        BOOST_TEST(busy.owners().size() == 1);
    }
}

BOOST_AUTO_TEST_CASE(mkdir_place_that_names_nobody_is_told_of_and_may_be_abandoned)
{
    path const queue = directory / "target.semaphore.queue";
    boost::filesystem::create_directory(queue);
    try
    {
        semaphore(target, 1, "mkdir").acquire(20ms);
        BOOST_ERROR("was acquired");
    }
    catch (filelock::lock_timeout const& late)
    {
        BOOST_TEST(boost::contains(late.what(), "an unknown owner"));
        BOOST_TEST(late.lock_path() == queue);
    }
    filelock::options how_to;
    how_to.abandoned_after = 1ms;
    semaphore(target, 1, "mkdir", how_to).acquire();
}

BOOST_AUTO_TEST_CASE(semaphore_is_moved_with_what_it_holds)
{
    semaphore first(target, 2);
    first.acquire();
    semaphore second(std::move(first));
    BOOST_TEST(second.slots_held() == 1);
    semaphore third(target, 2);
    third.acquire();
    third = std::move(second);
    BOOST_TEST(third.slots_held() == 1);
    BOOST_TEST(third.owners().size() == 1);
}

BOOST_AUTO_TEST_CASE(count_must_be_one_to_max_and_the_scheme_known)
{
    BOOST_CHECK_THROW(semaphore(target, 0), std::invalid_argument);
    BOOST_CHECK_THROW(semaphore(target, -1), std::invalid_argument);
    BOOST_CHECK_THROW(semaphore(target, semaphore::max() + 1), std::invalid_argument);
    BOOST_CHECK_THROW(semaphore(target, 1, "soft"), std::invalid_argument);
    BOOST_CHECK_THROW(semaphore("", 1), std::invalid_argument);
    filelock::options how_to;
    how_to.lock_path = base;
    BOOST_TEST(semaphore("", 1, how_to).lock_path() == base);
    BOOST_TEST(semaphore(target, semaphore::max()).count() == semaphore::max());
    BOOST_TEST(directory.entries().empty());
}

BOOST_AUTO_TEST_CASE(semaphore_stays_where_it_was_made)
{
    path const before = boost::filesystem::current_path();
    boost::filesystem::current_path(directory.name());
    semaphore mine("target", 1);
    boost::filesystem::current_path(before);
    mine.acquire();
    BOOST_TEST(!semaphore(target, 1).try_acquire());
}

BOOST_AUTO_TEST_SUITE_END()
