// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "soft/lock_state.hpp"

#include <algorithm>
#include <utility>

#include <filelock/error.hpp>

namespace filelock
{
namespace soft
{

namespace
{

/// How often an attempt begins anew because others came and went.
constexpr int attempt_rounds = 8;

/// As many readers' processes are watched; the others are looked after from time to time.
constexpr std::size_t most_watched = 32;

}  // namespace

lock_state::lock_state(path const& readers_directory, options const& how_to,
                       std::unique_ptr<marker> mark)
    : marker_(std::move(mark))
    , readers_(readers_directory, how_to)
    , staleness_(how_to)
{
}

lock_state::~lock_state()
{
    if (has_marker_)
    {
        give_marker_back();
    }
}

attempt lock_state::try_once(request const& who, obstacle& why, error_code& ec)
{
    guard const lock(mutex_);
    return who.mode == lock_mode::exclusive ? try_exclusive(who, why, ec)
                                            : try_shared(who, why, ec);
}

/// Takes X, from the dead if need be.
attempt lock_state::take_marker(obstacle& why, error_code& ec)
{
    for (int round = 0; round < attempt_rounds; ++round)
    {
        if (marker_->place(ec) == attempt::taken)
        {
            has_marker_ = true;
            return attempt::taken;
        }
        auto const seen = ec ? std::nullopt : marker_->look(ec);
        if (ec)
        {
            return attempt::busy;
        }
        if (!seen)
        {
            continue;
        }
        why.facts = seen->facts;
        if (!staleness_.is_stale(*seen))
        {
            if (seen->state == liveness::alive)
            {
                why.processes.push_back(seen->who.pid);
            }
            return attempt::busy;
        }
        if (!marker_->take_away(*seen, warrant::proof, ec))
        {
            return attempt::busy;
        }
        broken_.push_back(lock_mode::exclusive);
        error_code ignored;
        tidy_up(ignored);
    }
    return attempt::busy;
}

void lock_state::remove_marker(error_code& ec)
{
    marker_->remove(ec);
    if (!ec || ec == errc::not_my_lock)
    {
        has_marker_ = false;
    }
}

/// If that fails X stays ours, for the next who wants it or for the destructor.
void lock_state::give_marker_back() noexcept
{
    error_code ignored;
    remove_marker(ignored);
    use_ = use::none;
}

std::vector<path> lock_state::tidy_up(error_code& ec)
{
    std::vector<path> removed;
    for (path& each : marker_->leftovers(ec))
    {
        error_code refused;
        os::remove_file(each, refused);
        if (!refused)
        {
            removed.push_back(std::move(each));
        }
    }
    return removed;
}

/// Whether somebody has taken away what a thread of this object believes to hold.
bool lock_state::is_lost()
{
    error_code unreadable;
    return use_ == use::lock && !marker_->is_in_place(unreadable) && !unreadable;
}

void lock_state::hold(thread_id thread)
{
    use_ = use::lock;
    user_ = thread;
    exclusive_.set(marker_->bearer(), thread);
}

attempt lock_state::try_exclusive(request const& who, obstacle& why, error_code& ec)
{
    bool const goes_on = use_ == use::draining && user_ == this_thread_id();
    if (!goes_on)
    {
        if ((use_ != use::none && !is_lost()) || take_marker(why, ec) == attempt::busy)
        {
            return attempt::busy;
        }
    }
    bool const are_gone = are_readers_gone(why, ec);
    // A user who broke the readers' locks, because they took so long, broke ours, too.
    bool const took_long = goes_on || why.is_readers;
    bool const is_broken = !ec && took_long && !marker_->is_in_place(ec);
    if (are_gone && !is_broken && !ec)
    {
        hold(who.thread);
        return attempt::taken;
    }
    if (who.will_wait && !is_broken && !ec)
    {
        use_ = use::draining;
        user_ = this_thread_id();
    }
    else
    {
        give_marker_back();
    }
    return attempt::busy;
}

bool lock_state::are_readers_gone(obstacle& why, error_code& ec)
{
    for (int round = 0; round < attempt_rounds; ++round)
    {
        bool const gone = readers_.are_gone(ec);
        if (gone || ec)
        {
            return gone;
        }
        if (!remove_dead_readers(nullptr, why, ec))
        {
            return false;
        }
    }
    return false;
}

/// Whether no readers are left, `but` aside. Precondition: X is ours.
bool lock_state::remove_dead_readers(std::string const* but, obstacle& why,
                                     error_code& ec)
{
    bool is_empty = true;
    why = {};
    why.is_readers = true;
    why.facts = os::examine(readers_.directory(), ec);
    for (reader const& each : readers_.look(ec))
    {
        if (ec || (but != nullptr && each.bearer == *but))
        {
            continue;
        }
        if (staleness_.is_stale(each))
        {
            readers_.remove(each, ec);
            broken_.push_back(lock_mode::shared);
            continue;
        }
        is_empty = false;
        if (each.state == liveness::alive && why.processes.size() < most_watched)
        {
            why.processes.push_back(each.who.pid);
        }
    }
    return is_empty && !ec;
}

bool lock_state::is_draining() const
{
    guard const lock(mutex_);
    return use_ == use::draining && user_ == this_thread_id();
}

void lock_state::stop_draining() noexcept
{
    guard const lock(mutex_);
    if (use_ == use::draining && user_ == this_thread_id())
    {
        give_marker_back();
    }
}

void lock_state::release(request const& who, error_code& ec)
{
    guard const lock(mutex_);
    who.mode == lock_mode::exclusive ? release_exclusive(who.thread, ec)
                                     : release_shared(who.thread, ec);
}

void lock_state::release_exclusive(thread_id thread, error_code& ec)
{
    if (use_ != use::lock || user_ != thread)
    {
        ec = errc::not_my_lock;  // Broken, and another thread of this object came in.
        return;
    }
    remove_marker(ec);
    if (!ec || ec == errc::not_my_lock)
    {
        use_ = use::none;
        exclusive_.clear();
    }
}

}  // namespace soft
}  // namespace filelock
