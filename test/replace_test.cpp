// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// Whole files, read, written and transformed under their locks.

#define BOOST_TEST_MODULE replace_test
#include <boost/test/unit_test.hpp>

#include <filelock/file_content.hpp>

#include <algorithm>
#include <stdexcept>
#include <string>

#include <boost/filesystem/fstream.hpp>
#include <boost/filesystem/operations.hpp>

#include <filelock/any_lock.hpp>

#include "support/abilities.hpp"
#include "support/every_lock.hpp"
#include "support/scripted_scheme.hpp"
#include "support/temporary_directory.hpp"
#include "support/watch.hpp"
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

std::string exclaim(std::string bytes)
{
    return bytes + '!';
}

std::string const private_name = "target.01234567-89ab-cdef-0123-456789abcdef.new";

struct with_peer : in_directory
{
    peer_process peer;
    remote_lock elsewhere{peer, "hard", lock_file};

    with_peer() { write_bytes(target, "old"); }

    std::vector<std::string> const at_rest = {"target", "target.lock"};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(replace, in_directory)

BOOST_AUTO_TEST_CASE(what_is_written_is_read)
{
    std::string bytes(100000, 'x');
    bytes[3] = '\0';
    bytes[4] = '\n';
    bytes[5] = '\xff';
    write_file(target, bytes);
    BOOST_TEST((bytes_of(target) == bytes));
    BOOST_TEST((read_file(target) == bytes));
    write_file(target, "");
    BOOST_TEST(read_file(target) == "");
    BOOST_TEST(directory.entries()
               == (std::vector<std::string>{"target", "target.lock"}));
}

BOOST_AUTO_TEST_CASE(missing_file_cannot_be_read)
{
    try
    {
        read_file(target);
        BOOST_ERROR("read");
    }
    catch (filelock::file_error const& e)
    {
        BOOST_TEST((e.code() == boost::system::errc::no_such_file_or_directory));
        BOOST_TEST(std::string(e.what())
                   == "read_file \"" + target.string() + "\": " + e.code().message());
    }
    BOOST_TEST(!fs::exists(target));
}

BOOST_AUTO_TEST_CASE(missing_file_is_empty_to_the_transformation)
{
    transform_file(target, exclaim);
    transform_file(target, exclaim);
    BOOST_TEST(bytes_of(target) == "!!");
}

BOOST_AUTO_TEST_CASE(transformation_that_throws_changes_nothing)
{
    write_bytes(target, "old");
    auto const fail = [](std::string const&) -> std::string
    { throw std::domain_error("the user's"); };
    filelock::hard_lock lock(target);
    BOOST_CHECK_THROW(transform_file(lock, fail), std::domain_error);
    BOOST_TEST(!lock.i_am_locking());
    BOOST_TEST(bytes_of(target) == "old");
    BOOST_TEST(directory.entries()
               == (std::vector<std::string>{"target", "target.lock"}));
    BOOST_TEST(is_free(lock_file));
}

BOOST_AUTO_TEST_CASE(target_without_a_directory_is_in_the_current_one)
{
    fs::path const before = fs::current_path();
    fs::current_path(directory.name());
    write_file("target", "new");
    transform_file("target", exclaim);
    BOOST_TEST(read_file("target") == "new!");
    fs::current_path(before);
    BOOST_TEST(bytes_of(target) == "new!");
}

BOOST_AUTO_TEST_CASE(longest_names_can_be_replaced_and_cleared)
{
    std::string const name(250, 'n');  // with ".lock" it has 255
    fs::path const longest = directory.name() / name;
    write_file(longest, "new");
    BOOST_TEST(read_file(longest) == "new");
    BOOST_TEST(directory.entries().size() == 2U);
}

BOOST_AUTO_TEST_CASE(leftovers_of_killed_writers_are_cleared_and_nothing_else)
{
    std::vector<std::string> const others = {
        "other.01234567-89ab-cdef-0123-456789abcdef.new", "target.new",
        "target.01234567-89ab-cdef-0123-456789abcdeX.new",
        "target.01234567-89ab-cdef-0123-456789abcdef.new.bak"};
    for (std::string const& name : others)
    {
        write_bytes(directory.name() / name, "");
    }
    write_bytes(directory.name() / private_name, "half");
    write_file(target, "new");
    auto expected = others;
    expected.insert(expected.end(), {"target", "target.lock"});
    std::sort(expected.begin(), expected.end());
    BOOST_TEST(directory.entries() == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(file_in_which_its_lock_is_kept_is_refused_and_not_touched)
{
    write_bytes(target, "old");
    fs::create_hard_link(target, directory.name() / "other");
    fs::path const here = directory.name() / "." / "target";
    fs::path const missing = directory.name() / "missing";
    fs::path const also_missing = directory.name() / "." / "missing";
    struct row
    {
        fs::path file;
        fs::path lock_path;
    };
    for (row const& each :
         {row{target, target}, row{target, here}, row{target, directory / "other"},
          row{missing, missing}, row{missing, also_missing}})
    {
        for (char const* scheme : {"hard", "link", "mkdir", "create"})
        {
            filelock::options how;
            how.lock_path = each.lock_path;
            filelock::any_lock lock(scheme, each.file, how);
            auto const is_clear = [](filelock::file_error const& e)
            {
                return e.code() == boost::system::errc::invalid_argument
                    && std::string(e.what()).find("not to be kept in the file itself")
                    != std::string::npos;
            };
            BOOST_CHECK_EXCEPTION(read_file(lock), filelock::file_error, is_clear);
            BOOST_CHECK_EXCEPTION(write_file(lock, ""), filelock::file_error, is_clear);
            BOOST_CHECK_EXCEPTION(transform_file(lock, exclaim), filelock::file_error,
                                  is_clear);
        }
    }
    BOOST_TEST(bytes_of(target) == "old");
    BOOST_TEST(directory.entries() == (std::vector<std::string>{"other", "target"}));
}

BOOST_AUTO_TEST_CASE(file_without_a_name_is_refused_and_leaves_no_lock)
{
    fs::path const before = fs::current_path();
    fs::current_path(directory.name());
    auto const is_clear = [](filelock::file_error const& e)
    { return e.code() == boost::system::errc::invalid_argument; };
    BOOST_CHECK_EXCEPTION(read_file(""), filelock::file_error, is_clear);
    BOOST_CHECK_EXCEPTION(write_file("", "new"), filelock::file_error, is_clear);
    fs::current_path(before);
    BOOST_TEST(directory.entries().empty());
}

BOOST_AUTO_TEST_CASE(directory_of_a_private_files_name_does_no_harm)
{
    fs::create_directory(directory.name() / private_name);
    write_file(target, "new");
    BOOST_TEST(bytes_of(target) == "new");
    BOOST_TEST(fs::is_directory(directory.name() / private_name));
}

/// Each adds one, and not one is lost.
BOOST_AUTO_TEST_CASE(no_change_of_many_threads_is_lost)
{
    worker threads[4];
    std::vector<task<void>> adding;
    for (worker& each : threads)
    {
        adding.push_back(each.start(
            [&]
            {
                for (int i = 0; i < 25; ++i)
                {
                    transform_file(target, exclaim);
                }
            }));
    }
    for (auto& each : adding)
    {
        each.get();
    }
    BOOST_TEST(bytes_of(target) == std::string(100, '!'));
}

BOOST_AUTO_TEST_SUITE_END()

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
