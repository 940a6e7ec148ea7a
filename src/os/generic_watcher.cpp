// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/watcher.hpp"

#include "parking.hpp"

namespace filelock
{
namespace os
{

/// Watches nothing: POSIX has no means.
struct watcher::state
{
    parking bed;
};

watcher::watcher() : state_(std::make_unique<state>()) {}

watcher::~watcher() = default;

void watcher::unwatch() noexcept {}

bool watcher::watch_removal(boost::filesystem::path const&)
{
    return false;
}

bool watcher::watch_entries(boost::filesystem::path const&)
{
    return false;
}

bool watcher::watch_changes(boost::filesystem::path const&)
{
    return false;
}

bool watcher::watch_process(std::int64_t)
{
    return false;
}

bool watcher::sleep_until(time_point until)
{
    state_->bed.park_until(until);
    return false;
}

void watcher::wake() noexcept
{
    state_->bed.unpark();
}

}  // namespace os
}  // namespace filelock
