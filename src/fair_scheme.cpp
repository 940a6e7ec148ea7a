// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "fair_scheme.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include <filelock/error.hpp>

#include "unfinished_wait.hpp"

namespace filelock
{

namespace
{

/// At least as many locks as this thread holds by way of fair_lock; nearly always none,
/// and then nobody need be asked whether it holds this one.
thread_local std::size_t holds_at_most = 0;

void note_hold(request const& who) noexcept
{
    if (who.thread != 0)
    {
        ++holds_at_most;
    }
}

}  // namespace

/// Of a thread that does not wait, through the gate: whatever becomes of its attempt, it
/// does not stay there. Who waits stays until it has the lock, or until abandon().
class fair_scheme::passage
{
public:
    passage(gate& through, request const& who) noexcept
        : through_(through)
        , stays_(who.will_wait)
    {
    }

    ~passage()
    {
        if (!stays_)
        {
            through_.leave();
        }
    }

    passage(passage const&) = delete;
    passage& operator=(passage const&) = delete;

private:
    gate& through_;
    bool const stays_;
};

fair_scheme::fair_scheme(std::unique_ptr<scheme> lock,
                         std::unique_ptr<scheme> gate) noexcept
    : lock_(std::move(lock))
    , gate_(std::move(gate))
{
}

char const* fair_scheme::name() const noexcept
{
    return lock_->name();
}

attempt fair_scheme::try_without_gate(request const& who, error_code& ec)
{
    attempt const result = lock_->try_acquire({who.mode, who.thread, false}, ec);
    if (result == attempt::taken && !ec)
    {
        note_hold(who);
    }
    return result;
}

/// Gives the gate back when the lock is held. If it is not, who waits keeps the gate,
/// until abandon().
attempt fair_scheme::try_with_gate(request const& who, error_code& ec)
{
    attempt const result = lock_->try_acquire(who, ec);
    if (result == attempt::taken && !ec)
    {
        note_hold(who);
        gate_.leave_with_lock();
    }
    return result;
}

attempt fair_scheme::try_acquire(request const& who, error_code& ec)
{
    if (gate_.is_mine())
    {
        return try_with_gate(who, ec);
    }
    if (gate_.may_be_passed_by())
    {
        attempt const result = try_without_gate(who, ec);
        if (result == attempt::taken || ec || !who.will_wait)
        {
            return result;
        }
    }
    if (who.will_wait ? gate_.enter(ec) : gate_.enter_soon(ec))
    {
        passage const through(gate_, who);
        return try_with_gate(who, ec);
    }
    return !ec && is_held_by(who) ? try_without_gate(who, ec) : attempt::busy;
}

wait_end fair_scheme::wait(request const& who, wait_limits const& limits, error_code& ec)
{
    if (!gate_.is_mine())
    {
        if (is_held_by(who))
        {
            return wait_without_gate(who, limits, ec);
        }
        wait_end const end = gate_.wait(limits, ec);
        if (end != wait_end::taken || ec)
        {
            return end;
        }
        if (try_with_gate(who, ec) == attempt::taken || ec)
        {
            return wait_end::taken;
        }
    }
    wait_end const end = lock_->wait(who, limits, ec);
    if (end == wait_end::taken && !ec)
    {
        note_hold(who);
        gate_.leave_with_lock();
    }
    return end;
}

/// Whether this thread holds the lock already, as far as the lock's scheme can tell.
bool fair_scheme::is_held_by(request const& who)
{
    if (who.thread == 0 || holds_at_most == 0)
    {
        return false;
    }
    error_code unreadable;
    auto const all = lock_->owners(unreadable);
    auto const here = this_owner().pid;
    return std::any_of(all.begin(), all.end(),
                       [&](owner const& each)
                       { return each.pid == here && each.thread == who.thread; });
}

/// The whole of it, so that abandon() need not know who is at the gate and who is not.
wait_end fair_scheme::wait_without_gate(request const& who, wait_limits const& limits,
                                        error_code& ec)
{
    unfinished_wait waiting(*lock_, who);
    wait_end end = wait_end::maybe_free;
    while (end == wait_end::maybe_free && !ec)
    {
        end = lock_->try_acquire(who, ec) == attempt::taken
            ? wait_end::taken
            : (ec ? wait_end::timed_out : lock_->wait(who, limits, ec));
    }
    if (end == wait_end::taken && !ec)
    {
        waiting.set_held();
        note_hold(who);
    }
    return end;
}

void fair_scheme::abandon(request const& who) noexcept
{
    if (gate_.is_mine())
    {
        lock_->abandon(who);
        gate_.leave();
    }
    else
    {
        gate_.abandon();
    }
}

void fair_scheme::release(request const& who, error_code& ec)
{
    lock_->release(who, ec);
    if (who.thread == this_thread_id() && (!ec || ec == errc::not_my_lock))
    {
        --holds_at_most;  // another thread's are too many from now on, which is allowed
    }
}

bool fair_scheme::is_still_held(request const& who, error_code& ec)
{
    return lock_->is_still_held(who, ec);
}

attempt fair_scheme::convert(request const& wanted, error_code& ec)
{
    return lock_->convert(wanted, ec);
}

bool fair_scheme::is_locked(error_code& ec)
{
    return lock_->is_locked(ec);
}

std::vector<owner> fair_scheme::owners(error_code& ec)
{
    auto found = lock_->owners(ec);
    return found.empty() && !ec ? gate_.owners() : found;
}

void fair_scheme::break_lock(error_code& ec)
{
    lock_->break_lock(ec);
    if (!ec)
    {
        gate_.break_open(ec);
    }
}

void fair_scheme::forget_after_fork() noexcept
{
    lock_->forget_after_fork();
    gate_.forget_after_fork();
}

}  // namespace filelock
