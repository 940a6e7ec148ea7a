// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// The command on Windows: each of its commands with each kind of lock, and whatever is
// not as it is elsewhere. What it prints in which case is the other systems' to test.

#define BOOST_TEST_MODULE tool_windows_test
#include <boost/test/unit_test.hpp>

#include "support/pseudo_console.hpp"

#include <memory>
#include <string>

#include <boost/filesystem/operations.hpp>
#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <nlohmann/json.hpp>

#include "support/abilities.hpp"
#include "support/watch.hpp"
#include "support/windows_child_fixture.hpp"

using namespace test;
using nlohmann::json;

namespace
{

namespace fs = boost::filesystem;

auto const schemes = boost::unit_test::data::make({"hard", "link", "mkdir", "create"});
auto const soft_schemes = boost::unit_test::data::make({"link", "mkdir", "create"});

/// A create lock names the machine, and not which of Wine's.
bool proves_death(std::string const& scheme)
{
    return scheme != "create" || sees_every_process();
}

/// A `filelock run` whose command stays.
struct holder
{
    std::unique_ptr<started_program> run;
    DWORD command = 0;  ///< The command's process id.
};

struct tool_fixture : child_fixture
{
    words tool(words const& arguments) const
    {
        words all = {filelock::text_of(fs::absolute(argument("--tool")))};
        all.insert(all.end(), arguments.begin(), arguments.end());
        return all;
    }

    /// Returns its exit status; what it prints is then in `out`.
    int tell(words const& arguments, std::string const& input = "")
    {
        out = filter(tool(arguments), input);
        BOOST_TEST(ec == boost::system::error_code());
        return end.number;
    }

    /// Whether `filelock run` has the command, which ends at once, run.
    bool runs(words options, words const& patience = {"-n"})
    {
        options.insert(options.begin(), patience.begin(), patience.end());
        options.insert(options.begin(), "run");
        words const command = child({"exit", "0"});
        options.insert(options.end(), {target, "--"});
        options.insert(options.end(), command.begin(), command.end());
        int const status = tell(options);
        BOOST_TEST((status == 0 || status == 1));
        return status == 0;
    }

    holder hold(words arguments)
    {
        path const mark = directory / ("mark" + std::to_string(++holders_)).c_str();
        words const command = child({"stay", filelock::text_of(mark)});
        arguments.push_back("--");
        arguments.insert(arguments.end(), command.begin(), command.end());
        holder made{std::make_unique<started_program>(tool(arguments)), 0};
        eventually([&] { return fs::exists(mark); });
        made.command = static_cast<DWORD>(std::stoul(bytes_of(mark)));
        return made;
    }

    holder hold_lock(std::string const& scheme, std::string const& mode = "-x")
    {
        return hold({"run", "--scheme", scheme, mode, target});
    }

    json status(words options = {})
    {
        options.insert(options.begin(), {"status", "--json"});
        options.push_back(target);
        BOOST_TEST(tell(options) == 0);
        return json::parse(out).at(0);
    }

    std::string target = filelock::text_of(directory / "target");
    std::string out;

private:
    int holders_ = 0;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(tool_on_windows, tool_fixture)

BOOST_DATA_TEST_CASE_F(tool_fixture, writer_keeps_all_others_out, schemes, scheme)
{
    holder const writer = hold_lock(scheme);
    BOOST_TEST(!runs({"--scheme", scheme}));
    BOOST_TEST(!runs({"--scheme", scheme, "-s"}, {"-w", "0.05"}));
    BOOST_TEST(status()["scheme"] == scheme);
    BOOST_TEST(status()["locked"] == true);
    BOOST_TEST(status()["holders"].at(0)["mode"] == "exclusive");
    writer.run->kill();
    writer.run->wait();
    BOOST_TEST((!proves_death(scheme) || runs({"--scheme", scheme})));
}

BOOST_DATA_TEST_CASE_F(tool_fixture, readers_share, schemes, scheme)
{
    holder const reader = hold_lock(scheme, "-s");
    BOOST_TEST(runs({"--scheme", scheme, "-s"}));
    BOOST_TEST(!runs({"--scheme", scheme}));
    BOOST_TEST(status()["holders"].at(0)["mode"] == "shared");
}

BOOST_DATA_TEST_CASE_F(tool_fixture, lock_of_the_living_is_broken_by_force, soft_schemes,
                       scheme)
{
    holder const writer = hold_lock(scheme);
    BOOST_TEST(tell({"break", target}) == 1);
    BOOST_TEST(!runs({"--scheme", scheme}));
    BOOST_TEST(tell({"break", "--force", target}) == 0);
    BOOST_TEST(runs({"--scheme", scheme}));
}

BOOST_AUTO_TEST_CASE(holder_is_named_by_a_record)
{
    holder const writer = hold({"run", "--note", "caf\xc3\xa9", target});
    json const who = status()["holders"].at(0);
    BOOST_TEST(who["note"] == "caf\xc3\xa9");
    BOOST_TEST(who["liveness"] == "alive");
}

BOOST_AUTO_TEST_CASE(command_of_a_killed_run_does_not_go_on_without_the_lock)
{
    holder const writer = hold_lock("hard");
    filelock::os::owned_handle const command(
        OpenProcess(SYNCHRONIZE, FALSE, writer.command));
    writer.run->kill();
    BOOST_TEST(WaitForSingleObject(command.get(), 30'000) == WAIT_OBJECT_0);
    BOOST_TEST(runs({}));
}

BOOST_AUTO_TEST_CASE(status_of_the_command_is_that_of_run)
{
    for (unsigned const number : {0U, 7U, 256U, 0xC0000005U})
    {
        words arguments = {"run", target, "--"};
        words const command = child({"exit", std::to_string(number)});
        arguments.insert(arguments.end(), command.begin(), command.end());
        BOOST_TEST(tell(arguments) == static_cast<int>(number));
    }
    BOOST_TEST(tell({"run", target, "--", "no-such-program"}) == 127);
    BOOST_TEST(tell({"run", "--no-such-option", target, "--", "x"}) == 64);
    BOOST_TEST(tell({"run", target + "-missing\\x", "--", "x"}) == 69);
}

BOOST_AUTO_TEST_CASE(every_byte_of_a_file_is_handed_on)
{
    std::string const bytes("\r\n\n\x1a\0\xff\n", 7);
    BOOST_TEST(tell({"write", target}, bytes) == 0);
    BOOST_TEST((bytes_of(directory / "target") == bytes));
    BOOST_TEST(tell({"cat", target}) == 0);
    BOOST_TEST((out == bytes));
    words arguments = {"transform", target, "--"};
    words const copying = child({"copy"});
    arguments.insert(arguments.end(), copying.begin(), copying.end());
    BOOST_TEST(tell(arguments) == 0);
    BOOST_TEST((bytes_of(directory / "target") == bytes));
}

BOOST_AUTO_TEST_CASE(file_is_as_it_was_when_its_transformation_fails)
{
    write_bytes(directory / "target", "old");
    words arguments = {"transform", target, "--"};
    words const failing = child({"exit", "3"});
    arguments.insert(arguments.end(), failing.begin(), failing.end());
    BOOST_TEST(tell(arguments) == 3);
    BOOST_TEST(bytes_of(directory / "target") == "old");
    BOOST_TEST(directory.entries()
               == (std::vector<std::string>{"target", "target.lock"}));
}

BOOST_DATA_TEST_CASE_F(tool_fixture, semaphore_has_as_many_slots, schemes, scheme)
{
    words const two = {"semaphore", "-N", "2", "-n", "--scheme", scheme, target};
    words one_more = two;
    words const command = child({"exit", "0"});
    one_more.push_back("--");
    one_more.insert(one_more.end(), command.begin(), command.end());
    holder const first = hold(two);
    {
        holder const second = hold(two);
        BOOST_TEST(tell(one_more) == 1);
        BOOST_TEST(status({"--semaphore"})["holders"].size() == 2U);
        second.run->kill();
        second.run->wait();
    }
    BOOST_TEST((!proves_death(scheme) || tell(one_more) == 0));
}

BOOST_AUTO_TEST_CASE(names_of_all_languages_are_names)
{
    target = filelock::text_of(directory.name() / L"\u4f8b \u00e9");
    holder const writer = hold_lock("mkdir");
    BOOST_TEST(!runs({"--scheme", "mkdir"}));
    BOOST_TEST(status()["target"] == target);
    BOOST_TEST(fs::exists(directory.name() / L"\u4f8b \u00e9.lock"));
}

BOOST_AUTO_TEST_SUITE_END()
