// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_OWNER_HPP_INCLUDED
#define FILELOCK_OWNER_HPP_INCLUDED

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include <filelock/config.hpp>
#include <filelock/lock_mode.hpp>

namespace filelock
{

/// Who holds a lock: what is known of one holder.
///
/// A value type that promises nothing about completeness: the system may tell no more
/// than a process id, a foreign marker may tell nothing at all. What is not known is
/// empty, zero or `nullopt`; an owner of which nothing is known is "an unknown owner",
/// never "nobody".
struct owner
{
    /// The name of the machine as it calls itself.
    std::string host;

    /// The process id, as seen from the process that wrote it down.
    std::int64_t pid = 0;

    /// A number that this library gives to each thread, once and never again in the same
    /// process. It is not the system's thread id, which may be used again.
    std::uint64_t thread = 0;

    /// When the process was started, in the system's own unit since boot (Linux: clock
    /// ticks, field 22 of proc(5)'s stat). Only compared for equality.
    std::uint64_t process_start = 0;

    /// A text that differs from boot to boot (Linux: /proc/sys/kernel/random/boot_id).
    std::string boot_id;

    /// The machine's identity, which host names are not (Linux: /etc/machine-id).
    std::string machine_id;

    /// The inode of the process's pid namespace, without which its pid says nothing.
    std::uint64_t pid_namespace = 0;

    /// The inode of the process's time namespace, without which its start says nothing.
    std::uint64_t time_namespace = 0;

    /// Random, and different for each time a marker was made.
    std::string token;

    /// How the lock is held.
    std::optional<lock_mode> mode;

    /// Since when it has been held, by the file system's clock.
    std::optional<std::chrono::system_clock::time_point> since;

    /// What the holder wanted others to read: `options::note`.
    std::string note;
};

/// What can be proved about the process of an owner.
enum class liveness
{
    alive,   ///< The very process runs on this machine.
    dead,    ///< It is proved that it does not run any more.
    unknown  ///< Neither can be proved from here. Treat it as alive.
};

/// Says whether the process behind `who` still runs.
///
/// Returns: `dead` only on proof: the same machine (host name, and machine id where
/// known), the same pid and time namespaces, and then another boot, no process of that
/// id, one that started at another time, or one that has exited and merely waits to be
/// reaped. Another host, another namespace, or anything that cannot be read is `unknown`.
/// A process of another user exists, and is `alive`.
/// Throws: std::bad_alloc.
/// Thread safety: may be called from any thread at any time.
FILELOCK_DECL liveness probe(owner const& who);

/// The calling process and thread as an owner, without token, mode, since and note.
/// What the system does not tell stays empty. Throws: std::bad_alloc.
FILELOCK_DECL owner this_owner();

/// "alive", "dead" or "unknown".
FILELOCK_DECL char const* to_string(liveness verdict) noexcept;

/// A phrase for a message, such as `pid 4242 on host7 (exclusive, for 61 s, "nightly")`,
/// or `an unknown owner`. Control characters are replaced. Throws: std::bad_alloc.
FILELOCK_DECL std::string describe(owner const& who);

}  // namespace filelock

#endif
