// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_OPTIONS_HPP_INCLUDED
#define FILELOCK_OPTIONS_HPP_INCLUDED

#include <chrono>
#include <optional>
#include <string>

#include <boost/filesystem/file_status.hpp>
#include <boost/filesystem/path.hpp>

#include <filelock/cancellation.hpp>
#include <filelock/config.hpp>

namespace filelock
{

/// When a soft lock whose owner may have died is taken away from it. Hard locks need no
/// such policy: the system frees them.
enum class stale_policy
{
    never,      ///< Only break_lock() breaks a lock.
    dead_owner  ///< A waiter breaks it on proof of death, see probe().
};

/// How a lock is kept and waited for. Every member has a default that suits most
/// programs. A plain value; what a lock was given at its construction does not change
/// later.
struct options
{
    /// Where the lock is kept. Empty: beside the target, with ".lock" appended to its
    /// name.
    boost::filesystem::path lock_path;

    /// True: the thread that acquires is the owner, and only it may release. False: the
    /// object is the owner, and any thread of the process may release.
    bool threaded = true;

    /// Soft locks only.
    stale_policy stale = stale_policy::dead_owner;

    /// Soft locks only: a marker that does not say who owns it and has not changed for
    /// this long, on the waiter's own clock, is taken for abandoned. Unset: it never is.
    std::optional<std::chrono::nanoseconds> abandoned_after;

    /// The longest time between two looks where the system cannot wake a waiter.
    std::chrono::milliseconds poll_interval{50};

    /// The permissions of what is created, cut by the process's umask.
    boost::filesystem::perms file_permissions =
        static_cast<boost::filesystem::perms>(0666);

    /// Free text that others see when they ask who holds the lock. What does not fit into
    /// an owner record of 4,096 bytes is dropped.
    std::string note;

    /// Hard locks only: an exclusive holder writes who it is into the lock file, so that
    /// others can read it, and empties the file before it lets go. A record that is found
    /// at the next acquire tells that its holder died: hard_lock::previous_owner_died().
    /// A file that holds anything but such a record is never written to: the acquire
    /// fails with errc::malformed_record.
    bool record_owner = false;

    /// What makes a wait give up before its time.
    filelock::cancellation cancellation;
};

}  // namespace filelock

#endif
