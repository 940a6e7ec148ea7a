// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "sqlite/connection.hpp"

#include <chrono>
#include <cstdint>
#include <thread>
#include <utility>

#include <boost/filesystem/operations.hpp>
#include <boost/system/system_error.hpp>
#include <boost/throw_exception.hpp>

#include <SQLiteCpp/Column.h>
#include <sqlite3.h>

#include <filelock/sqlite_error.hpp>

#include "os/file_system.hpp"
#include "sqlite/schema.hpp"

namespace filelock
{
namespace sqlite
{

namespace
{

using boost::filesystem::path;
using std::chrono::microseconds;
using std::chrono::system_clock;

/// No text of ours comes near it; what a hostile file may make us read is bounded by it.
constexpr int longest_text = 65536;

constexpr char const* waiting = "waiting";

/// Lets go of a statement's place in the database, however its use ends.
class in_use
{
public:
    explicit in_use(SQLite::Statement& what) noexcept : what_(what) {}
    ~in_use() { what_.tryReset(); }
    in_use(in_use const&) = delete;
    in_use& operator=(in_use const&) = delete;

private:
    SQLite::Statement& what_;
};

std::int64_t to_column(std::uint64_t number) noexcept
{
    return static_cast<std::int64_t>(number);
}

std::uint64_t from_column(SQLite::Column const& number) noexcept
{
    return static_cast<std::uint64_t>(number.getInt64());
}

row row_of(SQLite::Statement const& found)
{
    int at = 0;
    auto const next = [&] { return found.getColumn(at++); };
    row result;
    owner& who = result.who;
    who.token = next().getString();
    std::string const mode = next().getString();
    if (mode != waiting)
    {
        who.mode = mode == to_string(lock_mode::shared) ? lock_mode::shared
                                                        : lock_mode::exclusive;
    }
    who.host = next().getString();
    who.pid = next().getInt64();
    who.thread = from_column(next());
    who.process_start = from_column(next());
    who.boot_id = next().getString();
    who.machine_id = next().getString();
    who.pid_namespace = from_column(next());
    who.time_namespace = from_column(next());
    who.since = system_clock::time_point(microseconds(next().getInt64()));
    who.note = next().getString();
    return result;
}

[[noreturn]] void refuse(sqlite_errc why)
{
    boost::throw_exception(boost::system::system_error(make_error_code(why)));
}

/// Killed in its making a database looks damaged to who looks without a lock; it is in
/// the making for a moment only.
ownership look_patiently(path const& file)
{
    constexpr int looks = 20;
    constexpr std::chrono::milliseconds interval{5};
    for (int i = 1;; ++i)
    {
        try
        {
            return look_inside(file);
        }
        catch (SQLite::Exception const&)
        {
            if (i == looks)
            {
                throw;
            }
            std::this_thread::sleep_for(interval);
        }
    }
}

void choose_journal(SQLite::Database& opened, path const& file)
{
    bool const has_log = opened.execAndGet("PRAGMA journal_mode").getString() == "wal";
    bool const is_remote = os::is_on_network(file);
    if (has_log && is_remote)
    {
        refuse(sqlite_errc::write_ahead_log_on_network);
    }
    if (!has_log && !is_remote)
    {
        // Needs the database alone for a moment. Whoever opens it next tries again, and
        // until then the journal serves as well, only slower; so does a read-only file.
        opened.tryExec("PRAGMA journal_mode = WAL");
    }
    // With the log a power failure costs at most the last transactions, whose makers are
    // dead then. A journal that is not synchronized may cost the database.
    opened.exec(is_remote ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
}

}  // namespace

std::unique_ptr<connection> connection::open(path const& file, bool may_create)
{
    boost::system::error_code unknown;
    if (boost::filesystem::hard_link_count(file, unknown) > 1 && !unknown)
    {
        refuse(sqlite_errc::several_names);
    }
    if (look_patiently(file) == ownership::nobody && !may_create)
    {
        return nullptr;
    }
    SQLite::Database opened(file.string(),
                            SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX
                                | SQLite::OPEN_PRIVATECACHE | SQLite::OPEN_NOFOLLOW);
    sqlite3_limit(opened.getHandle(), SQLITE_LIMIT_LENGTH, longest_text);
    // A connection is closed before each fork, where nobody wants to wait for the disk.
    sqlite3_db_config(opened.getHandle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    opened.exec("PRAGMA trusted_schema = OFF");
    if (check(opened) == ownership::nobody)
    {
        create_schema(opened);
    }
    choose_journal(opened, file);
    return std::unique_ptr<connection>(new connection(std::move(opened)));
}

connection::connection(SQLite::Database opened)
    : database_(std::move(opened))
    , select_(database_,
              "SELECT token, mode, host, pid, thread, process_start, boot_id, machine_id,"
              " pid_namespace, time_namespace, since, note"
              " FROM holder WHERE name = ?1 ORDER BY since, token")
    , insert_(database_,
              "INSERT OR REPLACE INTO holder (name, token, mode, host, pid, thread,"
              " process_start, boot_id, machine_id, pid_namespace, time_namespace, since,"
              " note) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)")
    , delete_(database_, "DELETE FROM holder WHERE name = ?1 AND token = ?2")
    , update_(database_, "UPDATE holder SET mode = ?3 WHERE name = ?1 AND token = ?2")
    , delete_all_(database_, "DELETE FROM holder WHERE name = ?1")
{
}

std::vector<row> connection::rows(std::string const& name)
{
    in_use const used(select_);
    select_.bind(1, name);
    std::vector<row> found;
    while (select_.executeStep())
    {
        found.push_back(row_of(select_));
    }
    return found;
}

void connection::put(std::string const& name, row const& what)
{
    in_use const used(insert_);
    owner const& who = what.who;
    auto const since = who.since.value_or(system_clock::time_point());
    int at = 0;
    auto const bind = [&](auto const& value) { insert_.bind(++at, value); };
    bind(name);
    bind(who.token);
    bind(std::string(what.waits() ? waiting : to_string(*who.mode)));
    bind(who.host);
    bind(who.pid);
    bind(to_column(who.thread));
    bind(to_column(who.process_start));
    bind(who.boot_id);
    bind(who.machine_id);
    bind(to_column(who.pid_namespace));
    bind(to_column(who.time_namespace));
    bind(std::int64_t(
        std::chrono::duration_cast<microseconds>(since.time_since_epoch()).count()));
    bind(who.note);
    insert_.exec();
}

bool connection::remove(std::string const& name, std::string const& token)
{
    in_use const used(delete_);
    delete_.bind(1, name);
    delete_.bind(2, token);
    return delete_.exec() != 0;
}

bool connection::set_mode(std::string const& name, std::string const& token,
                          lock_mode mode)
{
    in_use const used(update_);
    update_.bind(1, name);
    update_.bind(2, token);
    update_.bind(3, to_string(mode));
    return update_.exec() != 0;
}

std::vector<row> connection::remove_each(std::string const& name,
                                         std::vector<row> const& these)
{
    std::vector<row> removed;
    for (row const& each : these)
    {
        if (remove(name, each.who.token))
        {
            removed.push_back(each);
        }
    }
    return removed;
}

void connection::remove_all(std::string const& name)
{
    in_use const used(delete_all_);
    delete_all_.bind(1, name);
    delete_all_.exec();
}

void connection::make_room()
{
    database_.tryExec("PRAGMA wal_checkpoint(RESTART)");
}

}  // namespace sqlite
}  // namespace filelock
