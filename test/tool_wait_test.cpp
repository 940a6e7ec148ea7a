// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// What `filelock run` shows while it waits.

#include <algorithm>

#include <signal.h>

#include <boost/algorithm/string/find.hpp>
#include <boost/test/unit_test.hpp>

#include "support/tool_fixture.hpp"
#include "support/watch.hpp"

using boost::algorithm::find_nth;
using namespace test;

namespace
{

bool contains(std::string const& text, std::string const& part)
{
    return text.find(part) != std::string::npos;
}

start_options on_terminal(unsigned short columns)
{
    start_options how;
    how.terminal_columns = columns;
    return how;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(tool_wait_display, tool_fixture)

BOOST_AUTO_TEST_CASE(wait_on_a_terminal_shows_the_holder)
{
    auto const holder = hold({"--note", "nightly", target});
    start_options const how = on_terminal(500);
    program waiter(tool({"run", target, "--", "true"}), how);
    eventually([&] { return contains(waiter.screen(), "nightly"); });
    std::string const line = visible_line(waiter.screen());
    BOOST_TEST(contains(line, "waiting for \"" + target + ".lock\" for "));
    BOOST_TEST(contains(line, " s: held by pid " + std::to_string(holder->pid())));
}

BOOST_AUTO_TEST_CASE(line_is_redrawn_on_itself_and_erased_in_the_end)
{
    auto const holder = hold({target});
    start_options const how = on_terminal(500);
    program waiter(tool({"run", target, "--", "true"}), how);
    eventually([&] { return !find_nth(waiter.screen(), "waiting for ", 1).empty(); });
    holder->send(SIGTERM);
    BOOST_TEST(waiter.wait() == exited(0));
    BOOST_TEST(!contains(waiter.screen(), "\n"));
    BOOST_TEST(visible_line(waiter.screen()) == "");
}

BOOST_AUTO_TEST_CASE(line_is_cut_to_the_width_of_the_terminal)
{
    auto const holder = hold({target});
    start_options const how = on_terminal(30);
    program waiter(tool({"run", target, "--", "true"}), how);
    eventually([&] { return contains(waiter.screen(), "waiting for "); });
    eventually([&] { return waiter.screen().back() == '\r'; });
    BOOST_TEST(visible_line(waiter.screen()).size() == 29U);
}

BOOST_AUTO_TEST_CASE(line_is_erased_before_a_timeout_is_told)
{
    auto const holder = hold({target});
    start_options const how = on_terminal(500);
    program waiter(tool({"run", "-w", "2", target, "--", "true"}), how);
    BOOST_TEST(waiter.wait() == exited(1));
    std::string const screen = waiter.screen();
    std::size_t const told = screen.find("filelock: lock ");
    BOOST_REQUIRE(told != std::string::npos);
    BOOST_TEST(contains(screen.substr(0, told), "waiting for "));
    BOOST_TEST(visible_line(screen.substr(0, told)) == "");
}

BOOST_AUTO_TEST_CASE(short_wait_shows_nothing)
{
    auto const holder = hold({target});
    start_options const how = on_terminal(80);
    program waiter(tool({"run", target, "--", "true"}), how);
    BOOST_TEST(stays([&] { return waiter.is_running(); }, location::here()));
    holder->send(SIGTERM);
    BOOST_TEST(waiter.wait() == exited(0));
    BOOST_TEST(waiter.screen() == "");
}

BOOST_AUTO_TEST_CASE(without_a_terminal_a_long_wait_is_silent)
{
    auto const holder = hold({target});
    BOOST_TEST(run({"run", "-w", "1.5", "-E", "7", target, "--", "true"}) == exited(7));
    BOOST_TEST(!contains(err, "waiting"));
}

BOOST_AUTO_TEST_CASE(verbose_tells_when_the_wait_begins_and_when_it_is_over)
{
    auto const holder = hold({target});
    start_options how;
    how.err = at("err");
    program waiter(tool({"run", "--verbose", target, "--", "true"}), how);
    std::string const lock = '"' + target + ".lock\"";
    std::string const begin = "filelock: waiting for " + lock + ", held by pid ";
    eventually([&] { return bytes_of(how.err).find(begin) == 0; });
    holder->send(SIGTERM);
    BOOST_TEST(waiter.wait() == exited(0));
    std::string const told = bytes_of(how.err);
    BOOST_TEST(contains(told, "filelock: got " + lock + " (exclusive) after "));
    BOOST_TEST(std::count(told.begin(), told.end(), '\n') == 2);
}

BOOST_AUTO_TEST_SUITE_END()
