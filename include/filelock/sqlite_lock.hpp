// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_SQLITE_LOCK_HPP_INCLUDED
#define FILELOCK_SQLITE_LOCK_HPP_INCLUDED

#include <cstddef>
#include <string>

#include <boost/filesystem/path.hpp>

#include <filelock/config.hpp>
#include <filelock/lock_base.hpp>
#include <filelock/options.hpp>
#include <filelock/sqlite_error.hpp>

namespace filelock
{

/// A lock that is kept by rows of an SQLite database: any number of named locks in one
/// file, which any program that speaks SQL can ask who holds what. Of the optional
/// component `sqlite`: link filelock::sqlite.
///
/// What makes it exclude is that an acquire looks and writes in one transaction of
/// SQLite's. A pair costs two transactions, some forty times a hard lock's; all locks of
/// a database share its one place for a writer, though only for that long.
///
/// - Threads and processes: see lock_base. A writer that waits for readers to leave says
///   so in a row of its own, and no new readers come in before it. owners() names it
///   after the holders, without a mode, unless it is proved to be dead.
/// - Crash: a transaction happens or does not. The rows of a killed process stay, say who
///   it was, and with `stale_policy::dead_owner`, the default, whoever wants the lock
///   next removes them on proof of its death: see probe(). Otherwise they stay until
///   break_lock(). A waiter notices the death at once (on Linux). The power may fail: the
///   database stays whole, the holders are dead.
/// - Waiting: SQLite tells nobody of a change. A waiter is woken by the system when the
///   database's file changes (on Linux), and looks once per `options::poll_interval`.
/// - A database that others keep locked is no held lock: an acquire waits for it as for
///   the lock, and one that does not wait says "already locked" after 50 ms. A release
///   waits for at most 5 s, and then fails with SQLITE_BUSY, and a query after 1 s.
///   owners() then has one entry, which has no pid and says so in its note.
/// - Fork: the child owns nothing. SQLite's connections must not be carried across a fork
///   (https://www.sqlite.org/howtocorrupt.html, 2.6): this library closes its own before
///   each, and both processes open new ones when they need them. That is no help to other
///   connections that the program itself may have to the same file: keep a database for
///   locks alone. Exec: as for marker_lock, the process goes on and so does what it
///   holds.
/// - Network file systems: a write-ahead log needs memory that all processes share, so
///   that on NFS, SMB and others that are known for it the database is kept with a
///   rollback journal instead. It is then as good as the mount's lock service. One in WAL
///   mode is refused there: sqlite_errc::write_ahead_log_on_network.
/// - What is at the lock path is looked at first without any change to it. A file that is
///   no database is refused with SQLITE_NOTADB, another program's database with
///   sqlite_errc::foreign_database, a link, directory, FIFO or device with
///   errc::not_a_lock_file. An empty file is taken for a database that is yet to be made.
/// - `lock path`, `lock path + "-wal"` and `+ "-shm"` stay when nobody uses them any
///   more. Remove them only together, and when no process has them open.
/// - A full disk may refuse a release as well as an acquire: it fails with a code that is
///   no_space_on_device, and the lock is still held.
/// - `options::abandoned_after` and `record_owner` mean nothing here: each row says whose
///   it is.
///
/// doc/sqlite_lock.adoc has the tables, which other programs may read.
class FILELOCK_SQLITE_DECL sqlite_lock : public lock_base
{
public:
    /// How many bytes a lock's name may have: with everything else that a row has it
    /// stays below the 64 KiB that are read from a database.
    static constexpr std::size_t longest_name() noexcept { return 60000; }

    /// The lock named `name` in the database at `how_to.lock_path`, or in `target` +
    /// ".lock". Locks of one database and different names have nothing to do with each
    /// other. The name is any bytes, empty, too. Touches no disk. Throws:
    /// std::invalid_argument for a name that is longer than longest_name();
    /// std::bad_alloc.
    sqlite_lock(boost::filesystem::path const& target, std::string const& name,
                options const& how_to = {});

    /// The lock of the empty name: as any other lock it depends on the lock path alone.
    explicit sqlite_lock(boost::filesystem::path const& target,
                         options const& how_to = {});

    sqlite_lock(sqlite_lock&&) noexcept = default;
    sqlite_lock& operator=(sqlite_lock&&) noexcept = default;
};

/// Makes any_lock and make_lock() know the scheme "sqlite", which is the lock of the
/// empty name. Calls after the first do nothing. Any thread may call it. Throws:
/// std::bad_alloc.
FILELOCK_SQLITE_DECL void register_sqlite_scheme();

}  // namespace filelock

#endif
