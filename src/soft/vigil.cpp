// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "soft/vigil.hpp"

#include <algorithm>

namespace filelock
{
namespace soft
{

namespace
{

constexpr std::chrono::microseconds first_nap{20};
constexpr std::chrono::microseconds longest_nap{200};
constexpr std::chrono::milliseconds time_for_naps{1};
constexpr std::chrono::milliseconds first_look{4};

}  // namespace

vigil::vigil(waiting_line& place, path const& marker, path const& readers,
             std::chrono::milliseconds poll_interval)
    : place_(place)
    , marker_(marker)
    , readers_(readers)
    , naps_end_(std::chrono::steady_clock::now() + time_for_naps)
    , naps_(first_nap, longest_nap)
    , looks_(first_look, poll_interval)
{
}

void vigil::sleep(obstacle const& before, time_point until)
{
    auto const now = std::chrono::steady_clock::now();
    if (now < naps_end_)
    {
        place_.sleep_until(std::min(until, now + naps_.next()));
        return;
    }
    if (!watcher_)
    {
        watcher_.emplace();
        connection_.emplace(place_, *watcher_);
    }
    if (watched_ == before)
    {
        watcher_->sleep_until(std::min(until, now + looks_.next()));
        return;
    }
    watch(before);
}

void vigil::watch(obstacle const& what)
{
    watcher_->unwatch();
    what.is_readers ? watcher_->watch_entries(readers_)
                    : watcher_->watch_removal(marker_);
    for (std::int64_t const process : what.processes)
    {
        watcher_->watch_process(process);
    }
    watched_ = what;
}

}  // namespace soft
}  // namespace filelock
