// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_PER_PROCESS_HPP_INCLUDED
#define FILELOCK_PER_PROCESS_HPP_INCLUDED

#include <atomic>

#include "fork_guard.hpp"

namespace filelock
{

/// A value of which each process has one of its own, made at its first use. A forked
/// child begins with a fresh one: the parent's may have been in the middle of a change,
/// its mutexes locked by threads that the child lacks. Never destroyed, for locks may
/// be static. For static storage only.
template <class Value>
class per_process
{
public:
    Value& get()
    {
        fork_guard::mind(seen_, [this] { latest_ = new generation{{}, latest_}; });
        // There is one: seen_ begins with what no process has.
        // NOLINTNEXTLINE(clang-analyzer-core.uninitialized.UndefReturn)
        return latest_->value;
    }

private:
    struct generation
    {
        Value value;
        generation* inherited;  // Keeps the parent's from looking like a leak.
    };

    std::atomic<unsigned> seen_{~0U};
    generation* latest_ = nullptr;
};

}  // namespace filelock

#endif
