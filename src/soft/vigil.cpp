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

constexpr std::chrono::microseconds first_nap{50};
constexpr std::chrono::microseconds longest_nap{400};
constexpr std::chrono::milliseconds time_for_naps{1};
constexpr std::chrono::milliseconds first_look{10};
constexpr std::chrono::milliseconds look_if_announced{500};
constexpr int most_glances = 16;

}  // namespace

vigil::vigil(waiting_line& place, path const& marker, path const& readers,
             wait_limits const& limits, bool may_skip)
    : place_(place)
    , marker_(marker)
    , readers_(readers)
    , end_(limits.until.is_finite() ? limits.until.point() : time_point::max())
    , may_skip_(may_skip)
    , naps_end_(std::chrono::steady_clock::now() + time_for_naps)
    , naps_(first_nap, longest_nap)
    , poll_interval_(limits.poll_interval)
    , must_be_asked_(limits.cancel.must_be_asked())
    , looks_(first_look, poll_interval_)
{
}

path const& vigil::name_of(obstacle const& what) const noexcept
{
    return what.is_readers ? readers_ : marker_;
}

bool vigil::should_try(std::optional<obstacle> const& before)
{
    if (!is_due_ && before && ++glances_ < most_glances)
    {
        error_code unreadable;
        os::file_facts const now = os::examine(name_of(*before), unreadable);
        if (!unreadable && now == before->facts)
        {
            return false;
        }
    }
    glances_ = 0;
    is_due_ = !may_skip_;
    return true;
}

void vigil::sleep(obstacle const& before)
{
    auto const now = std::chrono::steady_clock::now();
    if (now < naps_end_)
    {
        place_.sleep_until(std::min(end_, now + naps_.next()));
        return;
    }
    if (!watcher_)
    {
        watcher_.emplace();
        connection_.emplace(place_, *watcher_);
    }
    bool const is_watched = watched_ && watched_->is_readers == before.is_readers
        && watched_->facts.id == before.facts.id
        && watched_->processes == before.processes;
    if (!is_watched)
    {
        watch(before);
    }
    else if (watcher_->sleep_until(std::min(end_, now + looks_.next())))
    {
        is_due_ = true;
        watched_.reset();
    }
}

void vigil::watch(obstacle const& what)
{
    watcher_->unwatch();
    bool const is_announced = what.is_readers ? watcher_->watch_entries(readers_)
                                              : watcher_->watch_removal(marker_);
    bool are_watched = true;
    for (std::int64_t const process : what.processes)
    {
        are_watched = watcher_->watch_process(process) && are_watched;
    }
    watched_ = what;
    is_due_ = true;
    may_skip_ = may_skip_ && are_watched;
    looks_ = backoff(first_look,
                     is_announced && may_skip_ && !must_be_asked_
                         ? std::max(poll_interval_, look_if_announced)
                         : poll_interval_);
}

}  // namespace soft
}  // namespace filelock
