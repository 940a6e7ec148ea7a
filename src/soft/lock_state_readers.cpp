// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "soft/lock_state.hpp"

#include <algorithm>
#include <utility>

#include <filelock/error.hpp>

/// Sharing, and changing one mode for the other.

namespace filelock
{
namespace soft
{

attempt lock_state::try_shared(request const& who, obstacle& why, error_code& ec)
{
    bool const may_take_marker = use_ == use::none || is_lost();
    if (may_take_marker && take_marker(why, ec) == attempt::taken)
    {
        use_ = use::none;
        exchange_marker_for_entry(who.thread, ec);
        if (ec == errc::not_my_lock)
        {
            ec.clear();  // Broken by order: others may be in now.
            return attempt::busy;
        }
        if (ec)
        {
            give_marker_back();
        }
        return ec ? attempt::busy : attempt::taken;
    }
    if (!ec && reads_here(who.thread))
    {
        // A writer that has X may be waiting for this very thread. See readers.
        std::string bearer = readers_.enter(who.thread, ec);
        if (!ec && reads_here(who.thread))
        {
            note_entry(who.thread, std::move(bearer));
            return attempt::taken;
        }
        if (!ec)
        {
            // The first entry was broken meanwhile: a writer may be in.
            readers_.leave(bearer, ec);
            ec.clear();
        }
    }
    return attempt::busy;
}

/// Makes an entry and gives X back. Fails with X still ours, or with errc::not_my_lock.
void lock_state::exchange_marker_for_entry(thread_id thread, error_code& ec)
{
    std::string bearer = readers_.enter(thread, ec);
    if (ec)
    {
        return;
    }
    bool const is_ours = marker_->is_in_place(ec);
    if (!ec && !is_ours)
    {
        has_marker_ = false;
        ec = errc::not_my_lock;
    }
    else if (!ec)
    {
        remove_marker(ec);
        if (ec == errc::not_my_lock)
        {
            ec.clear();  // Broken after the look: whoever takes X now finds the entry.
        }
    }
    if (ec)
    {
        error_code ignored;
        readers_.leave(bearer, ignored);
        return;
    }
    note_entry(thread, std::move(bearer));
}

void lock_state::note_entry(thread_id thread, std::string bearer)
{
    auto hold = std::make_unique<own_hold>();
    hold->set(bearer, thread);
    entries_.emplace(thread, entry{std::move(bearer), std::move(hold)});
}

bool lock_state::reads_here(thread_id thread)
{
    error_code unreadable;
    auto const found = thread != 0 ? readers_.look(unreadable) : std::vector<reader>{};
    return std::any_of(found.begin(), found.end(),
                       [thread](reader const& each)
                       { return own_holds::instance().find(each.bearer) == thread; });
}

void lock_state::release_shared(thread_id thread, error_code& ec)
{
    auto const own = entries_.find(thread);
    readers_.leave(own->second.bearer, ec);
    if (!ec || ec == errc::not_my_lock)
    {
        entries_.erase(own);
    }
}

attempt lock_state::convert(request const& wanted, error_code& ec)
{
    guard const lock(mutex_);
    return wanted.mode == lock_mode::shared ? downgrade(wanted.thread, ec)
                                            : upgrade(wanted.thread, ec);
}

attempt lock_state::downgrade(thread_id thread, error_code& ec)
{
    if (use_ != use::lock || user_ != thread)
    {
        ec = errc::not_my_lock;
        return attempt::busy;
    }
    exchange_marker_for_entry(thread, ec);
    if (!ec || ec == errc::not_my_lock)
    {
        use_ = use::none;
        exclusive_.clear();
    }
    return ec ? attempt::busy : attempt::taken;
}

attempt lock_state::upgrade(thread_id thread, error_code& ec)
{
    auto const own = entries_.find(thread);
    obstacle why;
    if ((use_ != use::none && !is_lost()) || take_marker(why, ec) == attempt::busy)
    {
        return attempt::busy;
    }
    use_ = use::none;
    if (!remove_dead_readers(&own->second.bearer, why, ec))
    {
        give_marker_back();
        return attempt::busy;
    }
    readers_.leave(own->second.bearer, ec);
    if (ec && ec != errc::not_my_lock)
    {
        give_marker_back();
        return attempt::busy;
    }
    entries_.erase(own);
    if (ec)
    {
        give_marker_back();
        return attempt::busy;
    }
    return become_writer(thread, ec);
}

/// With X and without an entry. The listing was no proof: a reader may have made a second
/// entry and left the first one meanwhile. Then this thread reads again.
attempt lock_state::become_writer(thread_id thread, error_code& ec)
{
    bool const are_gone = readers_.are_gone(ec);
    if (!ec && are_gone && marker_->is_in_place(ec) && !ec)
    {
        hold(thread);
        return attempt::taken;
    }
    if (!ec && !are_gone)
    {
        exchange_marker_for_entry(thread, ec);
        if (!ec)
        {
            return attempt::busy;
        }
    }
    give_marker_back();
    ec = errc::not_my_lock;
    return attempt::busy;
}

}  // namespace soft
}  // namespace filelock
