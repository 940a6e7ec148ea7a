// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// The command and soft locks: --scheme, and `filelock break`.

#include <signal.h>
#include <sys/stat.h>

#include <array>
#include <string>

#include <boost/filesystem/operations.hpp>
#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include "support/abilities.hpp"
#include "support/tool_fixture.hpp"
#include "support/watch.hpp"

using namespace test;
using nlohmann::json;

namespace
{

std::array<std::string, 3> const soft_schemes = {"link", "mkdir", "create"};
auto const all_soft = boost::unit_test::data::make(soft_schemes);

struct soft_fixture : tool_fixture
{
    /// A killed `filelock run` that held the lock.
    pid_t leave_dead_holder(words const& options)
    {
        auto const holder = hold(options);
        holder->send(SIGKILL);
        holder->wait();
        boost::system::error_code ignored;
        boost::filesystem::remove(at("holder"), ignored);
        return holder->pid();
    }

    json status()
    {
        BOOST_TEST(run({"status", "--json", target}) == exited(0));
        return json::parse(out)[0];
    }

    bool errs(std::string const& part) const
    {
        return err.find(part) != std::string::npos;
    }

    bool says(std::string const& part) const
    {
        return out.find(part) != std::string::npos;
    }
};

std::string pid_text(pid_t pid)
{
    return "pid " + std::to_string(pid);
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(tool_soft, soft_fixture)

BOOST_DATA_TEST_CASE_F(soft_fixture, holder_is_in_the_way_and_named, all_soft, scheme)
{
    auto const holder = hold({"--scheme", scheme, target});
    BOOST_TEST(run({"run", "-n", "--scheme", scheme, target, "--", "true"}) == exited(1));
    BOOST_TEST(errs(pid_text(holder->pid())));
    BOOST_TEST(run({"run", "-s", "-w", "0.01", "--scheme", scheme, target, "--", "true"})
               == exited(1));
}

BOOST_DATA_TEST_CASE_F(soft_fixture, readers_share_and_leave_nothing, all_soft, scheme)
{
    BOOST_TEST(run({"run", "-s", "--scheme", scheme, target, "--", tool({})[0], "run",
                    "-s", "--scheme", scheme, "-n", target, "--", "true"})
               == exited(0));
    BOOST_TEST(is_empty());
}

BOOST_DATA_TEST_CASE_F(soft_fixture, status_finds_the_scheme_out, all_soft, scheme)
{
    auto const holder = hold({"--scheme", scheme, "--note", "nightly", target});
    json const report = status();
    BOOST_TEST(report["scheme"] == scheme);
    BOOST_TEST(report["locked"] == true);
    BOOST_REQUIRE(report["holders"].size() == 1U);
    BOOST_TEST(report["holders"][0]["pid"] == holder->pid());
    BOOST_TEST(report["holders"][0]["mode"] == "exclusive");
}

BOOST_AUTO_TEST_CASE(status_tells_a_reader_of_a_soft_lock,
                     *boost::unit_test::precondition(test::deaths_are_proved))
{
    auto const reader = hold({"-s", "--scheme", "mkdir", "--note", "nightly", target});
    json const report = status();
    BOOST_REQUIRE(report["holders"].size() == 1U);
    BOOST_TEST(report["holders"][0]["pid"] == reader->pid());
    BOOST_TEST(report["holders"][0]["mode"] == "shared");
    BOOST_TEST(report["holders"][0]["note"] == "nightly");
    BOOST_TEST(report["holders"][0]["liveness"] == "alive");
}

BOOST_AUTO_TEST_CASE(status_says_that_the_owner_is_dead,
                     *boost::unit_test::precondition(test::deaths_are_proved))
{
    pid_t const pid = leave_dead_holder({"--scheme", "link", target});
    BOOST_TEST(run({"status", target}) == exited(0));
    BOOST_TEST(says(pid_text(pid)));
    BOOST_TEST(says(", dead\n"));
}

BOOST_AUTO_TEST_CASE(dead_holder_is_warned_of_and_cleared_away,
                     *boost::unit_test::precondition(test::deaths_are_proved))
{
    for (std::string const scheme : {"link", "mkdir"})
    {
        leave_dead_holder({"--scheme", scheme, target});
        BOOST_TEST(run({"run", "-n", "--scheme", scheme, target, "--", "true"})
                   == exited(0));
        BOOST_TEST(errs("died holding it"));
        BOOST_TEST(is_empty());
        BOOST_TEST(run({"run", "-n", "--scheme", scheme, target, "--", "true"})
                   == exited(0));
        BOOST_TEST(err == "");
    }
}

BOOST_AUTO_TEST_CASE(unknown_scheme_is_a_usage_error_that_names_the_known)
{
    for (words const& command : {words{"run", "--scheme", "soft", target, "--", "true"},
                                 words{"status", "--scheme", "soft", target},
                                 words{"break", "--scheme", "soft", target}})
    {
        BOOST_TEST(run(command) == exited(64));
        BOOST_TEST(errs("hard, link, mkdir, create"));
    }
}

BOOST_AUTO_TEST_CASE(break_takes_a_dead_owner_s_lock,
                     *boost::unit_test::precondition(test::deaths_are_proved))
{
    for (std::string const scheme : {"link", "mkdir"})
    {
        pid_t const pid = leave_dead_holder({"--scheme", scheme, target});
        BOOST_TEST(run({"break", target}) == exited(0));
        BOOST_TEST(says("broke the lock of " + pid_text(pid)));
        BOOST_TEST(is_empty());
    }
}

BOOST_DATA_TEST_CASE_F(soft_fixture, break_leaves_a_living_owner_alone, all_soft, scheme)
{
    auto const holder = hold({"--scheme", scheme, target});
    BOOST_TEST(run({"break", target}) == exited(1));
    BOOST_TEST(errs(pid_text(holder->pid())));
    BOOST_TEST(errs("--force"));
    BOOST_TEST(out == "");
    BOOST_TEST(run({"run", "-n", "--scheme", scheme, target, "--", "true"}) == exited(1));
}

BOOST_DATA_TEST_CASE_F(soft_fixture, break_by_force_takes_it_all_the_same, all_soft,
                       scheme)
{
    auto const holder = hold({"--scheme", scheme, target});
    BOOST_TEST(run({"break", "--force", target}) == exited(0));
    BOOST_TEST(says(pid_text(holder->pid())));
    BOOST_TEST(run({"run", "-n", "--scheme", scheme, target, "--", "true"}) == exited(0));
}

BOOST_AUTO_TEST_CASE(break_by_force_takes_readers_locks)
{
    auto const reader = hold({"-s", "--scheme", "link", target});
    BOOST_TEST(run({"break", target}) == exited(1));
    BOOST_TEST(run({"break", "--force", target}) == exited(0));
    BOOST_TEST(run({"run", "-n", "--scheme", "link", target, "--", "true"}) == exited(0));
}

BOOST_AUTO_TEST_CASE(broken_holder_says_so_and_hands_on_the_command_s_status)
{
    start_options how;
    how.err = at("err");
    program holder(
        tool({"run", "--scheme", "link", target, "--", "sh", "-c",
              ": > \"$0\"; while test -e \"$0\"; do sleep 0.01; done; exit 7", at("go")}),
        how);
    eventually([&] { return exists("go"); });
    BOOST_TEST(run({"break", "--force", target}) == exited(0));
    boost::filesystem::remove(at("go"));
    BOOST_TEST(holder.wait() == exited(7));
    BOOST_TEST(bytes_of(at("err")).find("taken away") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(leftovers_are_shown_and_cleared,
                     *boost::unit_test::precondition(test::deaths_are_proved))
{
    auto const holder = hold({"--scheme", "link", target});
    program waiter(tool({"run", "--scheme", "link", target, "--", "true"}));
    eventually([&] { return directory.entries().size() == 4; });
    waiter.send(SIGKILL);
    waiter.wait();
    BOOST_REQUIRE(status()["leftovers"].size() == 1U);
    BOOST_TEST(run({"status", target}) == exited(0));
    BOOST_TEST(says("left by a dead process"));
    BOOST_TEST(run({"break", target}) == exited(1));
    BOOST_TEST(says("removed "));
    BOOST_TEST(!status().contains("leftovers"));
    BOOST_TEST(run({"run", "-n", "--scheme", "link", target, "--", "true"}) == exited(1));
}

BOOST_AUTO_TEST_CASE(break_of_nothing_does_nothing)
{
    BOOST_TEST(run({"break", target}) == exited(0));
    BOOST_TEST(run({"break", "--force", target}) == exited(0));
    BOOST_TEST(run({"break", "--scheme", "mkdir", target}) == exited(0));
    BOOST_TEST(out == "");
    BOOST_TEST(err == "");
    BOOST_TEST(is_empty());
}

BOOST_AUTO_TEST_CASE(hard_lock_is_not_broken)
{
    auto const holder = hold({target});
    for (words const& command :
         {words{"break", target}, words{"break", "--force", target}})
    {
        BOOST_TEST(run(command) == exited(69));
        BOOST_TEST(errs(pid_text(holder->pid())));
        BOOST_TEST(errs("end that process"));
    }
    BOOST_TEST(run({"run", "-n", target, "--", "true"}) == exited(1));
}

BOOST_AUTO_TEST_CASE(foreign_marker_takes_the_name_of_its_scheme_and_force)
{
    write_bytes(target + ".lock", "");
    BOOST_TEST(run({"break", target}) == exited(0));
    BOOST_TEST(says("--scheme"));
    BOOST_TEST(run({"break", "--scheme", "link", target}) == exited(1));
    BOOST_TEST(errs("--force"));
    BOOST_TEST(exists("target.lock"));
    BOOST_TEST(run({"break", "--force", "--scheme", "link", target}) == exited(0));
    BOOST_TEST(!exists("target.lock"));
}

BOOST_AUTO_TEST_CASE(foreign_marker_with_a_content_is_not_called_free)
{
    write_bytes(target + ".lock", "4242\n");
    BOOST_TEST(status()["locked"] == true);
    BOOST_TEST(run({"break", target}) == exited(1));
    BOOST_TEST(errs("--force"));
    BOOST_TEST(run({"break", "--force", target}) == exited(0));
    BOOST_TEST(!exists("target.lock"));
}

BOOST_AUTO_TEST_CASE(foreign_marker_with_two_names_is_not_called_free)
{
    write_bytes(at("private"), "");
    boost::filesystem::create_hard_link(at("private"), target + ".lock");
    BOOST_TEST(status()["locked"] == true);
}

BOOST_AUTO_TEST_CASE(foreign_reader_is_not_called_free)
{
    boost::filesystem::create_directory(target + ".lock.readers");
    write_bytes(target + ".lock.readers/foreign", "");
    BOOST_TEST(status()["locked"] == true);
}

BOOST_AUTO_TEST_CASE(link_lock_is_in_a_hard_lock_s_way)
{
    auto const holder = hold({"--scheme", "link", target});
    BOOST_TEST(run({"run", "-n", target, "--", "true"}) == exited(69));
    BOOST_TEST(errs("the same kind"));
    BOOST_TEST(status()["holders"][0]["pid"] == holder->pid());
}

BOOST_AUTO_TEST_CASE(empty_file_in_the_way_is_explained)
{
    run({"run", target, "--", "true"});
    BOOST_TEST(run({"run", "-n", "--scheme", "link", target, "--", "true"}) == exited(1));
    BOOST_TEST(errs("a hard lock leaves"));
}

BOOST_AUTO_TEST_CASE(what_is_no_marker_is_not_removed)
{
    mkfifo((target + ".lock").c_str(), 0666);
    BOOST_TEST(run({"break", "--force", "--scheme", "link", target}) == exited(69));
    BOOST_TEST(errs("target.lock"));
    BOOST_TEST(exists("target.lock"));
}

BOOST_AUTO_TEST_CASE(break_wants_one_target)
{
    BOOST_TEST(run({"break"}) == exited(64));
    BOOST_TEST(run({"break", ""}) == exited(64));
    BOOST_TEST(run({"break", target, at("other")}) == exited(64));
    BOOST_TEST(run({"break", "--lock-path", "", target}) == exited(64));
    BOOST_TEST(run({"break", "--help"}) == exited(0));
    BOOST_TEST(says("--force"));
}

BOOST_AUTO_TEST_SUITE_END()
