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
constexpr int rounds = 8;

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
    for (int round = 0; round < rounds; ++round)
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
    for (int round = 0; round < rounds; ++round)
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
