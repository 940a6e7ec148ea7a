// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "soft/waiting_line.hpp"

#include <algorithm>
#include <atomic>

#include "per_process.hpp"

namespace filelock
{
namespace soft
{

struct waiting_line::lines
{
    std::mutex mutex;
    std::map<path::string_type, std::list<waiting_line*>> by_path;
    std::atomic<int> waiting{0};
};

waiting_line::lines& waiting_line::all()
{
    static per_process<lines> one;
    return one.get();
}

waiting_line::waiting_line(path const& lock_path) : lock_path_(lock_path), lines_(all())
{
    std::lock_guard<std::mutex> const lock(lines_.mutex);
    auto& line = lines_.by_path[lock_path_.native()];
    self_ = line.insert(line.end(), this);
    ++lines_.waiting;
}

waiting_line::~waiting_line()
{
    std::lock_guard<std::mutex> const lock(lines_.mutex);
    --lines_.waiting;
    auto const line = lines_.by_path.find(lock_path_.native());
    bool const was_first = line->second.front() == this;
    line->second.erase(self_);
    if (line->second.empty())
    {
        lines_.by_path.erase(line);
    }
    else if (was_first)
    {
        line->second.front()->wake();
    }
}

bool waiting_line::is_first() const
{
    std::lock_guard<std::mutex> const lock(lines_.mutex);
    return lines_.by_path.find(lock_path_.native())->second.front() == this;
}

void waiting_line::sleep(wait_limits const& limits)
{
    auto until = time_point::max();
    if (limits.until.is_finite())
    {
        until = limits.until.point();
    }
    if (limits.cancel.must_be_asked())
    {
        until = std::min(until, std::chrono::steady_clock::now() + limits.poll_interval);
    }
    until == time_point::max() ? bed_.park() : bed_.park_until(until);
}

void waiting_line::wake()
{
    std::lock_guard<std::mutex> const lock(watcher_mutex_);
    bed_.unpark();
    if (watcher_ != nullptr)
    {
        watcher_->wake();
    }
}

void waiting_line::wake_first(path const& lock_path)
{
    lines& here = all();
    if (here.waiting.load() == 0)
    {
        return;
    }
    std::lock_guard<std::mutex> const lock(here.mutex);
    auto const line = here.by_path.find(lock_path.native());
    if (line != here.by_path.end())
    {
        line->second.front()->wake();
    }
}

waiting_line::awake_through::awake_through(waiting_line& place, os::watcher& through)
    : place_(place)
{
    std::lock_guard<std::mutex> const lock(place_.watcher_mutex_);
    place_.watcher_ = &through;
}

waiting_line::awake_through::~awake_through()
{
    std::lock_guard<std::mutex> const lock(place_.watcher_mutex_);
    place_.watcher_ = nullptr;
}

}  // namespace soft
}  // namespace filelock
