// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "support/sqlite_kind.hpp"

#include <boost/filesystem/operations.hpp>

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include "support/watch.hpp"

namespace test
{

namespace
{

constexpr int patience = std::chrono::milliseconds(ceiling).count();

}  // namespace

bool sqlite_kind::is_free(boost::filesystem::path const& lock_file,
                          filelock::lock_mode mode)
{
    return !boost::filesystem::exists(lock_file)
        || ask_in_sql(lock_file,
                      mode == filelock::lock_mode::shared
                          ? "SELECT 1 FROM holder WHERE mode <> 'shared'"
                          : "SELECT 1 FROM holder WHERE mode <> 'waiting'")
               .empty();
}

std::vector<std::string> ask_in_sql(boost::filesystem::path const& database,
                                    std::string const& query)
{
    SQLite::Database const opened(database.string(), SQLite::OPEN_READONLY, patience);
    SQLite::Statement asked(opened, query);
    std::vector<std::string> found;
    while (asked.executeStep())
    {
        std::string columns;
        for (int i = 0; i < asked.getColumnCount(); ++i)
        {
            columns += (i == 0 ? "" : "|") + asked.getColumn(i).getString();
        }
        found.push_back(columns);
    }
    return found;
}

void change_in_sql(boost::filesystem::path const& database, std::string const& statements)
{
    SQLite::Database(database.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE,
                     patience)
        .exec(statements);
}

}  // namespace test
