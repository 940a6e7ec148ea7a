// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TOOL_LOCK_WATCH_HPP_INCLUDED
#define FILELOCK_TOOL_LOCK_WATCH_HPP_INCLUDED

#include <atomic>

#include "tool/awaited.hpp"

namespace filelock
{
namespace tool
{

/// As long as it lives, notes whether a lock is taken from a dead writer, and says, if it
/// is to be verbose, that a wait begins.
class lock_watch
{
public:
    /// `what` must live longer.
    lock_watch(awaited const& what, bool verbose);
    ~lock_watch();
    lock_watch(lock_watch const&) = delete;
    lock_watch& operator=(lock_watch const&) = delete;

    bool has_broken() const noexcept { return has_broken_; }

private:
    std::atomic<bool> has_broken_{false};
    std::atomic<bool> has_announced_{false};
};

}  // namespace tool
}  // namespace filelock

#endif
