// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// Signals to `filelock run`, and its own death.

#include <signal.h>

#include <boost/filesystem/operations.hpp>
#include <boost/test/unit_test.hpp>

#include "support/abilities.hpp"
#include "support/tool_fixture.hpp"
#include "support/watch.hpp"

using namespace test;

namespace
{

struct signal_fixture : tool_fixture
{
    // A command that writes a line for each signal it gets, until it gets TERM.
    words counting_command() const
    {
        return tool({"run", target, "--", "sh", "-c",
                     "trap 'echo HUP >> seen' HUP; trap 'echo INT >> seen' INT\n"
                     "trap 'echo QUIT >> seen' QUIT\n"
                     "trap 'echo TERM >> seen; exit 41' TERM\n"
                     "cd \"$0\"; echo $$ > pid; : > ready\n"
                     "while :; do sleep 1 & wait $!; done",
                     directory.name().string()});
    }

    void wait_until_ready() const
    {
        eventually([this] { return exists("ready"); });
    }

    bool sees(std::string const& lines) const
    {
        return becomes([&] { return bytes_of(at("seen")) == lines; }, ceiling);
    }

    pid_t command_pid() const { return std::stoi(bytes_of(at("pid"))); }

    // The letter of proc(5)'s stat; nothing if there is no such process any more.
    static std::string state_of(pid_t pid)
    {
        std::string const text = bytes_of("/proc/" + std::to_string(pid) + "/stat");
        return text.empty() ? "" : text.substr(text.rfind(')') + 2, 1);
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(tool_signals, signal_fixture)

BOOST_AUTO_TEST_CASE(each_signal_is_handed_on_once)
{
    program runner(counting_command());
    wait_until_ready();
    runner.send(SIGHUP);
    BOOST_TEST(sees("HUP\n"));
    runner.send(SIGINT);
    BOOST_TEST(sees("HUP\nINT\n"));
    runner.send(SIGQUIT);
    BOOST_TEST(sees("HUP\nINT\nQUIT\n"));
    runner.send(SIGTERM);
    BOOST_TEST(runner.wait() == exited(41));
    BOOST_TEST(bytes_of(at("seen")) == "HUP\nINT\nQUIT\nTERM\n");
}

BOOST_AUTO_TEST_CASE(command_killed_by_a_handed_on_signal_gives_128_plus_its_number)
{
    for (int const number : {SIGHUP, SIGINT, SIGTERM})
    {
        auto const holder = hold({target}, std::to_string(number));
        holder->send(number);
        BOOST_TEST(holder->wait() == exited(128 + number));
    }
}

BOOST_AUTO_TEST_CASE(key_of_the_terminal_reaches_the_command_once)
{
    start_options on_terminal;
    on_terminal.terminal_columns = 80;
    program runner(counting_command(), on_terminal);
    wait_until_ready();
    // Stopped, it cannot hand the signal on before the command has dealt with its own.
    runner.send(SIGSTOP);
    eventually([&] { return state_of(runner.pid()) == "T"; });
    runner.type("\x03");
    BOOST_TEST(sees("INT\n"));
    runner.send(SIGCONT);
    // INT is taken before TERM, so that what is seen of TERM would come after a second
    // INT.
    runner.send(SIGTERM);
    BOOST_TEST(runner.wait() == exited(41));
    BOOST_TEST(bytes_of(at("seen")) == "INT\nTERM\n");
}

BOOST_AUTO_TEST_CASE(hang_up_that_only_the_leader_of_the_session_gets_is_handed_on)
{
    start_options on_terminal;
    on_terminal.terminal_columns = 80;
    program runner(counting_command(), on_terminal);
    wait_until_ready();
    runner.close_terminal();
    BOOST_TEST(sees("HUP\n"));
}

BOOST_AUTO_TEST_CASE(stopped_command_has_not_ended)
{
    program runner(counting_command());
    wait_until_ready();
    pid_t const command = command_pid();
    BOOST_REQUIRE(kill(command, SIGSTOP) == 0);
    eventually([&] { return state_of(command) == "T"; });
    BOOST_TEST(stays([&] { return runner.is_running(); }, location::here()));
    BOOST_TEST(run({"run", "-n", target, "--", "true"}) == exited(1));
    BOOST_REQUIRE(kill(command, SIGCONT) == 0);
    BOOST_TEST(stays([&] { return runner.is_running(); }, location::here()));
    runner.send(SIGTERM);
    BOOST_TEST(runner.wait() == exited(41));
}

BOOST_AUTO_TEST_CASE(command_gets_term_when_run_is_killed,
                     *boost::unit_test::precondition(test::events_are_told))
{
    program runner(counting_command());
    wait_until_ready();
    runner.send(SIGKILL);
    BOOST_TEST(runner.wait() == died_of(SIGKILL));
    BOOST_TEST(sees("TERM\n"));
}

BOOST_AUTO_TEST_CASE(signal_while_waiting_is_died_of_and_leaves_nothing_behind)
{
    auto const holder = hold({target});
    std::string const record = bytes_of(target + ".lock");
    for (words const& wait : {words{"run"}, words{"run", "-w", "600"}})
    {
        for (int const number : {SIGHUP, SIGINT, SIGQUIT, SIGTERM})
        {
            words arguments = wait;
            arguments.insert(arguments.end(), {target, "--", "touch", at("made")});
            program waiter(tool(arguments));
            BOOST_TEST(stays([&] { return waiter.is_running(); }, location::here()));
            waiter.send(number);
            BOOST_TEST(waiter.wait() == died_of(number));
        }
    }
    BOOST_TEST(bytes_of(target + ".lock") == record);
    BOOST_TEST(run({"run", "-n", target, "--", "true"}) == exited(1));
    BOOST_TEST(!exists("made"));
}

BOOST_AUTO_TEST_CASE(ignored_signal_does_not_end_a_wait)
{
    auto const holder = hold({target});
    start_options like_nohup;
    like_nohup.ignored = {SIGHUP};
    program waiter(tool({"run", target, "--", "true"}), like_nohup);
    BOOST_TEST(stays([&] { return waiter.is_running(); }, location::here()));
    waiter.send(SIGHUP);
    BOOST_TEST(stays([&] { return waiter.is_running(); }, location::here()));
    waiter.send(SIGTERM);
    BOOST_TEST(waiter.wait() == died_of(SIGTERM));
}

BOOST_AUTO_TEST_SUITE_END()
