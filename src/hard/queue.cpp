// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "hard/entry.hpp"

#include <algorithm>
#include <utility>

#include <filelock/error.hpp>

#include "hard/kernel_wait.hpp"
#include "hard/waiter.hpp"

/// How an entry's queue moves on.

namespace filelock
{
namespace hard
{

/// A waiter's stay in the queue: whatever ends it, an exception of the user's
/// cancellation included, takes the waiter out.
class entry::queue_place
{
public:
    queue_place(entry& in, waiter& self) : in_(in), self_(self)
    {
        guard const lock(in_.guard_);
        in_.held_.make_room(in_.queue_.size() + 1);
        in_.queue_.push_back(&self_);
    }

    ~queue_place()
    {
        if (!ended_ && !leave())
        {
            error_code ignored;
            in_.release(self_.who, ignored);
        }
    }

    queue_place(queue_place const&) = delete;
    queue_place& operator=(queue_place const&) = delete;

    /// Gives up. False if it is too late, for the lock has been granted.
    bool leave()
    {
        ended_ = true;
        guard lock(in_.guard_);
        return in_.leave(self_, lock);
    }

    /// Lets the queue move on. True if that is the end of it: the lock is held, or `ec`
    /// set.
    bool progress(wait_limits const& limits, error_code& ec)
    {
        guard lock(in_.guard_);
        if (in_.advance(&self_))
        {
            in_.ask(self_, limits, lock);
        }
        ec = self_.failed;
        ended_ = self_.granted || self_.failed;
        return ended_;
    }

private:
    entry& in_;
    waiter& self_;
    bool ended_ = false;
};

namespace
{

/// When a sleeping waiter has to look, though nobody wakes it.
std::optional<deadline::clock::time_point> next_look(waiter& self,
                                                     wait_limits const& limits)
{
    auto next = deadline::clock::time_point::max();
    if (limits.until.is_finite())
    {
        next = limits.until.point();
    }
    if (limits.cancel.must_be_asked())
    {
        next = std::min(next, deadline::clock::now() + limits.poll_interval);
    }
    if (self.looks)
    {
        next = std::min(next, deadline::clock::now() + self.looks->next());
    }
    if (next == deadline::clock::time_point::max())
    {
        return std::nullopt;
    }
    return next;
}

void sleep(waiter& self, wait_limits const& limits)
{
    if (auto const until = next_look(self, limits))
    {
        self.bed.park_until(*until);
    }
    else
    {
        self.bed.park();
    }
}

}  // namespace

wait_end entry::wait(request const& who, wait_limits const& limits, error_code& ec)
{
    if (!limits.until.is_finite())
    {
        guard const lock(guard_);
        if (held_.would_wait_for_itself(who))
        {
            ec = errc::would_deadlock;
            return wait_end::timed_out;
        }
    }
    waiter self{who, limits.poll_interval};
    cancellation::subscription const wake(limits.cancel, [&self] { self.bed.unpark(); });
    queue_place place(*this, self);
    while (!place.progress(limits, ec))
    {
        bool const cancelled = limits.cancel.requested();
        if ((cancelled || limits.until.passed()) && place.leave())
        {
            if (cancelled)
            {
                ec = make_error_code(boost::system::errc::operation_canceled);
            }
            return wait_end::timed_out;
        }
        sleep(self, limits);
    }
    return ec ? wait_end::timed_out : wait_end::taken;
}

/// Grants what can be granted, from the front; makes the first waiter ask the kernel if
/// that is what it takes; gives the kernel's lock back if nobody is left who wants it.
/// Does nothing while a request is in flight: its landing comes here.
/// Returns: whether it is the caller that must ask the kernel. Another waiter is woken
/// for that, and finds out by coming here itself: what it was told might be out of date.
bool entry::advance(waiter const* caller)
{
    while (flight_ == flight_state::none && !queue_.empty())
    {
        waiter& first = *queue_.front();
        error_code ec;
        if (!held_.admits(first.who.mode))
        {
            return false;
        }
        if (covered(first.who.mode, ec))
        {
            grant_first();
        }
        else if (ec)
        {
            fail_first(ec);
        }
        else
        {
            if (&first != caller)
            {
                first.bed.unpark();
            }
            return &first == caller;
        }
    }
    if (flight_ == flight_state::none && held_.empty() && kernel_ != kernel_state::none)
    {
        error_code
            ignored;  // nobody to tell, and the next to ask the kernel will hear it
        give_back(ignored);
    }
    return false;
}

/// The waiter may return and be gone as soon as the guard is free, not before.
void entry::grant_first()
{
    waiter& first = *queue_.front();
    queue_.pop_front();
    held_.add(first.who);
    first.granted = true;
    first.bed.unpark();
}

void entry::fail_first(error_code ec)
{
    waiter& first = *queue_.front();
    queue_.pop_front();
    first.failed = ec;
    first.bed.unpark();
}

/// Takes the waiter out of the queue, unless it has been granted the lock. A request in
/// flight that suits nobody any more is called off.
bool entry::leave(waiter& self, guard& lock)
{
    if (self.granted)
    {
        return false;
    }
    queue_.remove(&self);
    if (flight_ == flight_state::by_helper
        && (queue_.empty() || queue_.front()->who.mode != helper_->mode()))
    {
        call_helper_off(lock);
    }
    advance();
    return true;
}

}  // namespace hard
}  // namespace filelock
