// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "soft/soft_scheme.hpp"

#include <chrono>
#include <optional>
#include <thread>

#include <boost/filesystem/operations.hpp>

#include <filelock/error.hpp>

#include "notify.hpp"
#include "seen_from_anywhere.hpp"
#include "soft/lock_state.hpp"
#include "soft/side_names.hpp"
#include "soft/vigil.hpp"

namespace filelock
{
namespace soft
{

namespace
{

using clock = std::chrono::steady_clock;

/// Somebody who is breaking a lock needs a few system calls for it.
constexpr std::chrono::milliseconds patience_with_breakers{1000};
constexpr std::chrono::milliseconds break_interval{5};

}  // namespace

soft_scheme::soft_scheme(path const& lock_path, options const& how_to, marker_maker make)
    : lock_path_(seen_from_anywhere(lock_path))
    , readers_(side_names(lock_path_).readers())
    , how_to_(how_to)
    , make_(make)
    , state_(new_state())
    , name_(state_->name())
{
}

soft_scheme::~soft_scheme() = default;

std::unique_ptr<lock_state> soft_scheme::new_state() const
{
    return std::make_unique<lock_state>(readers_, how_to_, make_(lock_path_, how_to_));
}

char const* soft_scheme::name() const noexcept
{
    return name_;
}

/// Tells the observer what has been broken, with no mutex held.
void soft_scheme::tell_of_broken()
{
    if (may_be_observed.load(std::memory_order_acquire))
    {
        for (lock_mode const mode : state_->take_broken())
        {
            notify({event::kind::stale_lock_broken, lock_path_, name_, mode, {}});
        }
    }
}

attempt soft_scheme::try_once(request const& who, obstacle& why, error_code& ec)
{
    attempt const result = state_->try_once(who, why, ec);
    tell_of_broken();
    return result;
}

attempt soft_scheme::try_acquire(request const& who, error_code& ec)
{
    obstacle why;
    return try_once(who, why, ec);
}

wait_end soft_scheme::wait(request const& who, wait_limits const& limits, error_code& ec)
{
    if (!limits.until.is_finite() && who.thread != 0
        && state_->is_held_by(who.thread, ec))
    {
        ec = errc::would_deadlock;
    }
    if (ec)
    {
        return wait_end::timed_out;
    }
    waiting_line place(lock_path_);
    cancellation::subscription const wake(limits.cancel, [&place] { place.wake(); });
    vigil watch(place, lock_path_, readers_, limits, !how_to_.abandoned_after);
    std::optional<obstacle> in_the_way;
    while (!limits.cancel.requested())
    {
        if (limits.until.passed())
        {
            return wait_end::timed_out;
        }
        // Who has X and waits for readers is not to wait for those who wait for X.
        if (!place.is_first() && !state_->is_draining())
        {
            place.sleep(limits);
            continue;
        }
        if (watch.should_try(in_the_way))
        {
            in_the_way.emplace();
            if (try_once(who, *in_the_way, ec) == attempt::taken || ec)
            {
                return wait_end::taken;
            }
        }
        watch.sleep(*in_the_way);
    }
    ec = make_error_code(boost::system::errc::operation_canceled);
    return wait_end::timed_out;
}

void soft_scheme::abandon(request const&) noexcept
{
    state_->stop_draining();
    waiting_line::wake_first(lock_path_);
}

void soft_scheme::release(request const& who, error_code& ec)
{
    state_->release(who, ec);
    waiting_line::wake_first(lock_path_);
}

bool soft_scheme::is_still_held(request const& who, error_code& ec)
{
    return state_->is_still_held(who, ec);
}

attempt soft_scheme::convert(request const& wanted, error_code& ec)
{
    attempt const result = state_->convert(wanted, ec);
    tell_of_broken();
    waiting_line::wake_first(lock_path_);
    return result;
}

bool soft_scheme::is_locked(error_code& ec)
{
    return state_->is_locked(ec);
}

std::vector<owner> soft_scheme::owners(error_code& ec)
{
    return state_->owners(ec);
}

std::vector<path> soft_scheme::leftovers(error_code& ec)
{
    return state_->leftovers(ec);
}

std::vector<path> soft_scheme::remove_leftovers(error_code& ec)
{
    return state_->remove_leftovers(ec);
}

void soft_scheme::break_lock(error_code& ec)
{
    if (auto const seen = state_->look(ec))
    {
        break_marker(*seen, ec);
    }
    if (!ec)
    {
        state_->break_readers(ec);
    }
}

void soft_scheme::break_marker(sighting seen, error_code& ec)
{
    auto const end = clock::now() + patience_with_breakers;
    while (!state_->take_away(seen, ec) && !ec)
    {
        auto now = state_->look(ec);
        bool const is_gone =
            !now || !(now->facts.id == seen.facts.id) || now->bearer != seen.bearer;
        if (is_gone || ec)
        {
            return;
        }
        if (clock::now() >= end)
        {
            ec = make_error_code(boost::system::errc::resource_unavailable_try_again);
            return;
        }
        // The same hold may look different: a marker that is being broken, or one that
        // was made anew between the two system calls of a look.
        seen = *std::move(now);
        std::this_thread::sleep_for(break_interval);
    }
}

void soft_scheme::forget_after_fork() noexcept
{
    // The parent's marker and entries stay, and so does what it remembers of them: its
    // mutex may be locked by a thread that this process lacks.
    static_cast<void>(state_.release());
    state_ = new_state();
}

}  // namespace soft
}  // namespace filelock
