// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#define BOOST_TEST_MODULE bearer_name
#include <boost/test/unit_test.hpp>

#include "soft/bearer_name.hpp"

#include <fstream>
#include <functional>
#include <limits>
#include <set>
#include <string>
#include <vector>

#include "checked_only_if.hpp"
#include "support/abilities.hpp"

namespace
{

namespace utf = boost::unit_test;
using boost::test_tools::assertion_result;
using filelock::owner;
using filelock::probe;
using filelock::this_owner;
using filelock::soft::bearer_name;
using filelock::soft::digest_of;
using filelock::soft::longest_bearer_name;
using filelock::soft::new_bearer;
using filelock::soft::parse_bearer_name;

assertion_result proof_is_possible(utf::test_unit_id)
{
    bool const is_told = test::can_prove_deaths()
        && std::ifstream("/proc/sys/kernel/random/boot_id").is_open()
        && std::ifstream("/proc/self/stat").is_open();
    return checked_only_if(is_told, "this system does not tell processes apart");
}

owner some_owner()
{
    owner who;
    who.host = "host7";
    who.pid = 4242;
    who.process_start = 123456;
    who.boot_id = "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";
    who.machine_id = "00112233445566778899aabbccddeeff";
    who.pid_namespace = 4026531836;
    who.time_namespace = 4026531834;
    who.token = "00112233445566778899aabbccddeeff";
    return who;
}

bool is_plain(std::string const& name)
{
    return name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                  "0123456789.-")
        == name.npos;
}

std::vector<std::string> const hosts = {"",
                                        "h",
                                        "host7",
                                        "a.b.example.org",
                                        "M\xc3\xbcnchen",
                                        "\xff\xfe",
                                        "../../etc/passwd",
                                        "a b\nc",
                                        std::string("\0", 1),
                                        std::string(64, 'h'),
                                        std::string(255, '.')};

struct row
{
    char const* what;
    std::function<void(owner&)> change;
};

/// Everything that makes an owner another one.
std::vector<row> const differences = {
    {"host", [](owner& who) { who.host += "8"; }},
    {"host, where the name is cut", [](owner& who) { who.host = std::string(80, 'h'); }},
    {"pid", [](owner& who) { ++who.pid; }},
    {"start", [](owner& who) { ++who.process_start; }},
    {"boot", [](owner& who) { who.boot_id.back() = '1'; }},
    {"machine", [](owner& who) { who.machine_id.back() = 'e'; }},
    {"pid namespace", [](owner& who) { ++who.pid_namespace; }},
    {"time namespace", [](owner& who) { ++who.time_namespace; }},
    {"token", [](owner& who) { who.token.front() = 'f'; }}};

/// What this process makes of an owner whose name is all it sees.
std::string verdict_by_name(owner const& who)
{
    auto const parsed = parse_bearer_name(bearer_name(who));
    BOOST_REQUIRE(parsed.has_value());
    return to_string(probe(*parsed));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(name_of_a_bearer)

BOOST_AUTO_TEST_CASE(names_all_there_is_in_plain_characters)
{
    BOOST_TEST(bearer_name(some_owner()).substr(0, 18) == "host7.4242.123456.");
    for (std::string const& host : hosts)
    {
        owner who = some_owner();
        who.host = host;
        std::string const name = bearer_name(who);
        BOOST_TEST_CONTEXT(name)
        {
            BOOST_TEST(is_plain(name));
            BOOST_TEST(name.size() <= longest_bearer_name);
            BOOST_TEST(name.front() != '.');
            auto const parsed = parse_bearer_name(name);
            BOOST_REQUIRE(parsed.has_value());
            BOOST_TEST(parsed->pid == 4242);
            BOOST_TEST(parsed->process_start == 123456U);
            BOOST_TEST(parsed->token == "00112233");
        }
    }
}

BOOST_AUTO_TEST_CASE(is_never_longer_than_promised)
{
    owner who = some_owner();
    who.host.assign(255, 'h');
    who.pid = std::numeric_limits<std::int32_t>::max();
    who.process_start = std::numeric_limits<std::uint64_t>::max();
    BOOST_TEST(bearer_name(who).size() == longest_bearer_name);
    auto const parsed = parse_bearer_name(bearer_name(who));
    BOOST_REQUIRE(parsed.has_value());
    BOOST_TEST(parsed->process_start == who.process_start);
}

BOOST_AUTO_TEST_CASE(differs_from_that_of_every_other)
{
    std::set<std::string> names = {bearer_name(some_owner())};
    for (row const& each : differences)
    {
        owner who = some_owner();
        each.change(who);
        BOOST_TEST(names.insert(bearer_name(who)).second, each.what);
    }
    owner who = some_owner();
    who.host.assign(79, 'h');
    BOOST_TEST(names.insert(bearer_name(who)).second, "hosts that begin alike");
}

BOOST_AUTO_TEST_CASE(contains_neither_thread_nor_mode_nor_note)
{
    owner who = some_owner();
    who.thread = 7;
    who.mode = filelock::lock_mode::shared;
    who.note = "note";
    BOOST_TEST(bearer_name(who) == bearer_name(some_owner()));
}

BOOST_AUTO_TEST_CASE(of_a_new_bearer_is_new)
{
    std::set<std::string> names;
    for (int count = 0; count < 1000; ++count)
    {
        owner const who = new_bearer();
        BOOST_TEST(who.token.size() == 32U);
        BOOST_TEST(who.thread == 0U);
        BOOST_TEST(names.insert(bearer_name(who)).second);
    }
}

BOOST_AUTO_TEST_CASE(digest_is_the_same_for_ever)
{
    // Version 5 UUIDs of the OID name space, as Python's uuid.uuid5() makes them.
    BOOST_TEST(digest_of("") == "0a68eb57c88a5f34");
    BOOST_TEST(digest_of("filelock") == "ffcff537e4e457eb");
}

BOOST_AUTO_TEST_CASE(says_that_the_living_lives_and_the_dead_is_dead,
                     *utf::precondition(proof_is_possible))
{
    owner who = new_bearer();
    BOOST_TEST(verdict_by_name(who) == "alive");
    ++who.process_start;
    BOOST_TEST(verdict_by_name(who) == "dead");
    who = new_bearer();
    who.pid = std::numeric_limits<std::int32_t>::max();
    BOOST_TEST(verdict_by_name(who) == "dead");
    who = new_bearer();
    who.boot_id = "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";
    BOOST_TEST(verdict_by_name(who) == (who.machine_id.empty() ? "unknown" : "dead"));
}

BOOST_AUTO_TEST_CASE(says_nothing_of_those_elsewhere)
{
    std::vector<row> const elsewhere = {
        {"host", [](owner& who) { who.host += "8"; }},
        {"machine", [](owner& who) { who.machine_id += "5"; }},
        {"pid namespace", [](owner& who) { ++who.pid_namespace; }},
        {"time namespace", [](owner& who) { ++who.time_namespace; }}};
    for (row const& each : elsewhere)
    {
        BOOST_TEST_CONTEXT(each.what)
        {
            owner who = new_bearer();
            who.pid = std::numeric_limits<std::int32_t>::max();
            each.change(who);
            BOOST_TEST(verdict_by_name(who) == "unknown");
            who.boot_id = "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";
            BOOST_TEST(verdict_by_name(who) == "unknown");
        }
    }
}

BOOST_AUTO_TEST_CASE(is_told_from_what_is_none)
{
    std::string const place = "0123456789abcdef";
    std::string const rest = "." + place + ".01234567.89abcdef";
    BOOST_TEST(parse_bearer_name("h.1.2" + rest).has_value());
    std::vector<std::string> const others = {"",
                                             ".",
                                             ".....",
                                             "target",
                                             ".1.2" + rest,
                                             "h.1" + rest,
                                             "h.1.2.3" + rest,
                                             "h.0.2" + rest,
                                             "h.-1.2" + rest,
                                             "h.+1.2" + rest,
                                             "h. 1.2" + rest,
                                             "h.1 .2" + rest,
                                             "h..2" + rest,
                                             "h.1." + rest,
                                             "h.x.2" + rest,
                                             "h.9223372036854775808.2" + rest,
                                             "h.1.18446744073709551616" + rest,
                                             "h.1.2.0123456789ABCDEF.01234567.89abcdef",
                                             "h.1.2.0123456789abcde.01234567.89abcdef",
                                             "h.1.2.0123456789abcdeg.01234567.89abcdef",
                                             "h.1.2." + place + ".0123456.89abcdef",
                                             "h.1.2." + place + ".01234567.89abcde",
                                             "h.1.2." + place + ".01234567.89abcdef0",
                                             "h.1.2" + rest + ".",
                                             "h.1.2" + rest + std::string(1, '\0'),
                                             std::string(longest_bearer_name, 'h')
                                                 + ".1.2" + rest};
    for (std::string const& other : others)
    {
        BOOST_TEST(!parse_bearer_name(other).has_value(), other);
    }
}

BOOST_AUTO_TEST_SUITE_END()
