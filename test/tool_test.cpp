// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// The command as such: its options, its exit status, its output.

#define BOOST_TEST_MODULE tool

#include <algorithm>

#include <sys/stat.h>

#include <boost/algorithm/string/join.hpp>
#include <boost/test/unit_test.hpp>

#include "support/tool_fixture.hpp"

using namespace test;

BOOST_FIXTURE_TEST_SUITE(tool_usage, tool_fixture)

BOOST_AUTO_TEST_CASE(wrong_command_lines_exit_with_64_and_touch_nothing)
{
    std::string const made = at("made");
    std::vector<words> const wrong = {
        {},
        {"frob"},
        {"--frob"},
        {"run"},
        {"run", target},
        {"run", target, "--"},
        {"run", "--", "touch", made},
        {"run", "", "--", "touch", made},
        {"run", target, "touch", made},
        {"run", target, "sh", "-c", "touch " + made},
        {"run", target, target, "--", "touch", made},
        {"run", "-s", "-x", target, "--", "touch", made},
        {"run", "-se", target, "--", "touch", made},
        {"run", "--shared", "--exclusive", target, "--", "touch", made},
        {"run", "-n", "-w", "1", target, "--", "touch", made},
        {"run", "--nb", "--timeout=1", target, "--", "touch", made},
        {"run", "-w", "soon", target, "--", "touch", made},
        {"run", "-w", "", target, "--", "touch", made},
        {"run", "-w", "1s", target, "--", "touch", made},
        {"run", "-w", "-1", target, "--", "touch", made},
        {"run", "-w", "nan", target, "--", "touch", made},
        {"run", "-w", "inf", target, "--", "touch", made},
        {"run", "-w", "--", "touch", made},
        {"run", "-E", "256", target, "--", "touch", made},
        {"run", "-E", "-1", target, "--", "touch", made},
        {"run", "-E", "one", target, "--", "touch", made},
        {"run", "--scheme", "soft", target, "--", "touch", made},
        {"run", "--lock-path", "", target, "--", "touch", made},
        {"run", "--verb", target, "--", "touch", made},
        {"status"},
        {"status", ""},
        {"status", "--frob", target},
        {"status", "--lock-path", at("a"), target, target},
    };
    for (words const& arguments : wrong)
    {
        BOOST_TEST_CONTEXT("filelock " << boost::algorithm::join(arguments, " "))
        {
            BOOST_TEST(run(arguments) == exited(64));
            BOOST_TEST(out == "");
            BOOST_TEST(std::count(err.begin(), err.end(), '\n') == 2);
            BOOST_TEST(err.find("--help") != std::string::npos);
            BOOST_TEST(is_empty());
        }
    }
}

BOOST_AUTO_TEST_CASE(unknown_scheme_is_answered_with_the_known_ones)
{
    run({"run", "--scheme", "soft", target, "--", "true"});
    BOOST_TEST(err.find("there is no scheme \"soft\", only hard") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(help_and_version_go_to_standard_output)
{
    std::vector<words> const questions = {
        {"--help"},        {"-h"},           {"--version"},       {"run", "-h"},
        {"run", "--help"}, {"status", "-h"}, {"status", "--help"}};
    for (words const& question : questions)
    {
        BOOST_TEST(run(question) == exited(0));
        BOOST_TEST(out.find("filelock ") == 0U);
        BOOST_TEST(err == "");
    }
}

BOOST_AUTO_TEST_CASE(output_that_cannot_be_written_is_an_error)
{
    start_options full;
    full.out = "/dev/full";
    for (words const& asked :
         {words{"--help"}, words{"run", "-h"}, words{"status", target},
          words{"status", "--json", target}})
    {
        BOOST_TEST(run(asked, full) == exited(69));
        BOOST_TEST(err.find("No space left on device") != std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(closed_standard_output_is_an_error_for_who_writes_there)
{
    start_options closed;
    closed.closed = {1};
    BOOST_TEST(run({"status", target}, closed) == exited(69));
    BOOST_TEST(run({"run", target, "--", "true"}, closed) == exited(0));
}

BOOST_AUTO_TEST_CASE(messages_never_end_up_in_the_lock_file)
{
    start_options closed;
    closed.closed = {1, 2};
    run({"run", "--verbose", target, "--", "cp", target + ".lock", at("copy")}, closed);
    BOOST_TEST(bytes_of(at("copy")).find("filelock 1\n") == 0U);
    BOOST_TEST(bytes_of(at("copy")).find("filelock: ") == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(tool_exit_status, tool_fixture)

BOOST_AUTO_TEST_CASE(exit_status_is_that_of_the_command)
{
    struct row
    {
        char const* script;
        int status;
    };
    for (row const& each :
         {row{"exit 0", 0}, row{"exit 1", 1}, row{"exit 69", 69}, row{"exit 255", 255},
          row{"kill -TERM $$", 143}, row{"kill -KILL $$", 137}, row{"kill -INT $$", 130}})
    {
        BOOST_TEST_CONTEXT(each.script)
        {
            BOOST_TEST(run({"run", target, "--", "sh", "-c", each.script})
                       == exited(each.status));
            BOOST_TEST(err == "");
        }
    }
}

BOOST_AUTO_TEST_CASE(command_that_is_not_found_gives_127)
{
    BOOST_TEST(run({"run", target, "--", "no-such-command-anywhere"}) == exited(127));
    BOOST_TEST(err.find("\"no-such-command-anywhere\"") != std::string::npos);
    BOOST_TEST(run({"run", target, "--", at("nowhere")}) == exited(127));
    BOOST_TEST(run({"run", target, "--", ""}) == exited(127));
}

BOOST_AUTO_TEST_CASE(command_that_is_not_executable_gives_126)
{
    write_bytes(at("plain"), "true\n");
    BOOST_TEST(run({"run", target, "--", at("plain")}) == exited(126));
    BOOST_TEST(run({"run", target, "--", directory.name().string()}) == exited(126));
    BOOST_TEST(err.find("Permission denied") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(lock_is_free_again_after_a_command_that_could_not_start)
{
    run({"run", target, "--", "no-such-command-anywhere"});
    BOOST_TEST(run({"run", "-n", target, "--", "true"}) == exited(0));
}

BOOST_AUTO_TEST_CASE(lock_that_cannot_be_kept_gives_69_and_the_command_is_not_run)
{
    mkfifo((target + ".lock").c_str(), 0666);
    for (std::string const& where : {at("no/such/directory"), target})
    {
        BOOST_TEST(run({"run", where, "--", "touch", at("made")}) == exited(69));
        BOOST_TEST(err.find(where + ".lock") != std::string::npos);
        BOOST_TEST(!exists("made"));
    }
}

BOOST_AUTO_TEST_CASE(foreign_content_is_left_alone_and_the_user_told_what_to_do)
{
    write_bytes(target + ".lock", "precious\n");
    BOOST_TEST(run({"run", target, "--", "touch", at("made")}) == exited(69));
    BOOST_TEST(err.find("remove it") != std::string::npos);
    BOOST_TEST(err.find("--lock-path") != std::string::npos);
    BOOST_TEST(bytes_of(target + ".lock") == "precious\n");
    BOOST_TEST(!exists("made"));
}

BOOST_AUTO_TEST_SUITE_END()
