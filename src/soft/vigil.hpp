// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_SOFT_VIGIL_HPP_INCLUDED
#define FILELOCK_SOFT_VIGIL_HPP_INCLUDED

#include <chrono>
#include <optional>

#include <boost/filesystem/path.hpp>

#include <filelock/scheme.hpp>

#include "backoff.hpp"
#include "os/watcher.hpp"
#include "soft/lock_state.hpp"
#include "soft/waiting_line.hpp"

namespace filelock
{
namespace soft
{

/// How the first in the line waits between its attempts: at first it naps, then it
/// watches what stands in the way. A wait that ends within a millisecond does not pay
/// for the watching.
///
/// An attempt costs twenty system calls, a glance one: whether what stood in the way is
/// still that very thing, unchanged. As long as its owner's process is watched as well,
/// or need not be, only every so many glances are followed by an attempt.
class vigil
{
public:
    using time_point = std::chrono::steady_clock::time_point;

    vigil(waiting_line& place, path const& marker, path const& readers,
          wait_limits const& limits, bool may_skip);

    /// Whether an attempt is worth its cost now; `before` is what the last one met.
    bool should_try(std::optional<obstacle> const& before);

    /// Sleeps until the obstacle may have gone, until woken, or until the limits' end.
    /// When it begins to watch something it does not sleep: what was in the way may
    /// have gone before the watch began, and an attempt is due.
    void sleep(obstacle const& before);

private:
    void watch(obstacle const& what);
    path const& name_of(obstacle const& what) const noexcept;

    waiting_line& place_;
    path const& marker_;
    path const& readers_;
    time_point const end_;
    bool may_skip_;
    time_point const naps_end_;
    backoff naps_;
    std::chrono::milliseconds const poll_interval_;
    bool const must_be_asked_;
    backoff looks_;
    std::optional<os::watcher> watcher_;
    std::optional<waiting_line::awake_through> connection_;
    std::optional<obstacle> watched_;
    bool is_due_ = true;
    int glances_ = 0;
};

}  // namespace soft
}  // namespace filelock

#endif
