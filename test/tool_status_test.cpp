// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// `filelock status`.

#include <unistd.h>

#include <algorithm>

#include <signal.h>
#include <sys/stat.h>

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include "support/abilities.hpp"
#include "support/tool_fixture.hpp"

using namespace test;
using nlohmann::json;

namespace
{

struct status_fixture : tool_fixture
{
    json status_json(words const& targets, int expected = 0)
    {
        words arguments = {"status", "--json"};
        arguments.insert(arguments.end(), targets.begin(), targets.end());
        BOOST_TEST(run(arguments) == exited(expected));
        return json::parse(out);
    }

    bool says(std::string const& part) const
    {
        return out.find(part) != std::string::npos;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(tool_status, status_fixture)

BOOST_AUTO_TEST_CASE(free_lock_is_told_and_no_file_made)
{
    BOOST_TEST(run({"status", target}) == exited(0));
    BOOST_TEST(out == '"' + target + "\": free\n");
    BOOST_TEST(err == "");
    BOOST_TEST(is_empty());
}

BOOST_AUTO_TEST_CASE(released_lock_is_free)
{
    run({"run", target, "--", "true"});
    BOOST_TEST(run({"status", target}) == exited(0));
    BOOST_TEST(out == '"' + target + "\": free, as a hard lock\n");
    run({"status", "--scheme", "hard", target});
    BOOST_TEST(out == '"' + target + "\": free\n");
}

BOOST_AUTO_TEST_CASE(exclusive_holder_is_told,
                     *boost::unit_test::precondition(test::deaths_are_proved))
{
    auto const holder = hold({"--note", "nightly", target});
    BOOST_TEST(run({"status", target}) == exited(0));
    BOOST_TEST(says("\": held by pid " + std::to_string(holder->pid()) + " on "));
    BOOST_TEST(says("exclusive"));
    BOOST_TEST(says("\"nightly\""));
    BOOST_TEST(says(", alive\n"));
    BOOST_TEST(std::count(out.begin(), out.end(), '\n') == 1);
}

BOOST_AUTO_TEST_CASE(each_of_two_readers_is_told,
                     *boost::unit_test::precondition(test::holders_are_listed))
{
    auto const first = hold({"-s", target}, "1");
    auto const second = hold({"-s", target}, "2");
    BOOST_TEST(run({"status", target}) == exited(0));
    BOOST_TEST(std::count(out.begin(), out.end(), '\n') == 2);
    BOOST_TEST(says("pid " + std::to_string(first->pid())));
    BOOST_TEST(says("pid " + std::to_string(second->pid())));
    BOOST_TEST(says("shared"));
}

BOOST_AUTO_TEST_CASE(looking_disturbs_no_lock)
{
    auto const holder = hold({target});
    std::string const record = bytes_of(target + ".lock");
    for (int i = 0; i < 3; ++i)
    {
        run({"status", target});
        BOOST_TEST(run({"run", "-n", target, "--", "true"}) == exited(1));
    }
    BOOST_TEST(bytes_of(target + ".lock") == record);
}

BOOST_AUTO_TEST_CASE(lock_path_is_looked_at_instead)
{
    auto const holder = hold({"--lock-path", at("elsewhere"), target});
    run({"status", target});
    BOOST_TEST(says("free"));
    run({"status", "--lock-path", at("elsewhere"), target});
    BOOST_TEST(says("held by"));
}

BOOST_AUTO_TEST_CASE(what_is_no_lock_file_is_an_error_and_the_others_are_told)
{
    mkfifo(at("pipe.lock").c_str(), 0666);
    BOOST_TEST(run({"status", target, at("pipe"), at("other")}) == exited(69));
    BOOST_TEST(std::count(out.begin(), out.end(), '\n') == 2);
    BOOST_TEST(err.find(at("pipe.lock")) != std::string::npos);
}

BOOST_AUTO_TEST_CASE(json_tells_everything_of_an_exclusive_holder,
                     *boost::unit_test::precondition(test::deaths_are_proved))
{
    auto const holder = hold({"--note", "nightly \xff", target});
    json const all = status_json({target});
    BOOST_REQUIRE(all.size() == 1U);
    BOOST_TEST(all[0]["target"] == target);
    BOOST_TEST(all[0]["lock_path"] == target + ".lock");
    BOOST_TEST(all[0]["locked"] == true);
    BOOST_REQUIRE(all[0]["holders"].size() == 1U);
    json const who = all[0]["holders"][0];
    BOOST_TEST(who["pid"] == holder->pid());
    BOOST_TEST(who["mode"] == "exclusive");
    BOOST_TEST(who["liveness"] == "alive");
    BOOST_TEST(who["note"] == "nightly \xef\xbf\xbd");
    BOOST_TEST(who["held_for_seconds"].get<double>() < 60);
    std::string const since = who["since"];
    BOOST_TEST(since.size() >= 20U);
    BOOST_TEST(since[10] == 'T');
    BOOST_TEST(since.back() == 'Z');
}

BOOST_AUTO_TEST_CASE(json_lists_both_readers,
                     *boost::unit_test::precondition(test::holders_are_listed))
{
    auto const first = hold({"-s", target}, "1");
    auto const second = hold({"-s", target}, "2");
    json const holders = status_json({target})[0]["holders"];
    BOOST_REQUIRE(holders.size() == 2U);
    BOOST_TEST(holders[0]["mode"] == "shared");
    BOOST_TEST(holders[0]["pid"].get<int>() + holders[1]["pid"].get<int>()
               == first->pid() + second->pid());
}

BOOST_AUTO_TEST_CASE(json_of_a_free_lock_has_no_holders)
{
    json const all = status_json({target, at("other")});
    BOOST_REQUIRE(all.size() == 2U);
    BOOST_TEST(all[0]["locked"] == false);
    BOOST_TEST(all[1]["holders"] == json::array());
}

BOOST_AUTO_TEST_CASE(json_has_the_error_of_a_lock_that_cannot_be_told_of)
{
    mkfifo((target + ".lock").c_str(), 0666);
    json const all = status_json({target, at("other")}, 69);
    BOOST_REQUIRE(all.size() == 2U);
    BOOST_TEST(all[0]["error"].get<std::string>().find("target.lock")
               != std::string::npos);
    BOOST_TEST(all[1]["locked"] == false);
}

BOOST_AUTO_TEST_CASE(holder_that_died_is_told_of_a_free_lock,
                     *boost::unit_test::precondition(test::deaths_are_proved))
{
    auto const holder = hold({"--note", "nightly", target});
    holder->send(SIGKILL);
    holder->wait();
    BOOST_TEST(run({"status", target}) == exited(0));
    BOOST_TEST(says("\": free, but its last exclusive holder died holding it: pid "
                    + std::to_string(holder->pid())));
    json const report = status_json({target})[0];
    BOOST_TEST(report["locked"] == false);
    BOOST_TEST(report["previous_owner"]["pid"] == holder->pid());
    BOOST_TEST(report["previous_owner"]["note"] == "nightly");
    BOOST_TEST(report["previous_owner"]["liveness"] == "dead");
}

BOOST_AUTO_TEST_CASE(record_of_a_dead_holder_is_not_told_of_a_lock_that_is_held)
{
    hold({target})->send(SIGKILL);
    auto const reader = hold({"-s", target}, "2");
    json const report = status_json({target})[0];
    BOOST_TEST(report["locked"] == true);
    BOOST_TEST(!report.contains("previous_owner"));
}

BOOST_AUTO_TEST_CASE(every_name_can_be_told_of)
{
    for (char const* name : {"two words", "two\nlines", "\xff\xfe", "\x1b[2J"})
    {
        BOOST_TEST(run({"status", at(name)}) == exited(0));
        BOOST_TEST(std::count(out.begin(), out.end(), '\n') == 1);
        BOOST_TEST(out.find('\x1b') == std::string::npos);
        BOOST_TEST(status_json({at(name)}).size() == 1U);
    }
}

BOOST_AUTO_TEST_SUITE_END()
