// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_REPETITIONS_HPP_INCLUDED
#define FILELOCK_REPETITIONS_HPP_INCLUDED

#include <map>
#include <mutex>
#include <utility>
#include <vector>

#include <filelock/lock_mode.hpp>
#include <filelock/scheme.hpp>

#include "brief_mutex.hpp"

namespace filelock
{

/// Which threads have taken a recursive lock more than once through one lock object.
///
/// Any thread may use it at any time, for itself: a stack is touched by its own thread
/// only, and stays where it is while other threads' come and go.
class repetitions
{
public:
    /// How a thread has taken the lock, each time, in that order: at least twice. The
    /// scheme knows of one hold, which is exclusive if any of these is.
    using stack = std::vector<lock_mode>;

    /// The thread's; null if it has the lock once or not at all.
    stack* find(thread_id thread) noexcept
    {
        std::lock_guard<brief_mutex> const lock(mutex_);
        auto const found = stacks_.find(thread);
        return found != stacks_.end() ? &found->second : nullptr;
    }

    /// Who has the lock once, in the mode `first`, takes it for the second time.
    void begin(thread_id thread, lock_mode first, lock_mode second)
    {
        stack both{first, second};
        std::lock_guard<brief_mutex> const lock(mutex_);
        stacks_[thread] = std::move(both);
    }

    /// The thread has the lock once, or not at all.
    void end(thread_id thread) noexcept
    {
        std::lock_guard<brief_mutex> const lock(mutex_);
        stacks_.erase(thread);
    }

private:
    brief_mutex mutex_;
    std::map<thread_id, stack> stacks_;
};

}  // namespace filelock

#endif
