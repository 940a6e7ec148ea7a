// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// What the command says of a lock in a database, and how it breaks one.

#define BOOST_TEST_MODULE sqlite_tool_test
#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>

#include <boost/algorithm/string/predicate.hpp>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Transaction.h>

#include "support/abilities.hpp"
#include "support/sqlite_kind.hpp"
#include "support/tool_fixture.hpp"

using boost::contains;
using namespace test;

namespace
{

/// A database in which there is a row, made of that of a lock which was held.
struct tool_and_database : tool_fixture
{
    void leave_row(std::string const& change)
    {
        filelock::sqlite_lock lock(target);
        lock.lock();
        // With a token that is another's the row outlives the release.
        change_in_sql(database, "UPDATE holder SET token = 'another', " + change);
        lock.unlock();
    }

    program_end run_locked(char const* mode)
    {
        return run({"run", mode, "-n", "--scheme", "sqlite", target, "--", "true"});
    }

    std::string const database = target + ".lock";
};

std::string const waiting_elsewhere = "mode = 'waiting', host = 'elsewhere', pid = 4242";
std::string const waiting_and_dead =
    "mode = 'waiting', process_start = process_start + 1";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sqlite_tool, tool_and_database)

BOOST_AUTO_TEST_CASE(writer_that_waits_is_shown_and_named_to_readers)
{
    leave_row(waiting_elsewhere);
    BOOST_TEST(run({"status", target}) == exited(0));
    BOOST_TEST(contains(out, ": free\n"));
    BOOST_TEST(contains(out, "waited for by pid 4242 on elsewhere"));
    BOOST_TEST(run({"status", "--json", target}) == exited(0));
    BOOST_TEST(contains(out, "\"waiting\": ["));
    BOOST_TEST(run_locked("-s") == exited(1));
    BOOST_TEST(contains(err, "pid 4242 on elsewhere"));
}

BOOST_AUTO_TEST_CASE(break_removes_a_waiting_writer_on_proof_or_by_order_only,
                     *boost::unit_test::precondition(deaths_are_proved))
{
    leave_row(waiting_elsewhere);
    BOOST_TEST(run({"break", target}) == exited(1));
    BOOST_TEST(contains(err, "pid 4242 on elsewhere"));
    BOOST_TEST(contains(err, "keeps readers out"));
    BOOST_TEST(run({"break", "--force", target}) == exited(0));
    BOOST_TEST(run_locked("-s") == exited(0));
    leave_row(waiting_and_dead);
    BOOST_TEST(run({"break", target}) == exited(0));
    BOOST_TEST(ask_in_sql(database, "SELECT 1 FROM holder").empty());
}

BOOST_AUTO_TEST_CASE(database_that_others_keep_locked_is_told_of)
{
    BOOST_TEST(run_locked("-x") == exited(0));
    SQLite::Database other(database, SQLite::OPEN_READWRITE);
    std::optional<SQLite::Transaction> busy(std::in_place, other,
                                            SQLite::TransactionBehavior::IMMEDIATE);
    BOOST_TEST(run_locked("-x") == exited(1));
    BOOST_TEST(contains(err, "whole database locked"));
    BOOST_TEST(run({"status", target}) == exited(0));
    BOOST_TEST(contains(out, "whole database locked"));
    BOOST_TEST(run({"break", target}) == exited(69));
    BOOST_TEST(contains(err, "whole database locked"));
    BOOST_TEST(!contains(err, "dead"));
    busy.reset();
    BOOST_TEST(run({"break", target}) == exited(0));
}

BOOST_AUTO_TEST_SUITE_END()
