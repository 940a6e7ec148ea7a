// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// The order in which several locks are taken, whatever the call and the disk look like.

#include <filelock/lock_in_order.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include <boost/filesystem/operations.hpp>

#include <filelock/any_lock.hpp>
#include <filelock/hard_lock.hpp>

#include "support/abilities.hpp"
#include "support/order_of_acquires.hpp"
#include "support/temporary_directory.hpp"

namespace
{

using namespace test;
using filelock::any_lock;
using filelock::lock_in_order;
using filelock::wanted_lock;
namespace fs = boost::filesystem;
using names = std::vector<std::string>;

/// In which order locks on these files, of these schemes in turn, are taken.
names order_of(std::vector<path> const& files)
{
    std::vector<std::string> const schemes = {"hard", "link", "hard", "mkdir", "create"};
    std::vector<std::unique_ptr<any_lock>> locks;
    std::vector<wanted_lock> all;
    for (path const& each : files)
    {
        // By its name, so that a file has the same scheme in every order.
        auto const number = static_cast<std::size_t>(each.filename().string().front());
        locks.push_back(std::make_unique<any_lock>(schemes[number % 5], each));
        all.emplace_back(*locks.back());
    }
    order_of_acquires order;
    lock_in_order const held(all);
    BOOST_TEST(order.seen.size() == files.size());
    return order.seen;
}

/// Locks in two directories, one of which has a second name.
struct two_directories : in_directory
{
    two_directories()
    {
        fs::create_directory(directory / "one");
        fs::create_directory(directory / "two");
        fs::create_directory_symlink(directory / "one", directory / "link");
    }
};

}  // namespace

BOOST_FIXTURE_TEST_CASE(order_is_not_that_of_the_arguments, in_directory)
{
    std::vector<path> files;
    for (char const* name : {"f", "b", "e", "a", "d", "c"})
    {
        files.push_back(directory / name);
    }
    names const order = order_of(files);
    std::sort(files.begin(), files.end());
    for (int i = 0; i < 50; ++i)
    {
        std::next_permutation(files.begin(), files.end());
        BOOST_TEST(order_of(files) == order, boost::test_tools::per_element());
    }
}

// A new file's inode number is greater than that of the one before, mostly.
BOOST_FIXTURE_TEST_CASE(order_is_the_same_before_and_after_there_are_files, in_directory)
{
    std::vector<path> const files = {directory / "p", directory / "k", directory / "z"};
    names const order = order_of(files);
    for (bool const reversed : {true, false})
    {
        names makers = order;
        if (reversed)
        {
            std::reverse(makers.begin(), makers.end());
        }
        for (path const& each : fs::directory_iterator(directory.name()))
        {
            fs::remove_all(each);
        }
        for (std::string const& name : makers)
        {
            filelock::hard_lock((directory / name.c_str()).replace_extension()).lock();
        }
        BOOST_TEST(order_of(files) == order, boost::test_tools::per_element());
    }
}

BOOST_FIXTURE_TEST_CASE(order_is_the_same_however_paths_are_spelled, two_directories,
                        *boost::unit_test::precondition(symbolic_links_are_made))
{
    path const one = directory / "one";
    path const two = directory / "two";
    path const link = directory / "link";
    path const relative = fs::relative(one);
    names const order = order_of({one / "x", two / "y", one / "z"});
    for (path const& spelled : {link, relative, two / ".." / "one" / ".", link / ""})
    {
        BOOST_TEST(order_of({two / "y", spelled / "z", spelled / "x"}) == order,
                   boost::test_tools::per_element());
        BOOST_TEST(order_of({spelled / "x", link / "z", two / "y"}) == order,
                   boost::test_tools::per_element());
    }
}
