// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// What a program finds on Windows that the command runs, and what comes back.

#include "support/pseudo_console.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <boost/filesystem/operations.hpp>
#include <boost/test/unit_test.hpp>

#include "os/windows_handle.hpp"
#include "support/watch.hpp"
#include "support/windows_child_fixture.hpp"

using namespace filelock;
using namespace test;
using boost::system::error_code;

BOOST_FIXTURE_TEST_SUITE(child_streams, child_fixture)

BOOST_AUTO_TEST_CASE(child_inherits_nothing_but_the_standard_streams)
{
    SECURITY_ATTRIBUTES inheritable = {sizeof inheritable, nullptr, TRUE};
    os::owned_handle const event(CreateEventW(&inheritable, TRUE, FALSE, nullptr));
    BOOST_REQUIRE(event);
    auto const number = std::to_string(reinterpret_cast<std::uintptr_t>(event.get()));
    BOOST_TEST(run(child({"has-handle", number})) == 1);
    BOOST_TEST(WaitForSingleObject(event.get(), 0) == static_cast<DWORD>(WAIT_TIMEOUT));
}

BOOST_AUTO_TEST_CASE(child_runs_though_the_standard_streams_are_closed)
{
    std::vector<std::pair<DWORD, HANDLE>> before;
    for (DWORD const each : {STD_INPUT_HANDLE, STD_OUTPUT_HANDLE, STD_ERROR_HANDLE})
    {
        before.emplace_back(each, GetStdHandle(each));
        SetStdHandle(each, before.size() == 2 ? nullptr : INVALID_HANDLE_VALUE);
    }
    int const status = run(child({"input-is-process"}));
    for (auto const& each : before)
    {
        SetStdHandle(each.first, each.second);
    }
    BOOST_TEST(status == 0);  // Else the value for "none" was taken for what it also is.
    BOOST_TEST(ec == error_code());
}

BOOST_AUTO_TEST_CASE(filter_hands_on_every_byte)
{
    std::string bytes;
    for (int i = 0; i != 1 << 20; ++i)
    {
        bytes += static_cast<char>(i % 251);
    }
    for (std::string const& each : {std::string("\r\n\n\x1a\0\xff\n", 7), bytes})
    {
        BOOST_TEST((filter(child({"copy"}), each) == each));
        BOOST_TEST(end.number == 0);
    }
}

BOOST_AUTO_TEST_CASE(filter_need_not_read_its_input)
{
    std::string const much(10'000'000, 'x');
    BOOST_TEST(filter(child({"exit", "7"}), much) == "");
    BOOST_TEST(end.number == 7);
}

BOOST_AUTO_TEST_CASE(filter_that_is_not_found_is_an_error)
{
    BOOST_TEST(filter({"no-such-program"}, "x") == "");
    BOOST_TEST(ec == boost::system::errc::no_such_file_or_directory);
}

BOOST_AUTO_TEST_SUITE_END()

namespace
{

namespace fs = boost::filesystem;

constexpr int status_of_interrupted_program = static_cast<int>(0xC000013A);

struct end_fixture : child_fixture
{
    /// The process that writes its id to that file.
    os::owned_handle staying() const
    {
        eventually([this] { return fs::exists(file); });
        auto const id = static_cast<DWORD>(std::stoul(bytes_of(file)));
        return os::owned_handle(OpenProcess(SYNCHRONIZE | PROCESS_TERMINATE, FALSE, id));
    }

    path const file = directory / "id";
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(child_ends, end_fixture)

BOOST_AUTO_TEST_CASE(whole_status_is_handed_on)
{
    for (unsigned const status : {0U, 1U, 255U, 256U, 259U, 0xC0000005U})
    {
        BOOST_TEST(run(child({"exit", std::to_string(status)}))
                   == static_cast<int>(status));
    }
}

BOOST_AUTO_TEST_CASE(to_die_of_a_request_looks_as_by_default)
{
    BOOST_TEST(run(child({"die"})) == status_of_interrupted_program);
}

BOOST_AUTO_TEST_CASE(background_process_is_not_waited_for_and_goes_on)
{
    BOOST_TEST(filter(child({"leave", text_of(file)}), std::string(1'000'000, 'x'))
               == "left");
    BOOST_TEST(end.number == 6);
    os::owned_handle const left = staying();
    BOOST_REQUIRE(left);
    BOOST_TEST(WaitForSingleObject(left.get(), 100) == static_cast<DWORD>(WAIT_TIMEOUT));
    TerminateProcess(left.get(), 0);
}

BOOST_AUTO_TEST_CASE(command_does_not_outlive_a_killed_run)
{
    started_program const runner(
        child({"run", text_of(program), "run", text_of(program), "stay", text_of(file)}));
    os::owned_handle const command = staying();
    BOOST_REQUIRE(command);
    runner.kill();
    BOOST_TEST(WaitForSingleObject(command.get(), 30'000) == WAIT_OBJECT_0);
}

BOOST_AUTO_TEST_CASE(interrupt_ends_a_wait)
{
    pseudo_console console;
    started_program const watcher(child({"watch", text_of(file)}), &console);
    BOOST_REQUIRE(staying());
    started_program const key(child({"interrupt"}), &console);
    BOOST_TEST(watcher.wait() == 40 + CTRL_C_EVENT);
}

BOOST_AUTO_TEST_CASE(interrupt_reaches_the_command_whose_end_is_waited_for)
{
    pseudo_console console;
    started_program const runner(child({"run", text_of(program), "watch", text_of(file)}),
                                 &console);
    BOOST_REQUIRE(staying());
    started_program const key(child({"interrupt"}), &console);
    BOOST_TEST(runner.wait() == 40 + CTRL_C_EVENT);
}

BOOST_AUTO_TEST_CASE(command_ends_at_once_by_an_interrupt_that_came_before_it)
{
    pseudo_console console;
    started_program const runner(
        child({"run-late", text_of(program), "stay", text_of(file)}), &console);
    BOOST_TEST(runner.wait() == status_of_interrupted_program);
    BOOST_TEST(!fs::exists(file));
}

BOOST_AUTO_TEST_CASE(console_shows_utf8_whatever_its_code_page_is)
{
    pseudo_console console;
    std::string const text = "\xc4\x89u \xe2\x82\xac?";
    started_program const printer(child({"show", text}), &console);
    eventually([&] { return console.screen().find(text) != std::string::npos; });
    BOOST_TEST(printer.wait() == 0);
}

BOOST_AUTO_TEST_SUITE_END()
