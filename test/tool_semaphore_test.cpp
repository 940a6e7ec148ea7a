// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// `filelock semaphore`, and what `filelock status` says of it.

#include <algorithm>
#include <memory>

#include <signal.h>

#include <boost/algorithm/string/join.hpp>
#include <boost/algorithm/string/predicate.hpp>
#include <boost/filesystem/operations.hpp>
#include <boost/test/unit_test.hpp>

#include "support/abilities.hpp"
#include "support/tool_fixture.hpp"
#include "support/watch.hpp"

using boost::contains;
using namespace test;

namespace
{

struct semaphore_fixture : tool_fixture
{
    /// `filelock semaphore` with these arguments.
    words semaphore(words const& options_and_target, words const& command) const
    {
        words all = {"semaphore"};
        all.insert(all.end(), options_and_target.begin(), options_and_target.end());
        all.emplace_back("--");
        all.insert(all.end(), command.begin(), command.end());
        return all;
    }

    /// One that is seen to have its slot until it is ended or gone.
    std::unique_ptr<program> hold_slot(words const& options_and_target,
                                       std::string const& mark)
    {
        words const command = {"sh", "-c", ": > \"$0\"; exec sleep 600", at(mark)};
        auto started =
            std::make_unique<program>(tool(semaphore(options_and_target, command)));
        eventually([&] { return exists(mark) || !started->is_running(); });
        BOOST_REQUIRE(exists(mark));
        return started;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(tool_semaphore, semaphore_fixture)

BOOST_AUTO_TEST_CASE(as_many_commands_run_as_there_are_slots)
{
    for (char const* scheme : {"hard", "link", "mkdir"})
    {
        words const how = {"-N", "2", "--scheme", scheme, at(scheme)};
        auto const first = hold_slot(how, scheme + std::string("1"));
        auto const second = hold_slot(how, scheme + std::string("2"));
        words busy = how;
        busy.insert(busy.begin(), "-n");
        BOOST_TEST(run(semaphore(busy, {"touch", at("made")})) == exited(1));
        second->send(SIGTERM);
        BOOST_TEST(second->wait() == exited(128 + SIGTERM));
        BOOST_TEST(run(semaphore(busy, {"true"})) == exited(0));
        BOOST_TEST(!exists("made"));
    }
}

BOOST_AUTO_TEST_CASE(wrong_command_lines_of_semaphore_exit_with_64_and_touch_nothing)
{
    std::vector<words> const wrong = {
        {target},
        {"-N", "0", target},
        {"-N", "-1", target},
        {"-N", "two", target},
        {"-N", "2.5", target},
        {"-N", "257", target},
        {"-N", "2"},
        {"-N", "2", target, target},
        {"-N", "2", "-s", target},
        {"-N", "2", "-n", "-w", "1", target},
        {"-N", "2", "-w", "soon", target},
        {"-N", "2", "-E", "256", target},
        {"-N", "2", "--scheme", "soft", target},
    };
    for (words const& arguments : wrong)
    {
        BOOST_TEST_CONTEXT(boost::algorithm::join(arguments, " "))
        {
            BOOST_TEST(run(semaphore(arguments, {"touch", at("made")})) == exited(64));
            BOOST_TEST(std::count(err.begin(), err.end(), '\n') == 2);
            BOOST_TEST(is_empty());
        }
    }
    BOOST_TEST(run({"semaphore", "-N", "2", target, "--"}) == exited(64));
    BOOST_TEST(run({"semaphore", "-N", "2", target}) == exited(64));
    BOOST_TEST(run({"semaphore", "--help"}) == exited(0));
    BOOST_TEST(contains(out, "filelock semaphore -N COUNT"));
}

BOOST_AUTO_TEST_CASE(refusal_of_a_slot_names_the_semaphore_and_the_holders)
{
    auto const holder = hold_slot({"-N1", "--note", "nightly", target}, "holder");
    BOOST_TEST(run(semaphore({"-N1", "-n", "-E9", target}, {"true"})) == exited(9));
    BOOST_TEST(contains(err, target + ".semaphore"));
    BOOST_TEST(contains(err, "pid " + std::to_string(holder->pid())));
    BOOST_TEST(contains(err, "nightly"));
    BOOST_TEST(run(semaphore({"-N1", "-w0.1", target}, {"true"})) == exited(1));
    BOOST_TEST(contains(err, "timed out after "));
}

BOOST_AUTO_TEST_CASE(another_count_gives_69_and_says_what_to_do)
{
    auto const holder = hold_slot({"-N", "2", target}, "holder");
    BOOST_TEST(run(semaphore({"-N", "3", target}, {"touch", at("made")})) == exited(69));
    BOOST_TEST(contains(err, "a count of 2, not 3"));
    BOOST_TEST(!exists("made"));
}

BOOST_AUTO_TEST_CASE(waiting_command_starts_when_a_slot_is_free)
{
    auto const first = hold_slot({"-N2", target}, "first");
    auto const second = hold_slot({"-N2", target}, "second");
    start_options how;
    how.err = at("err");
    program waiter(tool(semaphore({"-N2", "--verbose", target}, {"touch", at("made")})),
                   how);
    std::string const begin = "filelock: waiting for \"" + target
        + ".semaphore\", held "
          "by pid ";
    eventually([&] { return bytes_of(how.err).find(begin) == 0; });
    BOOST_TEST(!exists("made"));
    second->send(SIGKILL);
    BOOST_TEST(waiter.wait() == exited(0));
    std::string const told = bytes_of(how.err);
    BOOST_TEST(contains(told, ".semaphore\" (slot 2 of 2) after "));
    BOOST_TEST(std::count(told.begin(), told.end(), '\n') == 2);
}

BOOST_AUTO_TEST_CASE(wait_for_a_slot_is_shown_on_a_terminal)
{
    auto const holder = hold_slot({"-N1", target}, "holder");
    start_options how;
    how.terminal_columns = 500;
    program waiter(tool(semaphore({"-N1", target}, {"true"})), how);
    eventually([&] { return contains(waiter.screen(), "held by pid "); });
    BOOST_TEST(contains(visible_line(waiter.screen()),
                        "waiting for \"" + target + ".semaphore\" for "));
    holder->send(SIGTERM);
    BOOST_TEST(waiter.wait() == exited(0));
}

BOOST_AUTO_TEST_CASE(signal_while_waiting_for_a_slot_is_died_of)
{
    auto const holder = hold_slot({"-N1", target}, "holder");
    for (int const number : {SIGHUP, SIGINT, SIGTERM})
    {
        program waiter(tool(semaphore({"-N1", target}, {"touch", at("made")})));
        BOOST_TEST(stays([&] { return waiter.is_running(); }, location::here()));
        waiter.send(number);
        BOOST_TEST(waiter.wait() == died_of(number));
    }
    BOOST_TEST(!exists("made"));
}

BOOST_AUTO_TEST_CASE(status_of_the_command_in_a_slot_is_handed_on)
{
    BOOST_TEST(run(semaphore({"-N1", target}, {"sh", "-c", "exit 5"})) == exited(5));
    BOOST_TEST(run(semaphore({"-N1", target}, {"sh", "-c", "kill -9 $$"}))
               == exited(137));
    BOOST_TEST(run(semaphore({"-N1", target}, {"no-such-command"})) == exited(127));
    BOOST_TEST(run(semaphore({"-N1", at("no/x")}, {"true"})) == exited(69));
    BOOST_TEST(run(semaphore({"-N1", "-n", target}, {"true"})) == exited(0));
    BOOST_TEST(err == "");
}

BOOST_AUTO_TEST_CASE(semaphore_may_be_kept_elsewhere)
{
    auto const holder = hold_slot({"-N1", "--lock-path", at("elsewhere"), target}, "x");
    BOOST_TEST(bytes_of(at("elsewhere")) == "filelock semaphore of 1\n");
    BOOST_TEST(run(semaphore({"-N1", "-n", "--lock-path", at("elsewhere"), at("other")},
                             {"true"}))
               == exited(1));
    BOOST_TEST(run(semaphore({"-N1", "-n", target}, {"true"})) == exited(0));
}

BOOST_AUTO_TEST_CASE(status_tells_who_holds_the_slots)
{
    BOOST_TEST(run({"status", "--semaphore", target}) == exited(0));
    BOOST_TEST(contains(out, ": free"));
    BOOST_TEST(is_empty());
    auto const first = hold_slot({"-N3", "--note", "one", target}, "first");
    auto const second = hold_slot({"-N3", "--note", "two", target}, "second");
    BOOST_TEST(run({"status", "--semaphore", target}) == exited(0));
    BOOST_TEST(contains(out, "held by pid " + std::to_string(first->pid())));
    BOOST_TEST(contains(out, "held by pid " + std::to_string(second->pid())));
    BOOST_TEST(std::count(out.begin(), out.end(), '\n') == 2);
    BOOST_TEST(run({"status", "--semaphore", "--json", target}) == exited(0));
    BOOST_TEST(contains(out, "\"slots\": 3"));
    BOOST_TEST(contains(out, "\"note\": \"two\""));
}

BOOST_AUTO_TEST_CASE(status_tells_who_is_first_in_the_queue)
{
    for (std::string const ending : {".turn", ".queue"})
    {
        auto const stopped =
            hold({"--lock-path", target + ".semaphore" + ending, target});
        BOOST_TEST(run({"status", "--semaphore", target}) == exited(0));
        BOOST_TEST(contains(out, ": free\n"));
        BOOST_TEST(contains(out, "waited for by pid " + std::to_string(stopped->pid())));
        BOOST_TEST(run({"status", "--semaphore", "--json", target}) == exited(0));
        BOOST_TEST(contains(out, "\"waiting\": ["));
        BOOST_TEST(run(semaphore({"-N1", "-w0.05", target}, {"true"})) == exited(1));
        BOOST_TEST(contains(err, "pid " + std::to_string(stopped->pid())));
        stopped->send(SIGTERM);
        stopped->wait();
        boost::filesystem::remove(at("holder"));
    }
}

BOOST_AUTO_TEST_CASE(status_tells_of_a_place_in_the_queue_that_names_nobody)
{
    boost::filesystem::create_directory(target + ".semaphore.queue");
    BOOST_TEST(run({"status", "--semaphore", target}) == exited(0));
    BOOST_TEST(contains(out, "waited for by an unknown owner"));
}

BOOST_AUTO_TEST_CASE(status_names_what_dead_processes_have_left_of_the_queue,
                     *boost::unit_test::precondition(deaths_are_proved))
{
    for (std::string const ending : {".turn", ".queue"})
    {
        auto const dead = hold(
            {"--scheme", "link", "--lock-path", target + ".semaphore" + ending, target});
        dead->send(SIGKILL);
        dead->wait();
        boost::filesystem::remove(at("holder"));
        boost::filesystem::remove(target + ".semaphore" + ending);
        BOOST_TEST(run({"status", "--semaphore", target}) == exited(0));
        BOOST_TEST(
            contains(out, "left by a dead process: \"" + target + ".semaphore" + ending));
    }
}

BOOST_AUTO_TEST_CASE(file_that_holds_no_count_is_told_of_and_left_alone)
{
    write_bytes(target + ".semaphore", "damaged\n");
    BOOST_TEST(run({"status", "--semaphore", target}) == exited(69));
    BOOST_TEST(contains(err, "semaphore's count"));
    BOOST_TEST(run(semaphore({"-N1", target}, {"true"})) == exited(69));
    BOOST_TEST(contains(err, "semaphore's count"));
    BOOST_TEST(!contains(err, "record"));
}

/// That of a semaphore, too, is somebody's data to a lock.
BOOST_AUTO_TEST_CASE(count_is_not_broken_as_a_lock)
{
    BOOST_TEST(run(semaphore({"-N1", target}, {"true"})) == exited(0));
    BOOST_TEST(run({"break", "--force", "--lock-path", target + ".semaphore", target})
               == exited(69));
    BOOST_TEST(bytes_of(target + ".semaphore") == "filelock semaphore of 1\n");
}

BOOST_AUTO_TEST_SUITE_END()
