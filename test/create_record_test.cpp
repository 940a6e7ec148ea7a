// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#define BOOST_TEST_MODULE create_record
#include <boost/test/unit_test.hpp>

#include "os/process.hpp"
#include "soft/create_record.hpp"

#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "support/abilities.hpp"

namespace
{

using filelock::owner;
using filelock::this_owner;
using filelock::soft::judge_create_record;
using filelock::soft::make_create_record;
using filelock::soft::parse_create_record;

owner some_owner()
{
    owner who;
    who.host = "host7";
    who.pid = 4242;
    who.process_start = 123456;
    who.boot_id = "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";
    return who;
}

// 0x0f1e2d3c4b5a69788796a5b4c3d2e1f0 << 64 | 123456, which has more than 64 bits.
std::string const some_record =
    "4242\nhost7\n370689283566087722155008556480083645315390521679166956096\n";

void check_round_trip(owner const& who)
{
    auto const parsed = parse_create_record(make_create_record(who));
    BOOST_REQUIRE(parsed.has_value());
    BOOST_TEST(parsed->pid == who.pid);
    BOOST_TEST(parsed->host == who.host);
    BOOST_TEST(parsed->process_start == who.process_start);
    BOOST_TEST(parsed->boot_id == who.boot_id);
}

/// On whom such an owner's record names.
std::string verdict(owner const& who)
{
    auto named = parse_create_record(make_create_record(who));
    BOOST_REQUIRE(named.has_value());
    auto const judged = judge_create_record(*named);
    // Whoever asks probe() about the same owner is told the same.
    BOOST_TEST((probe(*named) == judged));
    return to_string(judged);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(record)

BOOST_AUTO_TEST_CASE(is_what_pythons_filelock_writes)
{
    BOOST_TEST(make_create_record(some_owner()) == some_record);
}

BOOST_AUTO_TEST_CASE(is_read_as_it_was_made)
{
    check_round_trip(some_owner());
    for (char const* const boot :
         {"00000000-0000-0000-0000-000000000001", "ffffffff-ffff-ffff-ffff-ffffffffffff",
          "0fffffff-ffff-ffff-ffff-ffffffffffff"})
    {
        for (std::uint64_t const start :
             {std::uint64_t{1}, std::numeric_limits<std::uint64_t>::max()})
        {
            owner who = some_owner();
            who.boot_id = boot;
            who.process_start = start;
            check_round_trip(who);
        }
    }
}

BOOST_AUTO_TEST_CASE(without_a_boot_id_has_the_bare_start_as_on_windows)
{
    for (char const* const boot : {"", "unknown", "0f1e2d3c"})
    {
        owner who = some_owner();
        who.boot_id = boot;
        std::string const text = make_create_record(who);
        BOOST_TEST(text == "4242\nhost7\n123456\n");
        auto const parsed = parse_create_record(text);
        BOOST_REQUIRE(parsed.has_value());
        BOOST_TEST(parsed->process_start == 123456U);
        BOOST_TEST(parsed->boot_id == filelock::os::absolute_starts);
    }
}

BOOST_AUTO_TEST_CASE(of_older_versions_names_its_owner)
{
    for (char const* const text :
         {"4242\nhost7\n", "4242\nhost7", "4242\nhost7\n\n", "4242\nhost7\nx\n",
          "4242\nhost7\n-1\n", "4242\nhost7\n 1\n", "4242\nhost7\n0\n",
          "4242\nhost7\n09\n", "4242\nhost7\n0x0f1e2d3c4b5a69788796a5b4c3d2e1f0\n"})
    {
        BOOST_TEST_CONTEXT(text)
        {
            auto const parsed = parse_create_record(text);
            BOOST_REQUIRE(parsed.has_value());
            BOOST_TEST(parsed->pid == 4242);
            BOOST_TEST(parsed->host == "host7");
            BOOST_TEST(parsed->process_start == 0U);
            BOOST_TEST(parsed->boot_id.empty());
        }
    }
}

BOOST_AUTO_TEST_CASE(with_an_endless_start_is_of_no_boot_that_there_is)
{
    for (std::size_t const digits : {57U, 58U, 59U, 4000U})
    {
        auto parsed =
            parse_create_record("4242\nhost7\n" + std::string(digits, '9') + '\n');
        BOOST_REQUIRE(parsed.has_value());
        BOOST_TEST(to_string(judge_create_record(*parsed)) == std::string("unknown"));
    }
}

BOOST_AUTO_TEST_CASE(is_told_from_what_is_none)
{
    std::vector<std::string> const others = {"",
                                             "\n",
                                             "4242",
                                             "4242\n",
                                             "4242\n\n",
                                             "4242\n\n5\n",
                                             "\nhost7\n5\n",
                                             "0\nhost7\n5\n",
                                             "-4242\nhost7\n5\n",
                                             "+4242\nhost7\n5\n",
                                             " 4242\nhost7\n5\n",
                                             "4242 \nhost7\n5\n",
                                             "4242\r\n",
                                             "0x42\nhost7\n5\n",
                                             "9223372036854775808\nhost7\n5\n",
                                             "pid\nhost7\n5\n",
                                             "4242\n" + std::string(1, '\0') + "\n5\n",
                                             std::string(4096, '\0'),
                                             "filelock 1\nhost=host7\npid=4242\n",
                                             "filelock/2\npid=4242\nhost=host7\n"};
    for (std::string const& other : others)
    {
        BOOST_TEST(!parse_create_record(other).has_value(), other);
    }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(owner_of_a_record)

BOOST_AUTO_TEST_CASE(is_alive_or_dead_only_in_the_same_boot)
{
    bool const can_tell = test::sees_every_process();
    owner who = this_owner();
    BOOST_TEST(verdict(who) == (test::recognizes_the_living() ? "alive" : "unknown"));
    ++who.process_start;
    BOOST_TEST(verdict(who) == (can_tell ? "dead" : "unknown"));
    who.pid = std::numeric_limits<std::int32_t>::max();
    BOOST_TEST(verdict(who) == (can_tell ? "dead" : "unknown"));
}

BOOST_AUTO_TEST_CASE(is_unknown_where_anything_is_not_this_machines)
{
    struct
    {
        char const* what;
        std::function<void(owner&)> change;
    } const rows[] = {
        {"another host", [](owner& who) { who.host += '8'; }},
        {"another boot", [](owner& who) { who.boot_id = some_owner().boot_id; }},
        {"no boot", [](owner& who) { who.boot_id.clear(); }},
        {"no start", [](owner& who) { who.process_start = 0; }}};
    for (auto const& each : rows)
    {
        BOOST_TEST_CONTEXT(each.what)
        {
            owner who = this_owner();
            who.pid = std::numeric_limits<std::int32_t>::max();
            each.change(who);
            BOOST_TEST(verdict(who) == "unknown");
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
