// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// What `filelock run` keeps apart, and what its command finds.

#include <chrono>

#include <signal.h>

#include <boost/filesystem/operations.hpp>
#include <boost/test/unit_test.hpp>

#include "support/tool_fixture.hpp"
#include "support/watch.hpp"

using namespace test;

BOOST_FIXTURE_TEST_SUITE(tool_exclusion, tool_fixture)

BOOST_AUTO_TEST_CASE(exclusive_run_excludes_every_other)
{
    auto const holder = hold({target});
    for (char const* letter : {"-x", "-s", "-e", "--exclusive", "--shared"})
    {
        BOOST_TEST(run({"run", letter, "-n", target, "--", "touch", at("made")})
                   == exited(1));
    }
    BOOST_TEST(!exists("made"));
}

BOOST_AUTO_TEST_CASE(shared_runs_share_and_exclude_writers)
{
    auto const holder = hold({"-s", target});
    BOOST_TEST(run({"run", "-s", "-n", target, "--", "true"}) == exited(0));
    BOOST_TEST(run({"run", "--shared", "--nb", target, "--", "true"}) == exited(0));
    BOOST_TEST(run({"run", "-n", target, "--", "true"}) == exited(1));
}

BOOST_AUTO_TEST_CASE(conflict_code_is_used_for_conflicts_alone)
{
    BOOST_TEST(run({"run", "-n", "-E", "9", target, "--", "sh", "-c", "exit 4"})
               == exited(4));
    BOOST_TEST(run({"run", "-n", "-E", "9", at("no/x"), "--", "true"}) == exited(69));
    auto const holder = hold({target});
    BOOST_TEST(run({"run", "-n", "-E", "9", target, "--", "true"}) == exited(9));
    BOOST_TEST(run({"run", "-w0.01", "--conflict-exit-code=0", target, "--", "false"})
               == exited(0));
}

BOOST_AUTO_TEST_CASE(refusal_names_the_lock_and_its_holder)
{
    auto const holder = hold({"--note", "nightly", target});
    run({"run", "--nonblock", target, "--", "true"});
    BOOST_TEST(err.find("filelock: ") == 0U);
    BOOST_TEST(err.find(target + ".lock") != std::string::npos);
    BOOST_TEST(err.find("pid " + std::to_string(holder->pid())) != std::string::npos);
    BOOST_TEST(err.find("nightly") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(timeout_is_never_early)
{
    auto const holder = hold({target});
    for (char const* option : {"-w", "--wait", "--timeout"})
    {
        auto const start = std::chrono::steady_clock::now();
        BOOST_TEST(run({"run", option, "0.2", target, "--", "true"}) == exited(1));
        auto const waited = std::chrono::steady_clock::now() - start;
        BOOST_TEST((waited >= std::chrono::milliseconds(200)));
    }
}

BOOST_AUTO_TEST_CASE(waiting_run_starts_when_the_lock_is_free)
{
    for (words const& wait : {words{}, words{"-w", "60"}})
    {
        auto const holder = hold({target});
        words arguments = tool({"run"});
        arguments.insert(arguments.end(), wait.begin(), wait.end());
        arguments.insert(arguments.end(), {target, "--", "touch", at("made")});
        program waiter(arguments);
        BOOST_TEST(stays([&] { return waiter.is_running() && !exists("made"); },
                         location::here()));
        holder->send(SIGTERM);
        BOOST_TEST(waiter.wait() == exited(0));
        boost::filesystem::remove(at("made"));
        boost::filesystem::remove(at("holder"));
    }
}

BOOST_AUTO_TEST_CASE(lock_path_names_the_file_and_target_is_not_touched)
{
    auto const holder = hold({"--lock-path", at("elsewhere"), target});
    BOOST_TEST(exists("elsewhere"));
    BOOST_TEST(!exists("target.lock"));
    BOOST_TEST(run({"run", "-n", "--lock-path", at("elsewhere"), at("x"), "--", "true"})
               == exited(1));
    BOOST_TEST(run({"run", "-n", target, "--", "true"}) == exited(0));
    BOOST_TEST(!exists("target"));
}

BOOST_AUTO_TEST_CASE(lock_ends_with_the_command_though_its_background_child_lives)
{
    std::string const pid_file = at("background");
    BOOST_TEST(
        run({"run", target, "--", "sh", "-c", "sleep 600 & echo $! > \"$0\"", pid_file})
        == exited(0));
    pid_t const background = std::stoi(bytes_of(pid_file));
    BOOST_TEST(run({"run", "-n", target, "--", "true"}) == exited(0));
    BOOST_TEST(kill(background, SIGKILL) == 0);
}

BOOST_AUTO_TEST_CASE(target_may_be_any_name)
{
    for (char const* name :
         {"two words", "two\nlines", "\xff\xfe", "caf\xc3\xa9", "a.lock"})
    {
        auto const holder = hold({at(name)}, name);
        BOOST_TEST(exists(name + std::string(".lock")));
        BOOST_TEST(run({"run", "-n", at(name), "--", "true"}) == exited(1));
        BOOST_TEST(std::count(err.begin(), err.end(), '\n') == 1);
    }
}

BOOST_AUTO_TEST_CASE(killed_run_leaves_a_warning_for_the_next)
{
    hold({"--note", "first", target})->send(SIGKILL);
    BOOST_TEST(run({"run", target, "--", "true"}) == exited(0));
    BOOST_TEST(err.find("died holding it") != std::string::npos);
    BOOST_TEST(run({"run", target, "--", "true"}) == exited(0));
    BOOST_TEST(err == "");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(tool_command, tool_fixture)

namespace
{

// What a program prints when `filelock run` starts it, and when it is started without
// that.
void check_same_with_and_without(tool_fixture& fixture, words const& command,
                                 start_options how = {})
{
    how.out = fixture.at("without");
    program(command, how).wait();
    how.out = fixture.at("with");
    words arguments = {"run", fixture.target, "--"};
    arguments.insert(arguments.end(), command.begin(), command.end());
    program(fixture.tool(arguments), how).wait();
    BOOST_TEST(bytes_of(fixture.at("without")) != "");
    BOOST_TEST(bytes_of(fixture.at("with")) == bytes_of(fixture.at("without")));
}

}  // namespace

BOOST_AUTO_TEST_CASE(command_finds_no_descriptor_of_the_lock)
{
    check_same_with_and_without(*this, {"ls", "/proc/self/fd"});
}

BOOST_AUTO_TEST_CASE(command_finds_closed_what_was_closed)
{
    start_options how;
    how.closed = {0, 2};
    check_same_with_and_without(*this, {"ls", "/proc/self/fd"}, how);
}

BOOST_AUTO_TEST_CASE(command_starts_with_the_mask_and_dispositions_of_its_caller)
{
    check_same_with_and_without(
        *this, {"grep", "-E", "^(SigBlk|SigIgn|SigCgt|SigPnd):", "/proc/self/status"});
}

BOOST_AUTO_TEST_CASE(command_inherits_ignored_signals)
{
    start_options how;
    how.ignored = {SIGHUP, SIGCHLD, SIGINT};
    check_same_with_and_without(*this, {"grep", "SigIgn", "/proc/self/status"}, how);
}

BOOST_AUTO_TEST_CASE(status_is_found_though_the_caller_ignores_ended_children)
{
    start_options how;
    how.ignored = {SIGCHLD};
    BOOST_TEST(run({"run", target, "--", "sh", "-c", "exit 5"}, how) == exited(5));
}

BOOST_AUTO_TEST_CASE(options_of_the_command_are_its_own)
{
    BOOST_TEST(run({"run", target, "--", "echo", "-n", "--", "-s", "--help"})
               == exited(0));
    BOOST_TEST(out == "-- -s --help");
}

BOOST_AUTO_TEST_SUITE_END()
