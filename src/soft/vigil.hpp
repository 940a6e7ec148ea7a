// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_SOFT_VIGIL_HPP_INCLUDED
#define FILELOCK_SOFT_VIGIL_HPP_INCLUDED

#include <chrono>
#include <optional>

#include <boost/filesystem/path.hpp>

#include "backoff.hpp"
#include "os/watcher.hpp"
#include "soft/lock_state.hpp"
#include "soft/waiting_line.hpp"

namespace filelock
{
namespace soft
{

/// How the first in the line sleeps between two looks at the disk: at first in short
/// naps, then watching what stands in the way. A wait that ends within a millisecond
/// does not pay for the watching.
class vigil
{
public:
    using time_point = std::chrono::steady_clock::time_point;

    vigil(waiting_line& place, path const& marker, path const& readers,
          std::chrono::milliseconds poll_interval);

    /// Sleeps until the obstacle may have gone, until woken, or until the time. When it
    /// watches something new it does not sleep: what was in the way may have gone before
    /// the watch began, and another look is due.
    void sleep(obstacle const& before, time_point until);

private:
    void watch(obstacle const& what);

    waiting_line& place_;
    path const& marker_;
    path const& readers_;
    time_point const naps_end_;
    backoff naps_;
    backoff looks_;
    std::optional<os::watcher> watcher_;
    std::optional<waiting_line::awake_through> connection_;
    std::optional<obstacle> watched_;
};

}  // namespace soft
}  // namespace filelock

#endif
