// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// Whole files, read, written and transformed.

#define BOOST_TEST_MODULE replace_test
#include <boost/test/unit_test.hpp>

#include <filelock/file_content.hpp>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

#include <boost/filesystem/operations.hpp>

#include <filelock/any_lock.hpp>

#include "support/remote_lock.hpp"
#include "support/replaced_file.hpp"
#include "support/temporary_directory.hpp"
#include "support/worker.hpp"

using namespace test;
namespace fs = boost::filesystem;
using filelock::read_file;
using filelock::transform_file;
using filelock::write_file;

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
