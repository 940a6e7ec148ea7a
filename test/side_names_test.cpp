// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#define BOOST_TEST_MODULE side_names
#include <boost/test/unit_test.hpp>

#include "soft/side_names.hpp"

#include <algorithm>
#include <limits>
#include <string>

#include "soft/bearer_name.hpp"
#include "support/temporary_directory.hpp"

using filelock::soft::bearer_name;
using filelock::soft::longest_bearer_name;
using filelock::soft::new_bearer;
using filelock::soft::side_names;
using test::path;

BOOST_AUTO_TEST_SUITE(names_beside_a_lock)

BOOST_AUTO_TEST_CASE(fit_into_what_file_systems_allow)
{
    std::string const longest(longest_bearer_name, 'b');
    for (std::size_t length = 1; length <= 255; ++length)
    {
        side_names const names(path("/d") / std::string(length, 'x'));
        for (path const& each :
             {names.readers(), names.guard(), names.claim(longest, longest),
              names.private_file(longest, std::numeric_limits<unsigned long>::max())})
        {
            BOOST_TEST(each.filename().size() <= 255U);
            BOOST_TEST(each.parent_path() == "/d");
        }
    }
}

BOOST_AUTO_TEST_CASE(of_locks_that_begin_alike_differ)
{
    std::string const bearer = bearer_name(new_bearer());
    for (std::size_t const length : {1U, 50U, 65U, 66U, 70U, 246U, 247U, 248U, 254U})
    {
        BOOST_TEST_CONTEXT(length)
        {
            side_names const one(path("/d") / (std::string(length, 'x') + 'a'));
            side_names const two(path("/d") / (std::string(length, 'x') + 'b'));
            BOOST_TEST(one.readers() != two.readers());
            BOOST_TEST(one.guard() != two.guard());
            BOOST_TEST(one.private_file(bearer, 0) != two.private_file(bearer, 0));
            BOOST_TEST(one.claim(bearer, bearer) != two.claim(bearer, bearer));
            BOOST_TEST(one.readers() != one.guard());
        }
    }
}

BOOST_FIXTURE_TEST_CASE(are_found_again_and_no_others_are, test::in_directory)
{
    std::string const bearer = bearer_name(new_bearer());
    std::string const claimant = bearer_name(new_bearer());
    std::string const x = lock_file.filename().string();
    for (path const& name : {lock_file, path(lock_file.string() + std::string(240, 'x'))})
    {
        side_names const names(name);
        for (path const& own :
             {names.private_file(bearer, 17), names.claim(bearer, claimant)})
        {
            test::write_bytes(own, "");
        }
        side_names const other(name.parent_path() / ('y' + x));
        for (path const& foreign :
             {name, names.readers(), names.guard(), other.private_file(bearer, 17),
              path(name.parent_path() / (x + '.' + bearer)),
              path(name.parent_path() / (x + '.' + bearer + '.')),
              path(name.parent_path() / (x + '.' + bearer + ".x")),
              path(name.parent_path() / (x + '.' + bearer + ".claim.")),
              path(name.parent_path() / (x + ".claim." + bearer)),
              path(name.parent_path() / (x + ".1")),
              path(name.parent_path() / (x + '.'))})
        {
            test::write_bytes(foreign, "");
        }
        boost::system::error_code ec;
        auto found = names.list(ec);
        BOOST_TEST(!ec);
        BOOST_REQUIRE(found.size() == 2U);
        std::sort(found.begin(), found.end(),
                  [](auto const& a, auto const& b) { return a.claimant < b.claimant; });
        BOOST_TEST(found[0].name == names.private_file(bearer, 17));
        BOOST_TEST(found[0].bearer == bearer);
        BOOST_TEST(found[0].claimant.empty());
        BOOST_TEST(found[1].name == names.claim(bearer, claimant));
        BOOST_TEST(found[1].bearer == bearer);
        BOOST_TEST(found[1].claimant == claimant);
    }
}

BOOST_AUTO_TEST_CASE(are_in_the_current_directory_if_the_lock_is)
{
    BOOST_TEST(side_names("x").readers().parent_path() == ".");
    boost::system::error_code ec;
    side_names("no such lock").list(ec);
    BOOST_TEST(!ec);
    side_names("/no such directory/x").list(ec);
    BOOST_TEST(ec == boost::system::errc::no_such_file_or_directory);
}

BOOST_AUTO_TEST_SUITE_END()
