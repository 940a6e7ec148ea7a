// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "soft/lock_state.hpp"

#include <algorithm>
#include <utility>

/// Who holds the lock, and taking it from them.

namespace filelock
{
namespace soft
{

bool lock_state::is_locked(error_code& ec)
{
    guard const lock(mutex_);
    auto const seen = marker_->look(ec);
    if (ec || (seen && !staleness_.is_stale(*seen)))
    {
        return !ec;
    }
    auto const found = readers_.look(ec);
    return !ec
        && std::any_of(found.begin(), found.end(),
                       [this](reader const& each) { return !staleness_.is_stale(each); });
}

bool lock_state::is_held_by(thread_id thread, error_code& ec)
{
    guard const lock(mutex_);
    auto const seen = marker_->look(ec);
    bool const has_marker = seen && own_holds::instance().find(seen->bearer) == thread;
    return has_marker || reads_here(thread);
}

bool lock_state::is_still_held(request const& who, error_code& ec)
{
    guard const lock(mutex_);
    if (who.mode == lock_mode::exclusive)
    {
        return use_ == use::lock && user_ == who.thread && marker_->is_in_place(ec);
    }
    auto const own = entries_.find(who.thread);
    return own != entries_.end() && readers_.has(own->second.bearer, ec);
}

std::vector<owner> lock_state::owners(error_code& ec)
{
    guard const lock(mutex_);
    std::vector<owner> found;
    auto const add = [&found](owner who, std::string const& bearer, lock_mode mode)
    {
        who.mode = mode;
        who.thread = own_holds::instance().find(bearer).value_or(who.thread);
        found.push_back(std::move(who));
    };
    if (auto const seen = marker_->look(ec))
    {
        add(seen->who, seen->bearer, lock_mode::exclusive);
    }
    if (!ec)
    {
        for (reader const& each : readers_.look(ec))
        {
            add(each.who, each.bearer, lock_mode::shared);
        }
    }
    return found;
}

std::vector<path> lock_state::leftovers(error_code& ec)
{
    guard const lock(mutex_);
    return marker_->leftovers(ec);
}

std::vector<path> lock_state::remove_leftovers(error_code& ec)
{
    guard const lock(mutex_);
    return tidy_up(ec);
}

std::optional<sighting> lock_state::look(error_code& ec)
{
    guard const lock(mutex_);
    return marker_->look(ec);
}

bool lock_state::take_away(sighting const& seen, error_code& ec)
{
    guard const lock(mutex_);
    return marker_->take_away(seen, warrant::order, ec);
}

void lock_state::break_readers(error_code& ec)
{
    guard const lock(mutex_);
    for (reader const& each : readers_.look(ec))
    {
        if (!ec)
        {
            readers_.remove(each, ec);
        }
    }
    error_code ignored;
    readers_.are_gone(ignored);
    tidy_up(ignored);
}

std::vector<lock_mode> lock_state::take_broken()
{
    guard const lock(mutex_);
    return std::exchange(broken_, {});
}

}  // namespace soft
}  // namespace filelock
