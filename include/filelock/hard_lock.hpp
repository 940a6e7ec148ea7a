// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_HARD_LOCK_HPP_INCLUDED
#define FILELOCK_HARD_LOCK_HPP_INCLUDED

#include <optional>

#include <boost/filesystem/path.hpp>

#include <filelock/config.hpp>
#include <filelock/lock_base.hpp>
#include <filelock/options.hpp>
#include <filelock/owner.hpp>

namespace filelock
{

/// A lock that the system keeps on a side file, taken with
/// `boost::interprocess::file_lock`.
///
/// It excludes, and is excluded by, every program that takes a POSIX record lock on the
/// same file, plain Boost among them. What Boost's type lacks is added: threads and
/// objects of one process exclude each other, however they spell the path; closing one
/// object never drops the lock of another; the file is created when it is missing; a
/// timed wait sleeps.
///
/// - Threads and processes: see lock_base. Threads that queue in one process pass an
///   exclusive lock among themselves for up to a millisecond before other processes get
///   their turn; readers of one process share one lock of the system's.
/// - Fork: the child owns nothing. Exec: the new program holds no lock, also when it
///   replaces the process that held one. A program started without fork handlers being
///   run (posix_spawn, vfork) inherits a descriptor of the lock file that Boost opens; it
///   does no harm to the lock.
/// - Crash: the system frees the lock at once. With `options::record_owner` the next
///   holder is told, see previous_owner_died().
/// - The lock file is created with `options::file_permissions` and never removed: removal
///   would let two processes lock two files of the same name. It is looked up at the
///   first acquire, from where the process was when the object was made; a file that
///   replaces it later is not noticed by objects that have used it. Its content is the
///   library's: what others write into it while it is locked is lost.
/// - A link lock's marker in its place is refused with errc::other_scheme.
/// - What is at the lock path and is no regular file is refused with
///   errc::not_a_lock_file, and never followed, opened or removed. The file must be
///   writable, also to share it.
/// - Do not open and close the lock file by other means in a process that locks it: POSIX
///   drops all of a process's locks on a file when it closes any descriptor of it.
/// - Network file systems: as good as the mount's lock service. NFS with "nolock"
///   excludes only on one machine. A killed NFSv4 client's locks are freed after the
///   lease.
/// - Deadlock: the kernel's detection thinks in processes and is wrong about threads;
///   what it reports is not believed. Only a thread that would wait for itself is told
///   so; two processes that wait for each other's locks without a timeout wait for ever.
/// - owners() knows this process's threads, and of others what the system tells: all
///   holders by process on Linux, one elsewhere (and on file systems whose device numbers
///   differ between stat and /proc/locks, such as btrfs); with record_owner, everything.
/// - Windows: the lock is LockFileEx()'s, of the handle. A shared lock cannot become an
///   exclusive one: try_unlock_shared_and_lock() fails with errc::unsupported and leaves
///   it. owners() of other processes have no process id without record_owner, and to ask
///   takes the lock for an instant, in which another's try_lock() may fail.
/// - break_lock() cannot take a lock from a living process and reports errc::unsupported.
class FILELOCK_DECL hard_lock : public lock_base
{
public:
    /// A lock for `target`, kept in `how_to.lock_path`, or in `target` + ".lock". Touches
    /// no disk. Throws: std::bad_alloc.
    explicit hard_lock(boost::filesystem::path const& target, options const& how_to = {});

    hard_lock(hard_lock&&) noexcept = default;
    hard_lock& operator=(hard_lock&&) noexcept = default;

    /// Whether the last acquire of this object, with `options::record_owner`, found the
    /// record of an exclusive holder that never released: it was killed or crashed, and
    /// what the lock protects may be half-written. The twin of a robust mutex's
    /// EOWNERDEAD. A shared acquire tells it too, and leaves the record for the next; an
    /// exclusive one replaces it, so that a clean release ends the matter. Always false
    /// without record_owner.
    bool previous_owner_died() const noexcept;

    /// The same question without taking the lock: whose record lies in the file although
    /// nobody holds the lock. Nothing if there is none, or if somebody holds it. Makes no
    /// file, and asks the file also without record_owner. Throws: lock_failed.
    std::optional<owner> left_behind() const;
    std::optional<owner> left_behind(error_code& ec) const;
};

}  // namespace filelock

#endif
