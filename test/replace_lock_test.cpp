// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// Whole files and their locks: who is kept out, and what becomes of a change whose lock
// is taken away meanwhile.

#include <boost/test/unit_test.hpp>

#include <filelock/file_content.hpp>

#include <string>
#include <vector>

#include <boost/filesystem/fstream.hpp>
#include <boost/filesystem/operations.hpp>

#include <filelock/any_lock.hpp>

#include "support/abilities.hpp"
#include "support/every_lock.hpp"
#include "support/replaced_file.hpp"
#include "support/scripted_scheme.hpp"
#include "support/temporary_directory.hpp"
#include "support/worker.hpp"

namespace
{

using namespace test;
using namespace std::chrono_literals;
namespace fs = boost::filesystem;
using filelock::lock_mode;
using filelock::read_file;
using filelock::transform_file;
using filelock::write_file;

struct with_peer : in_directory
{
    peer_process peer;
    remote_lock elsewhere{peer, "hard", lock_file};

    with_peer() { write_bytes(target, "old"); }

    std::vector<std::string> const at_rest = {"target", "target.lock"};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(replace_under_every_lock)

/// While its change takes its time the lock is broken, and a successor makes its own.
BOOST_TEST_DECORATOR(*boost::unit_test::precondition(open_files_are_replaced))
BOOST_AUTO_TEST_CASE_TEMPLATE(change_of_a_successor_is_not_overwritten, Kind, soft_locks)
{
    in_directory here;
    auto lock = Kind::make(here.target);
    auto successor = Kind::make(here.target);
    worker another;
    path const unfinished = here.directory.name() / private_name;
    write_file(lock, "base");
    auto const slow_change = [&](std::string const& bytes)
    {
        successor.break_lock();
        another.run([&] { transform_file(successor, exclaim); });
        another.run([&] { successor.lock(); });
        write_bytes(unfinished, "the successor's");
        return bytes + "?";
    };
    try
    {
        transform_file(lock, slow_change);
        BOOST_ERROR("overwritten");
    }
    catch (filelock::file_error const& e)
    {
        BOOST_TEST((e.code() == filelock::errc::not_my_lock));
        BOOST_TEST(std::string(e.what()).find("the file is as it was")
                   != std::string::npos);
    }
    BOOST_TEST(bytes_of(here.target) == "base!");
    BOOST_TEST(bytes_of(unfinished) == "the successor's");
    BOOST_TEST(successor.is_locked());
    another.run([&] { successor.unlock(); });
}

BOOST_FIXTURE_TEST_CASE(change_is_not_made_when_the_lock_file_was_removed, in_directory,
                        *boost::unit_test::precondition(open_files_are_replaced))
{
    write_bytes(target, "base");
    auto const slow_change = [&](std::string const& bytes)
    {
        fs::remove(lock_file);
        transform_file(target, exclaim);  // under a lock of its own
        return bytes + "?";
    };
    BOOST_CHECK_THROW(transform_file(target, slow_change), filelock::file_error);
    BOOST_TEST(bytes_of(target) == "base!");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(lock_of_any_kind_may_be_used, Kind, every_lock)
{
    in_directory here;
    auto lock = Kind::make(here.target);
    auto other = Kind::make(here.target);
    write_file(lock, "one", 1s);
    transform_file(lock, exclaim);
    BOOST_TEST(read_file(lock, 1s) == "one!");
    worker another;
    another.run([&] { other.lock(); });
    BOOST_CHECK_THROW(read_file(lock, 0s), filelock::already_locked);
    BOOST_CHECK_THROW(write_file(lock, "two", 0s), filelock::already_locked);
    BOOST_CHECK_THROW(transform_file(lock, exclaim, 0s), filelock::already_locked);
    another.run([&] { other.unlock(); });
    BOOST_TEST(lock.try_lock());
    BOOST_TEST(bytes_of(here.target) == "one!");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(replace_under_lock, with_peer)

BOOST_AUTO_TEST_CASE(reading_shares_and_the_rest_excludes)
{
    elsewhere.lock(lock_mode::shared);
    BOOST_TEST(read_file(target, 0s) == "old");
    BOOST_CHECK_THROW(write_file(target, "new", 0s), filelock::already_locked);
    BOOST_CHECK_THROW(transform_file(target, exclaim, 0s), filelock::already_locked);
    elsewhere.release();
    elsewhere.lock();
    BOOST_CHECK_THROW(read_file(target, 0s), filelock::already_locked);
}

BOOST_AUTO_TEST_CASE(refused_calls_change_nothing)
{
    elsewhere.lock();
    bool has_called = false;
    auto const note = [&](std::string bytes)
    {
        has_called = true;
        return bytes;
    };
    BOOST_CHECK_THROW(read_file(target, 1ms), filelock::lock_timeout);
    BOOST_CHECK_THROW(write_file(target, "new", 1ms), filelock::lock_timeout);
    BOOST_CHECK_THROW(write_file(target, "new", -1s), filelock::already_locked);
    BOOST_CHECK_THROW(transform_file(target, note, 1ms), filelock::lock_timeout);
    BOOST_TEST(!has_called);
    BOOST_TEST(bytes_of(target) == "old");
    BOOST_TEST(directory.entries() == at_rest);
}

BOOST_AUTO_TEST_CASE(calls_wait_for_the_lock)
{
    elsewhere.lock();
    worker first;
    auto changing = first.start([&] { transform_file(target, exclaim); });
    BOOST_TEST(changing.is_blocked());
    elsewhere.release();
    changing.get();
    BOOST_TEST(read_file(target) == "old!");
    BOOST_TEST(is_free(lock_file));
}

BOOST_AUTO_TEST_CASE(lock_is_held_while_the_transformation_runs)
{
    transform_file(target,
                   [&](std::string bytes)
                   {
                       BOOST_TEST(!is_free(lock_file, lock_mode::shared));
                       BOOST_TEST(directory.entries() == at_rest);
                       return bytes;
                   });
}

BOOST_AUTO_TEST_CASE(readers_without_a_lock_see_the_old_or_the_new,
                     *boost::unit_test::precondition(open_files_are_replaced))
{
    fs::ifstream early(target);
    write_file(target, "new");
    std::string word;
    early >> word;
    BOOST_TEST(word == "old");
}

BOOST_AUTO_TEST_CASE(lock_that_was_lost_meanwhile_is_told)
{
    auto lock = filelock::make_lock("link", target);
    auto const robbed = [&](std::string bytes)
    {
        filelock::make_lock("link", target).break_lock();
        return bytes + '!';
    };
    BOOST_CHECK_EXCEPTION(transform_file(lock, robbed), filelock::file_error,
                          [](filelock::file_error const& e)
                          { return e.code() == filelock::errc::not_my_lock; });
    BOOST_TEST(bytes_of(target) == "old");
}

BOOST_AUTO_TEST_CASE(lock_that_was_lost_at_the_last_moment_is_told_by_the_release)
{
    scripted scheme;
    scheme.by.other = [](filelock::error_code& ec) { ec = filelock::errc::not_my_lock; };
    auto lock = scheme.make(target);
    BOOST_CHECK_THROW(write_file(lock, "new"), filelock::not_my_lock);
    BOOST_TEST(bytes_of(target) == "new");
}

/// Before the leftovers are removed, and before the new file takes the old one's place.
BOOST_AUTO_TEST_CASE(lock_is_asked_for_twice_before_anything_is_changed)
{
    for (int const good_answers : {0, 1})
    {
        for (bool const is_lost : {true, false})
        {
            write_bytes(directory.name() / private_name, "half");
            scripted scheme;
            int asked = 0;
            scheme.by.is_still_held = [&](filelock::error_code& ec)
            {
                bool const is_good = asked++ < good_answers;
                ec = is_good || is_lost ? filelock::error_code() : broken;
                return is_good;
            };
            auto lock = scheme.make(target);
            BOOST_CHECK_EXCEPTION(
                write_file(lock, "new"), filelock::file_error,
                [&](filelock::file_error const& e)
                { return e.code() == (is_lost ? filelock::errc::not_my_lock : broken); });
            BOOST_TEST(bytes_of(target) == "old");
            BOOST_TEST(fs::exists(directory.name() / private_name)
                       == (good_answers == 0));
            BOOST_TEST(directory.entries().size() == (good_answers == 0 ? 2U : 1U));
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
