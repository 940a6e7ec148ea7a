// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_OS_WATCHER_HPP_INCLUDED
#define FILELOCK_OS_WATCHER_HPP_INCLUDED

/// Sleeping until a file, a directory or a process ends. Knows nothing about locks.

#include <chrono>
#include <cstdint>
#include <memory>

#include <boost/filesystem/path.hpp>

#include <filelock/config.hpp>

namespace filelock
{
namespace os
{

/// Where one thread sleeps until what it watches has changed, or another thread wakes it.
///
/// It notices what the system announces, which is nothing on some systems, and nothing of
/// what other machines do on a network file system: who sleeps here looks again from time
/// to time in any case. What happened between a watch_...() and the sleep ends the sleep
/// at once. All members but wake() are for the one thread that sleeps.
///
/// Exported for the library's optional components.
class FILELOCK_DECL watcher
{
public:
    using time_point = std::chrono::steady_clock::time_point;

    watcher();
    ~watcher();
    watcher(watcher const&) = delete;
    watcher& operator=(watcher const&) = delete;

    /// Forgets everything watched, and what has happened to it.
    void unwatch() noexcept;

    /// Watches what is at `name` until it is removed from there, or else changed. True:
    /// no removal goes unnoticed. False: it is not there, or cannot be watched, or it
    /// is on a file system that other machines may change.
    bool watch_removal(boost::filesystem::path const& name);

    /// Watches a directory until a name is removed from it, or the directory itself. As
    /// for the result see above.
    bool watch_entries(boost::filesystem::path const& directory);

    /// Watches a file until its content changes, or it is removed. As for the result see
    /// above.
    bool watch_changes(boost::filesystem::path const& file);

    /// Watches the process that has this id now until it ends. False: it cannot be
    /// watched, or has ended.
    bool watch_process(std::int64_t pid);

    /// Sleeps until something happens, never longer than to the time. May end early.
    /// True: something has happened, and what has is not watched any more.
    bool sleep_until(time_point until);

    /// Ends the sleep, or else the next one, at once. From any thread.
    void wake() noexcept;

private:
    struct state;
    std::unique_ptr<state> state_;
};

}  // namespace os
}  // namespace filelock

#endif
