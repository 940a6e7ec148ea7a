// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "sqlite/schema.hpp"

#include <string>

#include <boost/filesystem/operations.hpp>
#include <boost/system/system_error.hpp>
#include <boost/throw_exception.hpp>

#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Transaction.h>
#include <sqlite3.h>

#include <filelock/sqlite_error.hpp>

namespace filelock
{
namespace sqlite
{

namespace
{

/// "FLok", where file(1) and others look whose a database is.
constexpr int application_id = 0x464c6f6b;
constexpr int schema_version = 1;

constexpr boost::uintmax_t smallest_page = 512;

/// Without a row id: all rows of a lock lie together, and an acquire writes one page.
constexpr char const* schema = R"sql(
CREATE TABLE holder (
    name TEXT NOT NULL,
    token TEXT NOT NULL,
    mode TEXT NOT NULL CHECK (mode IN ('shared', 'exclusive', 'waiting')),
    host TEXT NOT NULL,
    pid INTEGER NOT NULL,
    thread INTEGER NOT NULL,
    process_start INTEGER NOT NULL,
    boot_id TEXT NOT NULL,
    machine_id TEXT NOT NULL,
    pid_namespace INTEGER NOT NULL,
    time_namespace INTEGER NOT NULL,
    since INTEGER NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (name, token)
) WITHOUT ROWID;
CREATE VIEW lock AS
    SELECT name, mode, pid, host,
        strftime('%Y-%m-%dT%H:%M:%SZ', since / 1000000, 'unixepoch') AS since, note
    FROM holder
    ORDER BY name, holder.since;
)sql";

int pragma(SQLite::Database& from, char const* name)
{
    return from.execAndGet(std::string("PRAGMA ") + name).getInt();
}

void set_pragma(SQLite::Database& in, char const* name, int value)
{
    in.exec(std::string("PRAGMA ") + name + " = " + std::to_string(value));
}

/// The name of a file in a URI, see https://www.sqlite.org/uri.html.
std::string encoded(std::string const& name)
{
    constexpr char const* hex = "0123456789ABCDEF";
    constexpr char const* plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                  "0123456789-._~/";
    std::string result;
    for (char const c : name)
    {
        if (std::string(plain).find(c) != std::string::npos)
        {
            result += c;
            continue;
        }
        auto const byte = static_cast<unsigned char>(c);
        result += {'%', hex[byte >> 4], hex[byte & 15]};
    }
    return result;
}

}  // namespace

ownership look_inside(boost::filesystem::path const& file)
{
    // "Immutable" is what keeps SQLite from taking locks, from rolling back a journal and
    // from making files beside; a plain read-only connection would do the first two to
    // another program's database, too. To read the file without SQLite is out of the
    // question: the close would drop the locks of this process's other connections.
    SQLite::Database looked_at("file:" + encoded(file.string()) + "?immutable=1",
                               SQLite::OPEN_READONLY | SQLite::OPEN_URI
                                   | SQLite::OPEN_NOMUTEX | SQLite::OPEN_NOFOLLOW);
    ownership const result = check(looked_at);
    auto const size = boost::filesystem::file_size(file);
    if (result == ownership::nobody && size != 0 && size < smallest_page)
    {
        // SQLite takes a file of one byte for an empty one, and would write over it.
        throw SQLite::Exception(sqlite3_errstr(SQLITE_NOTADB), SQLITE_NOTADB);
    }
    return result;
}

ownership check(SQLite::Database& opened)
{
    int const owner = pragma(opened, "application_id");
    int const version = pragma(opened, "user_version");
    if (owner == application_id && version == schema_version)
    {
        return ownership::ours;
    }
    if (owner == application_id && version > schema_version)
    {
        boost::throw_exception(
            boost::system::system_error(make_error_code(sqlite_errc::newer_database)));
    }
    int const entries = opened.execAndGet("SELECT count(*) FROM sqlite_master").getInt();
    if (owner != 0 || version != 0 || entries != 0)
    {
        boost::throw_exception(
            boost::system::system_error(make_error_code(sqlite_errc::foreign_database)));
    }
    return ownership::nobody;
}

void create_schema(SQLite::Database& opened)
{
    // Killed in here we leave an empty database, or one with a journal that the next one
    // rolls back to an empty database.
    SQLite::Transaction making(opened, SQLite::TransactionBehavior::IMMEDIATE);
    if (check(opened) == ownership::nobody)
    {
        opened.exec(schema);
        set_pragma(opened, "application_id", application_id);
        set_pragma(opened, "user_version", schema_version);
    }
    making.commit();
}

}  // namespace sqlite
}  // namespace filelock
