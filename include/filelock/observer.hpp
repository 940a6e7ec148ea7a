// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_OBSERVER_HPP_INCLUDED
#define FILELOCK_OBSERVER_HPP_INCLUDED

#include <functional>

#include <boost/filesystem/path.hpp>
#include <boost/system/error_code.hpp>

#include <filelock/config.hpp>
#include <filelock/lock_mode.hpp>

namespace filelock
{

/// Something that happened to a lock of this process.
struct event
{
    enum class kind
    {
        waiting,            ///< The lock is held by another, the caller begins to wait.
        acquired,           ///< The caller has it.
        released,           ///< The caller has given it back.
        timed_out,          ///< The caller gave up waiting.
        stale_lock_broken,  ///< A dead owner's lock was taken away from it.
        lock_lost,          ///< A lock held by this process was taken away from it.
        unlock_failed,  ///< unlock(), unlock_shared() or a destructor could not release.
        write_failed    ///< A locked_file's destructor has lost what was written to it.
    };

    kind what;
    boost::filesystem::path const& lock_path;
    char const* scheme;
    lock_mode mode;

    /// Why, for lock_lost, unlock_failed and write_failed.
    boost::system::error_code reason;
};

/// "waiting", "acquired" and so on.
FILELOCK_DECL char const* to_string(event::kind what) noexcept;

/// Called for every event, in the thread it happens in, with no mutex of the library
/// held. What it throws is swallowed. It may use locks, but is not told of what it does
/// with them.
using observer = std::function<void(event const&)>;

/// Makes `who` the process's one observer and returns the one before. An empty function
/// ends the observation. A call that another thread has under way may still end after the
/// return. A forked child keeps the observer. Thread safety: any thread at any time.
FILELOCK_DECL observer set_observer(observer who);

}  // namespace filelock

#endif
