// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// The commands that read, write and transform a file under its lock.

#define BOOST_TEST_MODULE tool_files

#include <algorithm>
#include <csignal>

#include <sys/stat.h>

#include <boost/filesystem/fstream.hpp>
#include <boost/filesystem/operations.hpp>
#include <boost/test/unit_test.hpp>

#include "support/tool_fixture.hpp"
#include "support/watch.hpp"

using namespace test;

namespace
{

namespace fs = boost::filesystem;

struct tool_files_fixture : tool_fixture
{
    tool_files_fixture() { write_bytes(target, "old\n"); }

    /// With that on standard input.
    program_end write(std::string const& bytes, words options = {})
    {
        write_bytes(at("input"), bytes);
        options.insert(options.begin(), "write");
        options.push_back(target);
        return run_in_shell(options, " < \"$0\"", at("input"));
    }

    program_end transform(std::string const& script, words options = {})
    {
        options.insert(options.begin(), "transform");
        options.insert(options.end(), {target, "--", "sh", "-c", script});
        return run(options);
    }

    program_end run_in_shell(words const& arguments, std::string const& redirections,
                             std::string const& file)
    {
        std::string const errors = at("errors");
        words command = {"sh", "-c",
                         "exec \"$@\" " + redirections + " 2> \"" + errors + '"', file};
        words const all = tool(arguments);
        command.insert(command.end(), all.begin(), all.end());
        program started(command);
        program_end const end = started.wait();
        err = bytes_of(errors);
        return end;
    }

    bool says(std::string const& text) const
    {
        return err.find(text) != std::string::npos;
    }

    bool has_private_file() const
    {
        auto const found = directory.entries();
        return std::any_of(found.begin(), found.end(),
                           [](std::string const& each)
                           { return each.find(".new") != each.npos; });
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(tool_files, tool_files_fixture)

BOOST_AUTO_TEST_CASE(cat_prints_every_byte)
{
    std::string bytes(100000, 'x');
    bytes[1] = '\0';
    write_bytes(target, bytes);
    BOOST_TEST(run({"cat", target}) == exited(0));
    BOOST_TEST((out == bytes));
    BOOST_TEST(err == "");
}

BOOST_AUTO_TEST_CASE(write_replaces_and_makes)
{
    std::string bytes(100000, 'x');
    bytes[1] = '\0';
    BOOST_TEST(write(bytes) == exited(0));
    BOOST_TEST((bytes_of(target) == bytes));
    fs::remove(target);
    BOOST_TEST(write("new") == exited(0));
    BOOST_TEST(bytes_of(target) == "new");
    BOOST_TEST(!has_private_file());
}

BOOST_AUTO_TEST_CASE(transform_pipes_the_file_through_the_command)
{
    BOOST_TEST(transform("tr a-z A-Z; echo more") == exited(0));
    BOOST_TEST(bytes_of(target) == "OLD\nmore\n");
    BOOST_TEST(out == "");
    fs::remove(target);
    BOOST_TEST(transform("wc -c") == exited(0));
    BOOST_TEST(bytes_of(target) == "0\n");
}

/// More than a pipe holds, on both sides, with a command that reads all before it writes,
/// one that writes before it reads, and one that reads nothing.
BOOST_AUTO_TEST_CASE(transform_does_not_hang_on_full_pipes)
{
    std::string const much(1000000, 'x');
    for (std::string const script :
         {"cat", "sort", "head -c 1000000 /dev/zero | tr '\\0' y; cat > /dev/null",
          "head -c 1000000 /dev/zero | tr '\\0' y"})
    {
        BOOST_TEST_CONTEXT(script)
        {
            write_bytes(target, much);
            BOOST_TEST(transform(script) == exited(0));
            BOOST_TEST(bytes_of(target).size() >= much.size());
        }
    }
}

BOOST_AUTO_TEST_CASE(command_that_fails_changes_nothing_and_its_status_is_handed_on)
{
    struct row
    {
        char const* script;
        int status;
    };
    for (row const& each : {row{"cat; exit 3", 3}, row{"echo half; kill -TERM $$", 143},
                            row{"cat; exec no-such-command", 127}})
    {
        BOOST_TEST(transform(each.script) == exited(each.status));
        BOOST_TEST(says("is as it was"));
        BOOST_TEST(bytes_of(target) == "old\n");
    }
    BOOST_TEST(run({"transform", target, "--", "no-such-command"}) == exited(127));
    BOOST_TEST(run({"transform", target, "--", directory.name().string()})
               == exited(126));
    BOOST_TEST(bytes_of(target) == "old\n");
    BOOST_TEST(!has_private_file());
    BOOST_TEST(run({"run", "-n", target, "--", "true"}) == exited(0));
}

BOOST_AUTO_TEST_CASE(background_processes_of_the_command_are_not_waited_for)
{
    BOOST_TEST(transform("echo new; sleep 600 & echo $! > '" + at("pid") + "'")
               == exited(0));
    BOOST_TEST(bytes_of(target) == "new\n");
    BOOST_TEST(kill(std::stoi(bytes_of(at("pid"))), SIGKILL) == 0);
}

BOOST_AUTO_TEST_CASE(reading_shares_and_writing_excludes)
{
    auto const reader = hold({"-s", target});
    BOOST_TEST(run({"cat", "-n", target}) == exited(0));
    BOOST_TEST(write("new", {"-n"}) == exited(1));
    BOOST_TEST(transform("cat", {"-w", "0.01"}) == exited(1));
    auto const writer =
        hold({"--lock-path", at("other"), "--note", "in the way", target}, "2");
    BOOST_TEST(run({"cat", "-n", "-E", "9", "--lock-path", at("other"), target})
               == exited(9));
    BOOST_TEST(says("in the way"));
    BOOST_TEST(bytes_of(target) == "old\n");
}

BOOST_AUTO_TEST_CASE(lock_is_held_while_the_command_runs)
{
    std::string const asked =
        tool({"run"}).front() + " run -n -s -E 7 '" + target + "' -- true; echo $?";
    BOOST_TEST(transform(asked) == exited(0));
    BOOST_TEST(bytes_of(target) == "7\n");
}

BOOST_AUTO_TEST_CASE(soft_locks_can_be_chosen)
{
    auto const holder = hold({"--scheme", "link", target});
    BOOST_TEST(run({"cat", "-n", "--scheme", "link", target}) == exited(1));
    BOOST_TEST(write("new", {"-n", "--scheme", "link"}) == exited(1));
    BOOST_TEST(transform("cat", {"-n", "--scheme", "link"}) == exited(1));
    holder->send(SIGTERM);
    holder->wait();
    BOOST_TEST(transform("cat; echo new", {"--scheme", "link"}) == exited(0));
    BOOST_TEST(bytes_of(target) == "old\nnew\n");
}

BOOST_AUTO_TEST_CASE(input_that_cannot_be_read_changes_nothing)
{
    BOOST_TEST(run_in_shell({"write", target}, "< \"$0\"", directory.name().string())
               == exited(69));
    BOOST_TEST(says("standard input"));
    start_options closed;
    closed.closed = {0};
    BOOST_TEST(run({"write", target}, closed) == exited(69));
    BOOST_TEST(bytes_of(target) == "old\n");
}

/// Else a slow one would keep everybody waiting.
BOOST_AUTO_TEST_CASE(lock_is_free_until_the_input_has_ended)
{
    mkfifo(at("fifo").c_str(), 0600);
    words const command = {
        "sh",   "-c",      "exec \"$0\" write \"$1\" < \"$2\"", tool({}).front(),
        target, at("fifo")};
    program writer(command);
    {
        fs::ofstream slow(at("fifo"));  // opens when the writer does
        slow << "new" << std::flush;
        BOOST_TEST(run({"run", "-n", target, "--", "true"}) == exited(0));
        BOOST_TEST(bytes_of(target) == "old\n");
    }
    BOOST_TEST(writer.wait() == exited(0));
    BOOST_TEST(bytes_of(target) == "new");
}

BOOST_AUTO_TEST_CASE(output_that_cannot_be_written_is_an_error)
{
    start_options full;
    full.out = "/dev/full";
    BOOST_TEST(run({"cat", target}, full) == exited(69));
    start_options closed;
    closed.closed = {1};
    BOOST_TEST(run({"cat", target}, closed) == exited(69));
    BOOST_TEST(run({"transform", target, "--", "tr", "a-z", "A-Z"}, closed) == exited(0));
    BOOST_TEST(bytes_of(target) == "OLD\n");
}

BOOST_AUTO_TEST_CASE(files_that_cannot_be_used_give_69_and_the_reason)
{
    BOOST_TEST(run({"cat", at("missing")}) == exited(69));
    BOOST_TEST(says("No such file"));
    fs::create_symlink(target, at("link"));
    for (words const& each : {words{"cat", at("link")}, words{"write", at("link")},
                              words{"transform", at("link"), "--", "cat"}})
    {
        BOOST_TEST(run(each) == exited(69));
        BOOST_TEST(says("name that file"));
    }
    BOOST_TEST(run({"transform", directory.name().string(), "--", "cat"}) == exited(69));
    BOOST_TEST(says("Is a directory"));
    BOOST_TEST(bytes_of(target) == "old\n");
}

BOOST_AUTO_TEST_CASE(signal_ends_the_command_and_changes_nothing)
{
    words const command = {"transform", target, "--",
                           "sh",        "-c",   "echo new; : > \"$0\"; exec sleep 600",
                           at("ready")};
    program running(tool(command));
    eventually([&] { return exists("ready"); });
    running.send(SIGTERM);
    BOOST_TEST(running.wait() == exited(128 + SIGTERM));
    BOOST_TEST(bytes_of(target) == "old\n");
    BOOST_TEST(run({"run", "-n", target, "--", "true"}) == exited(0));
}

BOOST_AUTO_TEST_CASE(change_of_who_has_broken_the_lock_is_not_overwritten)
{
    std::string const filelock = tool({}).front();
    std::string const script = "cat; '" + filelock + "' break --force --scheme link '"
        + target + "' >&2; '" + filelock + "' transform --scheme link '" + target
        + "' -- sh -c 'cat; echo B'; echo A";
    BOOST_TEST(transform(script, {"--scheme", "link"}) == exited(69));
    BOOST_TEST(says("taken it away; the file is as it was"));
    BOOST_TEST(bytes_of(target) == "old\nB\n");
}

BOOST_AUTO_TEST_CASE(lock_in_the_file_itself_is_refused_before_anything_is_touched)
{
    for (char const* scheme : {"hard", "link", "mkdir", "create"})
    {
        for (std::string const& name : {target, at("./target"), at("./missing")})
        {
            words const how = {"--scheme", scheme, "--lock-path", name, at("missing")};
            bool const is_missing = name != target && name != at("./target");
            words arguments = {"transform"};
            arguments.insert(arguments.end(), how.begin(), how.end());
            arguments.back() = is_missing ? at("missing") : target;
            arguments.insert(arguments.end(), {"--", "cat"});
            BOOST_TEST(run(arguments) == exited(69));
            BOOST_TEST(says("not to be kept in the file itself"));
            BOOST_TEST(!says("remove it"));
        }
    }
    BOOST_TEST(bytes_of(target) == "old\n");
    BOOST_TEST(directory.entries() == std::vector<std::string>{"target"});
}

BOOST_AUTO_TEST_CASE(signal_that_killed_the_command_is_named)
{
    BOOST_TEST(transform("kill -KILL $$") == exited(137));
    BOOST_TEST(says("was killed by signal 9; "));
}

BOOST_AUTO_TEST_CASE(file_whose_name_begins_with_a_dash_is_named_with_its_directory)
{
    words const script = {"sh", "-c",
                          "cd \"$0\" && echo old > -f && \"$1\" transform ./-f -- tr a-z "
                          "A-Z && \"$1\" cat ./-f",
                          directory.name().string(), tool({}).front()};
    program started(script);
    BOOST_TEST(started.wait() == exited(0));
    BOOST_TEST(bytes_of(at("-f")) == "OLD\n");
}

BOOST_AUTO_TEST_CASE(killed_writer_is_told_of_and_cleared_away)
{
    hold({target})->send(SIGKILL);
    std::string const left = at("target.01234567-89ab-cdef-0123-456789abcdef.new");
    write_bytes(left, "half");
    BOOST_TEST(transform("cat") == exited(0));
    BOOST_TEST(says("died holding it"));
    BOOST_TEST(!fs::exists(left));
}

BOOST_AUTO_TEST_CASE(wrong_command_lines_exit_with_64_and_touch_nothing)
{
    for (words const& each :
         {words{"cat"}, words{"cat", ""}, words{"cat", target, target}, words{"write"},
          words{"write", "-n", "-w", "1", target}, words{"transform", target},
          words{"transform", target, "--"}, words{"transform", "--", "cat"},
          words{"cat", "--scheme", "soft", target}, words{"write", "-s", target}})
    {
        BOOST_TEST(run(each) == exited(64));
        BOOST_TEST(says("--help"));
    }
    BOOST_TEST(directory.entries() == std::vector<std::string>{"target"});
}

BOOST_AUTO_TEST_CASE(help_goes_to_standard_output)
{
    for (char const* name : {"cat", "write", "transform"})
    {
        BOOST_TEST(run({name, "--help"}) == exited(0));
        BOOST_TEST(out.find(std::string("filelock ") + name) == 0U);
    }
}

BOOST_AUTO_TEST_SUITE_END()
