// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "sqlite/lookout.hpp"

#include <algorithm>

namespace filelock
{
namespace sqlite
{

namespace
{

constexpr std::chrono::microseconds first_nap{50};
constexpr std::chrono::microseconds longest_nap{400};
constexpr std::chrono::milliseconds time_for_naps{1};
constexpr std::chrono::milliseconds first_look{2};

/// What is announced too early may be overlooked in spite of the naps.
constexpr std::chrono::milliseconds longest_look{500};
constexpr std::chrono::microseconds first_settling{100};
constexpr std::chrono::milliseconds longest_settling{10};
constexpr int naps_after_a_change = 2;

boost::filesystem::path log_of(boost::filesystem::path file)
{
    return file += "-wal";
}

}  // namespace

lookout::lookout(soft::waiting_line& place, wait_limits const& limits)
    : place_(place)
    , end_(limits.until.is_finite() ? limits.until.point() : time_point::max())
    , naps_end_(std::chrono::steady_clock::now() + time_for_naps)
    , naps_(first_nap, longest_nap)
    , looks_(first_look, std::min(limits.poll_interval, longest_look))
    , longest_look_(std::min(limits.poll_interval, longest_look))
{
}

void lookout::nap(backoff& naps)
{
    place_.sleep_until(std::min(end_, std::chrono::steady_clock::now() + naps.next()));
}

void lookout::sleep(obstacle const& before)
{
    if (std::chrono::steady_clock::now() < naps_end_)
    {
        nap(naps_);
        return;
    }
    if (before.file.empty())
    {
        nap(looks_);  // Nobody tells when a database is to be had.
        return;
    }
    if (!settling_ || !last_ || !(*last_ == before))
    {
        settling_.emplace(first_settling, longest_settling);
        last_ = before;
    }
    if (naps_left_ > 0)
    {
        --naps_left_;
        nap(*settling_);
    }
    else if (!watched_ || !(*watched_ == before))
    {
        watch(before);
    }
    else if (watcher_->sleep_until(
                 std::min(end_, std::chrono::steady_clock::now() + looks_.next())))
    {
        watched_.reset();
        naps_left_ = naps_after_a_change;
    }
}

void lookout::watch(obstacle const& what)
{
    if (!watcher_)
    {
        watcher_.emplace();
        connection_.emplace(place_, *watcher_);
    }
    watcher_->unwatch();
    watcher_->watch_changes(what.file);
    watcher_->watch_changes(log_of(what.file));
    if (what.process != 0)
    {
        watcher_->watch_process(what.process);
    }
    watched_ = what;
    looks_ = backoff(first_look, longest_look_);
}

}  // namespace sqlite
}  // namespace filelock
