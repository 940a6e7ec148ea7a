// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// What is on disk of a semaphore, and how many slots that says it has.

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <filelock/semaphore.hpp>

#include <string>
#include <vector>

#include <boost/algorithm/string/predicate.hpp>
#include <boost/filesystem/operations.hpp>

#include "support/semaphore_of_scheme.hpp"

using namespace test;
using filelock::errc;
using filelock::error_code;
using filelock::semaphore;

namespace data = boost::unit_test::data;

BOOST_FIXTURE_TEST_SUITE(count_of_a_semaphore, in_semaphore)

BOOST_DATA_TEST_CASE(another_count_is_refused_while_a_slot_is_held,
                     data::make(schemes_of_semaphores))
{
    semaphore four = make_semaphore(target, 4, sample);
    four.acquire();
    for (std::ptrdiff_t const count : {1, 8})
    {
        semaphore other = make_semaphore(target, count, sample);
        error_code ec;
        other.acquire(ec);
        BOOST_TEST((ec == errc::wrong_count));
        BOOST_TEST((ec == boost::system::errc::invalid_argument));
        BOOST_CHECK_THROW(other.try_acquire(), filelock::lock_failed);
        BOOST_TEST(other.slots_held() == 0);
    }
    error_code unread;
    BOOST_TEST(semaphore::recorded_count(base, unread) == 4);
}

BOOST_DATA_TEST_CASE(another_count_is_agreed_on_when_nobody_holds_a_slot,
                     data::make(schemes_of_semaphores))
{
    for (std::ptrdiff_t const count : {4, 8, 2, 3})
    {
        for (bool const waits : {false, true})
        {
            semaphore mine = make_semaphore(target, count, sample);
            BOOST_TEST((waits ? mine.try_acquire_for(ceiling) : mine.try_acquire()));
            error_code unread;
            BOOST_TEST(semaphore::recorded_count(base, unread) == count);
        }
    }
}

BOOST_AUTO_TEST_CASE(object_that_comes_back_after_a_change_is_refused)
{
    semaphore eight(target, 8);
    eight.acquire();
    eight.release();
    semaphore two(target, 2);
    two.acquire();
    BOOST_CHECK_THROW(eight.try_acquire(), filelock::lock_failed);
    BOOST_CHECK_THROW(eight.acquire(), filelock::lock_failed);
    two.release();
    BOOST_TEST(eight.try_acquire());
    BOOST_CHECK_THROW(two.acquire(), filelock::lock_failed);
}

BOOST_AUTO_TEST_CASE(refusal_tells_both_counts_and_what_to_do)
{
    semaphore four(target, 4);
    four.acquire();
    try
    {
        semaphore(target, 8).acquire();
        BOOST_ERROR("was acquired");
    }
    catch (filelock::lock_failed const& refused)
    {
        BOOST_TEST(boost::contains(refused.what(), "a count of 4, not 8; use the same"));
        BOOST_TEST(refused.owners().size() == 1);
    }
}

BOOST_AUTO_TEST_CASE(file_with_other_content_is_left_alone)
{
    for (char const* content :
         {"precious", "filelock semaphore of 4", "filelock semaphore of 0\n",
          "filelock semaphore of 04\n", "filelock semaphore of 4\n\n",
          "filelock semaphore of 999999999999\n", "4\n", "\n"})
    {
        write_bytes(base, content);
        error_code ec;
        semaphore(target, 4).acquire(ec);
        BOOST_TEST((ec == errc::not_a_semaphore));
        BOOST_CHECK_EXCEPTION(semaphore(target, 4).try_acquire(), filelock::lock_failed,
                              [](auto const& e)
                              { return boost::contains(e.what(), "semaphore's count"); });
        BOOST_TEST(bytes_of(base) == content);
    }
}

BOOST_AUTO_TEST_CASE(what_a_killed_recorder_or_a_power_failure_leaves_is_replaced)
{
    write_bytes(base, "");
    write_bytes(directory / "target.semaphore.new", "filelock sem");
    BOOST_TEST(semaphore(target, 4).try_acquire());
    BOOST_TEST(bytes_of(base) == "filelock semaphore of 4\n");
    BOOST_TEST(!boost::filesystem::exists(directory / "target.semaphore.new"));
}

BOOST_AUTO_TEST_CASE(what_is_no_regular_file_is_refused_and_named)
{
    for (char const* name :
         {"target.semaphore", "target.semaphore.new", "target.semaphore.queue",
          "target.semaphore.turn", "target.semaphore.1"})
    {
        temporary_directory const other;
        boost::filesystem::create_directory(other / name);
        try
        {
            semaphore(other / "target", 2).acquire();
            BOOST_ERROR(name << " was taken");
        }
        catch (filelock::lock_failed const& refused)
        {
            BOOST_TEST((refused.code() == errc::not_a_lock_file));
            BOOST_TEST(boost::starts_with(name, refused.lock_path().filename().string()));
        }
        BOOST_TEST(boost::filesystem::is_directory(other / name));
    }
}

BOOST_AUTO_TEST_CASE(nothing_is_left_but_the_documented_files)
{
    {
        semaphore mine(target, 2);
        mine.acquire();
        mine.acquire();
    }
    std::vector<std::string> const documented = {
        "target.semaphore", "target.semaphore.1", "target.semaphore.2",
        "target.semaphore.queue", "target.semaphore.turn"};
    BOOST_TEST(directory.entries() == documented, boost::test_tools::per_element());
}

BOOST_DATA_TEST_CASE(soft_locks_leave_nothing_but_the_count,
                     data::make({"link", "mkdir", "create"}))
{
    {
        semaphore mine = make_semaphore(target, 2, sample);
        mine.acquire();
        mine.acquire();
    }
    std::vector<std::string> const documented = {"target.semaphore"};
    BOOST_TEST(directory.entries() == documented, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
