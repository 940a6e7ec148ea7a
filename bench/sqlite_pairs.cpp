// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include <string>
#include <vector>

#include <SQLiteCpp/Database.h>

#include <filelock/sqlite_lock.hpp>

#include "turns.hpp"

/// What a lock that is kept in a database costs beside the transactions it consists of.

namespace bench
{

namespace
{

constexpr int sqlite_pairs_a_round = 50;
constexpr int sqlite_rounds = 200;

}  // namespace

section measure_sqlite_pairs(settings const& how)
{
    SQLite::Database bare((how.directory / "bare.db").string(),
                          SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    bare.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
              "CREATE TABLE t (name TEXT PRIMARY KEY) WITHOUT ROWID");
    filelock::sqlite_lock lock(how.directory / "sqlite");
    auto const way = [](char const* name, auto pair)
    { return make_way(name, pair, sqlite_pairs_a_round); };
    std::vector<pair_way> ways = {
        way("bare insert and delete, a transaction each",
            [&]
            {
                bare.exec("BEGIN IMMEDIATE; INSERT INTO t VALUES ('x'); COMMIT");
                bare.exec("BEGIN IMMEDIATE; DELETE FROM t; COMMIT");
            }),
        way("bare BEGIN IMMEDIATE and COMMIT, with nothing between",
            [&] { bare.exec("BEGIN IMMEDIATE; COMMIT"); }),
        way("sqlite_lock, exclusive",
            [&]
            {
                lock.lock();
                lock.unlock();
            }),
        way("sqlite_lock, shared",
            [&]
            {
                lock.lock_shared();
                lock.unlock_shared();
            })};
    take_turns(ways, how.rounds(sqlite_rounds));
    section result{"A pair of a lock in a database that nobody contends for", "ns",
                   rows_of(ways)};
    result.missing.push_back(
        "Python's filelock: Debian 12 has 3.9, which cannot lock in a database");
    return result;
}

}  // namespace bench
