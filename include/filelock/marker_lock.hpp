// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_MARKER_LOCK_HPP_INCLUDED
#define FILELOCK_MARKER_LOCK_HPP_INCLUDED

#include <memory>
#include <vector>

#include <boost/filesystem/path.hpp>

#include <filelock/config.hpp>
#include <filelock/lock_base.hpp>
#include <filelock/options.hpp>

namespace filelock
{

/// What the soft locks have in common: `link_lock`, `mkdir_lock` and `create_lock`. A
/// soft lock is kept by a marker, a name in the file system that one atomic operation
/// makes, and by an entry for each reader in the directory `lock path + ".readers"`.
///
/// Use it where the system's own locks cannot be trusted or are not shared: on network
/// mounts without a working lock service, together with programs in other languages, in
/// scripts. It costs some ten to fifty times as much as a hard lock.
///
/// - Threads and processes: see lock_base. A writer that waits for readers to leave holds
///   the marker, so that no new ones come in.
/// - Crash: the marker and the entries of a killed process stay. They say who made
///   them, and with `stale_policy::dead_owner`, the default, whoever wants the lock
///   next removes them on proof that this process does not run any more: see probe().
///   Another host, another pid namespace or anything unreadable is no proof, and the
///   lock stays held, until break_lock(). A waiter notices the death at once (on
///   Linux).
/// - A marker that does not say who made it, such as a foreign program's, is held by an
///   unknown owner, until break_lock() or for `options::abandoned_after`.
/// - What is at the lock path and is no marker (a link, a FIFO, somebody's directory, a
///   file that begins like no program's marker) is taken for a holder that does not say
///   who it is. It is never followed or removed: break_lock(), and a wait with
///   `options::abandoned_after`, then fail.
/// - Fork: the child owns nothing and removes nothing of its parent's. Exec: the process
///   goes on, and so does what it holds; the new program does not know of it, and the
///   lock stays held until that ends.
/// - A relative path is meant from where the process is when the object is made. A
///   directory that is renamed while a lock in it is held takes the marker along: the
///   release then fails with errc::not_my_lock, and the marker stays.
/// - Whoever may remove files in the lock path's directory can break the lock. In a
///   directory that several accounts use they must be able to remove each other's files
///   (no sticky bit) to clear away each other's dead.
/// - break_lock() removes the marker and all readers' entries, whoever they belong to;
///   the holder's release then fails with errc::not_my_lock. A holder that is at that
///   moment between the steps of its own release may remove its successor's marker
///   (`link_lock`, `create_lock`); so may a breaker between its last look and the removal
///   if the owner itself releases then (`create_lock`).
/// - Timeouts are kept except for what a file operation itself takes on a slow disk or
///   network.
class FILELOCK_DECL marker_lock : public lock_base
{
public:
    marker_lock(marker_lock&&) noexcept = default;
    marker_lock& operator=(marker_lock&&) noexcept = default;

    /// Files that dead processes have left beside the lock and that hold nothing. They do
    /// no harm. Throws: lock_failed.
    std::vector<boost::filesystem::path> leftovers() const;
    std::vector<boost::filesystem::path> leftovers(error_code& ec) const;

    /// Removes them as far as they can be removed, and returns which those were.
    /// break_lock() does it, too, and so does whoever breaks a dead owner's lock. Throws:
    /// lock_failed.
    std::vector<boost::filesystem::path> remove_leftovers();
    std::vector<boost::filesystem::path> remove_leftovers(error_code& ec);

protected:
    ~marker_lock() = default;
    marker_lock(boost::filesystem::path const& target, options const& how_to,
                std::unique_ptr<scheme> how);
};

}  // namespace filelock

#endif
