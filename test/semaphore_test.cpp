// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// What a semaphore does in one process, over every scheme.

#define BOOST_TEST_MODULE semaphore_test
#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <filelock/semaphore.hpp>

#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <boost/algorithm/string/predicate.hpp>
#include <boost/filesystem/operations.hpp>

#include <filelock/any_lock.hpp>
#include <filelock/custom_lock.hpp>
#include <filelock/semaphore_slot.hpp>

#include "support/shared_memory_scheme.hpp"
#include "support/temporary_directory.hpp"
#include "support/watch.hpp"
#include "support/worker.hpp"

namespace
{

using namespace test;
using namespace std::chrono_literals;
using filelock::errc;
using filelock::error_code;
using filelock::semaphore;
using filelock::semaphore_slot;

char const* const schemes[] = {"hard", "link", "mkdir", "create", "own"};

/// "own" stands for a scheme that the library does not know.
semaphore make(path const& target, std::ptrdiff_t count, std::string const& scheme,
               filelock::options const& how_to = {})
{
    if (scheme != "own")
    {
        return semaphore(target, count, scheme, how_to);
    }
    auto const maker = [](filelock::options const& how)
    {
        auto kept = std::make_unique<shared_memory_scheme>(how.lock_path);
        return std::make_shared<filelock::custom_lock>(how.lock_path, std::move(kept),
                                                       how);
    };
    return semaphore(target, count, maker, how_to);
}

struct in_semaphore : in_directory
{
    path const base = directory / "target.semaphore";
    worker thread;
    worker other_thread;
};

}  // namespace

namespace data = boost::unit_test::data;

BOOST_FIXTURE_TEST_SUITE(slots_of_a_semaphore, in_semaphore)

BOOST_DATA_TEST_CASE(as_many_slots_are_held_as_there_are_and_no_more, data::make(schemes))
{
    semaphore mine = make(target, 3, sample);
    semaphore other = make(target, 3, sample);
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

BOOST_DATA_TEST_CASE(waiter_gets_whichever_slot_is_free_first, data::make(schemes))
{
    for (int freed = 0; freed < 3; ++freed)
    {
        semaphore held = make(target, 3, sample);
        std::vector<semaphore_slot> slots;
        for (int i = 0; i < 3; ++i)
        {
            slots.emplace_back(held);
        }
        semaphore waiting = make(target, 3, sample);
        auto got = thread.start([&] { waiting.acquire(); });
        BOOST_TEST(got.is_blocked());
        slots[static_cast<std::size_t>(freed)].release();
        got.get();
        BOOST_TEST(waiting.slots_held() == 1);
    }
}

BOOST_DATA_TEST_CASE(who_comes_back_at_once_comes_behind_who_waits, data::make(schemes))
{
    semaphore mine = make(target, 1, sample);
    semaphore theirs = make(target, 1, sample);
    mine.acquire();
    auto waiting = thread.start([&] { theirs.acquire(); });
    BOOST_TEST(waiting.is_blocked());
    auto back = other_thread.start(
        [&]
        {
            mine.release();
            mine.acquire();
        });
    waiting.get();
    BOOST_TEST(back.is_blocked());
    theirs.release();
    back.get();
}

BOOST_DATA_TEST_CASE(any_thread_may_release_what_another_has_taken, data::make(schemes))
{
    semaphore shared = make(target, 2, sample);
    thread.run([&] { shared.acquire(); });
    other_thread.run([&] { shared.acquire(); });
    auto got = thread.start([&] { shared.acquire(); });
    BOOST_TEST(got.is_blocked());
    shared.release();
    got.get();
    BOOST_TEST(shared.slots_held() == 2);
}

BOOST_DATA_TEST_CASE(timeout_is_kept_and_leaves_nothing_held, data::make(schemes))
{
    semaphore holder = make(target, 2, sample);
    semaphore late = make(target, 2, sample);
    holder.acquire();
    holder.acquire();
    for (auto const timeout : {1ms, 30ms})
    {
        stopwatch const watch;
        BOOST_CHECK_THROW(late.acquire(timeout), filelock::lock_timeout);
        BOOST_TEST((watch.elapsed() >= timeout));
    }
    BOOST_TEST(late.slots_held() == 0);
    holder.release();
    BOOST_TEST(late.try_acquire());
    holder.release();
    BOOST_TEST(late.try_acquire());
}

BOOST_DATA_TEST_CASE(timeout_of_one_who_waits_behind_others_is_kept, data::make(schemes))
{
    semaphore holder = make(target, 1, sample);
    holder.acquire();
    semaphore first = make(target, 1, sample);
    auto got = thread.start([&] { first.acquire(); });
    BOOST_TEST(got.is_blocked());
    semaphore second = make(target, 1, sample);
    error_code ec;
    stopwatch const watch;
    second.acquire(30ms, ec);
    BOOST_TEST((ec == errc::lock_timeout));
    BOOST_TEST((watch.elapsed() >= 30ms));
    holder.release();
    got.get();
}

BOOST_DATA_TEST_CASE(release_without_a_slot_is_refused, data::make(schemes))
{
    semaphore mine = make(target, 2, sample);
    semaphore other = make(target, 2, sample);
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

BOOST_DATA_TEST_CASE(destruction_gives_back_what_is_held, data::make(schemes))
{
    {
        semaphore mine = make(target, 2, sample);
        mine.acquire();
        mine.acquire();
    }
    semaphore next = make(target, 2, sample);
    BOOST_TEST(next.try_acquire());
    BOOST_TEST(next.try_acquire());
}

BOOST_DATA_TEST_CASE(cancelled_wait_fails_and_holds_nothing, data::make(schemes))
{
    semaphore holder = make(target, 2, sample);
    holder.acquire();
    holder.acquire();
    filelock::cancel_source source;
    filelock::options how_to;
    how_to.cancellation = source;
    semaphore cancelled = make(target, 2, sample, how_to);
    auto got = thread.start(
        [&]
        {
            error_code ec;
            cancelled.acquire(ec);
            return ec;
        });
    BOOST_TEST(got.is_blocked());
    source.cancel();
    BOOST_TEST((got.get() == boost::system::errc::operation_canceled));
    BOOST_TEST(cancelled.slots_held() == 0);
    holder.release();
    BOOST_TEST(holder.try_acquire_for(ceiling));
}

BOOST_AUTO_TEST_CASE(callable_may_cancel_and_may_throw)
{
    semaphore holder(target, 1);
    holder.acquire();
    int asked = 0;
    filelock::options how_to;
    how_to.poll_interval = 1ms;
    how_to.cancellation = filelock::cancellation([&] { return ++asked > 3; });
    error_code ec;
    semaphore(target, 1, how_to).acquire(ec);
    BOOST_TEST((ec == boost::system::errc::operation_canceled));
    how_to.cancellation =
        filelock::cancellation([]() -> bool { throw std::logic_error("enough"); });
    BOOST_CHECK_THROW(semaphore(target, 1, how_to).acquire(), std::logic_error);
    holder.release();
    BOOST_TEST(holder.try_acquire());
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

/// Whoever is stopped, or was killed, at the head of the queue keeps out those behind it,
/// though there are free slots.
BOOST_DATA_TEST_CASE(timeout_names_who_is_first_in_the_queue, data::make(schemes))
{
    for (char const* door : {".turn", ".queue"})
    {
        path where = base;
        where += door;
        filelock::options how_to;
        how_to.lock_path = where;
        std::shared_ptr<filelock::lock_base> stopped;
        if (sample == std::string("own"))
        {
            stopped = std::make_shared<filelock::custom_lock>(
                where, std::make_unique<shared_memory_scheme>(where), how_to);
        }
        else
        {
            stopped = std::make_shared<filelock::any_lock>(sample, where, how_to);
        }
        thread.run([&] { stopped->lock(); });
        try
        {
            make(target, 2, sample).acquire(20ms);
            BOOST_ERROR("was acquired");
        }
        catch (filelock::lock_timeout const& late)
        {
            BOOST_TEST(late.owners().size() == 1U);
            BOOST_TEST(late.lock_path() == where);
        }
        thread.run([&] { stopped->unlock(); });
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

BOOST_FIXTURE_TEST_SUITE(guard_of_a_slot, in_semaphore)

BOOST_AUTO_TEST_CASE(guard_holds_a_slot_of_its_own_number_as_long_as_it_lives)
{
    semaphore mine(target, 2);
    {
        semaphore_slot const first(mine);
        semaphore_slot const second(mine, std::try_to_lock);
        BOOST_TEST(first.number() + second.number() == 3);
        BOOST_TEST(!semaphore_slot(mine, std::try_to_lock).owns_slot());
        BOOST_TEST(semaphore_slot(mine, 1ms).number() == 0);
    }
    BOOST_TEST(semaphore_slot(mine, 1ms).owns_slot());
    BOOST_TEST(mine.owners().empty());
}

BOOST_AUTO_TEST_CASE(release_of_the_semaphore_leaves_the_guard_s_slot_alone)
{
    semaphore mine(target, 1);
    semaphore_slot guard(mine);
    BOOST_TEST(mine.slots_held() == 0);
    BOOST_CHECK_THROW(mine.release(), filelock::not_my_lock);
    BOOST_TEST(guard.owns_slot());
    guard.release();
    BOOST_TEST(!guard);
    BOOST_CHECK_THROW(guard.release(), filelock::not_locked);
    BOOST_CHECK_THROW(semaphore_slot().release(), filelock::not_locked);
}

BOOST_AUTO_TEST_CASE(moved_guard_takes_its_slot_along)
{
    semaphore mine(target, 2);
    semaphore_slot first(mine);
    semaphore_slot second(std::move(first));
    BOOST_TEST(!first.owns_slot());
    BOOST_TEST(second.number() == 1);
    first = semaphore_slot(mine);
    BOOST_TEST(first.number() == 2);
    second = std::move(first);
    BOOST_TEST(second.number() == 2);
    BOOST_TEST(mine.owners().size() == 1);
}

BOOST_AUTO_TEST_CASE(guard_may_outlive_the_semaphore)
{
    auto mine = std::make_unique<semaphore>(target, 1);
    semaphore_slot guard(*mine);
    mine.reset();
    BOOST_TEST(!semaphore(target, 1).try_acquire());
    guard.release();
    BOOST_TEST(semaphore(target, 1).try_acquire());
}

BOOST_AUTO_TEST_CASE(slot_that_is_broken_is_not_mine)
{
    semaphore mine(target, 1, "link");
    semaphore_slot guard(mine);
    filelock::options there;
    there.lock_path = mine.slot_path(1);
    filelock::make_lock("link", target, there).break_lock();
    BOOST_CHECK_THROW(guard.release(), filelock::not_my_lock);
    BOOST_TEST(!guard.owns_slot());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(count_of_a_semaphore, in_semaphore)

BOOST_DATA_TEST_CASE(another_count_is_refused_while_a_slot_is_held, data::make(schemes))
{
    semaphore four = make(target, 4, sample);
    four.acquire();
    for (std::ptrdiff_t const count : {1, 8})
    {
        semaphore other = make(target, count, sample);
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
                     data::make(schemes))
{
    for (std::ptrdiff_t const count : {4, 8, 2, 3})
    {
        for (bool const waits : {false, true})
        {
            semaphore mine = make(target, count, sample);
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
        semaphore mine = make(target, 2, sample);
        mine.acquire();
        mine.acquire();
    }
    std::vector<std::string> const documented = {"target.semaphore"};
    BOOST_TEST(directory.entries() == documented, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
