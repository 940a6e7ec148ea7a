// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_SOFT_WAITING_LINE_HPP_INCLUDED
#define FILELOCK_SOFT_WAITING_LINE_HPP_INCLUDED

#include <chrono>
#include <list>
#include <map>
#include <mutex>

#include <boost/filesystem/path.hpp>

#include <filelock/scheme.hpp>

#include "os/watcher.hpp"
#include "parking.hpp"

namespace filelock
{
namespace soft
{

using boost::filesystem::path;

/// A thread's place among the threads of this process that wait for the same lock path.
/// Only the first of them looks at the disk; the others sleep until they are first.
///
/// Exported for the library's optional components.
class FILELOCK_DECL waiting_line
{
public:
    using time_point = std::chrono::steady_clock::time_point;

    explicit waiting_line(path const& lock_path);
    ~waiting_line();
    waiting_line(waiting_line const&) = delete;
    waiting_line& operator=(waiting_line const&) = delete;

    bool is_first() const;

    /// Sleeps until this one may have become the first, wake(), or the time.
    void sleep_until(time_point until) { bed_.park_until(until); }

    /// Sleeps as sleep_until() does, to the end of the limits or until a callable that
    /// may cancel must be asked.
    void sleep(wait_limits const& limits);

    /// While it lives, wake() wakes the watcher as well.
    class FILELOCK_DECL awake_through
    {
    public:
        awake_through(waiting_line& place, os::watcher& through);
        ~awake_through();
        awake_through(awake_through const&) = delete;
        awake_through& operator=(awake_through const&) = delete;

    private:
        waiting_line& place_;
    };

    /// From any thread.
    void wake();

    /// Wakes the first who waits for the path, if any: it has been released here.
    static void wake_first(path const& lock_path);

private:
    struct lines;
    static lines& all();

    path const lock_path_;
    lines& lines_;
    std::list<waiting_line*>::iterator self_;
    parking bed_;
    std::mutex watcher_mutex_;
    os::watcher* watcher_ = nullptr;
};

}  // namespace soft
}  // namespace filelock

#endif
