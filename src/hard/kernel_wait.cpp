// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "hard/kernel_wait.hpp"

#include <chrono>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

#include "hard/entry.hpp"
#include "hard/waiter.hpp"

/// How an entry waits for the kernel.

namespace filelock
{
namespace hard
{

namespace
{

/// A holder that is about to leave is not worth a thread: it costs 50 us to start one.
constexpr std::chrono::microseconds brief{20};

}  // namespace

kernel_wait::kernel_wait(entry& in, lock_mode mode) : in_(in), mode_(mode) {}

void kernel_wait::block()
{
    in_->native_.lock(mode_, result_);
}

void kernel_wait::finish() noexcept
{
    // In this order: the guard is left before the entry, and this object, may go.
    std::unique_ptr<kernel_wait> self;
    entry_ref const keep = in_;
    {
        entry::guard const lock(keep->guard_);
        if (keep->flight_ == entry::flight_state::cancelling)
        {
            return;  // whoever called it off is waiting for this thread to end
        }
        self = std::move(keep->helper_);
        thread_.detach();
        keep->land(mode_, result_);
    }
    // On a single core, whoever was granted the lock runs before this thread cleans up.
    std::this_thread::yield();
}

/// Asks the kernel for the first waiter, in the cheapest way that will do. Afterwards the
/// waiter has been granted the lock, or has failed, or must sleep until it is woken.
/// Precondition: it is the first, nothing is held, and nothing in flight.
void entry::ask(waiter& self, wait_limits const& limits, guard& lock)
{
    if (self.looks)
    {
        ask_once(self);
    }
    else if (!ask_briefly(self, limits.until, lock) && !limits.until.passed())
    {
        if (limits.until.is_finite() || limits.cancel.possible())
        {
            start_helper(self);
        }
        else
        {
            block_here(self, lock);
        }
    }
}

/// One attempt. The answer, if it is one, has come to the waiter when this returns.
void entry::ask_once(waiter& self)
{
    error_code ec;
    if (ask_at_once(self.who.mode, ec))
    {
        advance();
    }
    else if (ec)
    {
        fail_first(ec);
        advance();
    }
}

/// Some attempts, once in a wait. Between them the guard is free, but nobody else becomes
/// the first or may ask: newcomers find a queue and no lock kept for them.
bool entry::ask_briefly(waiter& self, deadline const& until, guard& lock)
{
    if (self.has_asked_briefly)
    {
        return false;
    }
    self.has_asked_briefly = true;
    auto const end = deadline::clock::now() + brief;
    for (;;)
    {
        ask_once(self);
        if (self.granted || self.failed)
        {
            return true;
        }
        if (until.passed() || deadline::clock::now() >= end)
        {
            return false;
        }
        lock.unlock();
        std::this_thread::yield();
        lock.lock();
    }
}

/// For a waiter that cannot leave before it is granted: it needs no helper.
void entry::block_here(waiter& self, guard& lock)
{
    flight_ = flight_state::by_waiter;
    lock.unlock();
    error_code ec;
    native_.lock(self.who.mode, ec);
    lock.lock();
    land(self.who.mode, ec);
}

void entry::start_helper(waiter& self)
{
    error_code ec = make_error_code(boost::system::errc::not_supported);
    if (os::blocking_thread::can_be_cancelled())
    {
        helper_ = std::make_unique<kernel_wait>(*this, self.who.mode);
        helper_->start(ec);
    }
    if (ec)
    {
        helper_.reset();
        self.begin_to_look();  // no thread to be had: better slow than failed
        return;
    }
    flight_ = flight_state::by_helper;
}

/// A request has come back from the kernel.
void entry::land(lock_mode mode, error_code ec)
{
    flight_ = flight_state::none;
    if (!ec)
    {
        kernel_ =
            mode == lock_mode::exclusive ? kernel_state::exclusive : kernel_state::shared;
    }
    else if (ec == boost::system::errc::resource_deadlock_would_occur)
    {
        // The kernel sees two processes that wait for each other's locks, not that other
        // threads of theirs may be running and about to release: not believed. Blocking
        // would be refused again, so that the waiter looks from time to time.
        queue_.front()->begin_to_look();
        queue_.front()->bed.unpark();
        return;
    }
    else
    {
        fail_first(ec);
    }
    advance();
}

/// Ends the request in flight. While the thread is on its way out, the kernel may or may
/// not have granted it: the state is set before anybody else may ask.
void entry::call_helper_off(guard& lock)
{
    flight_ = flight_state::cancelling;
    lock.unlock();
    helper_->cancel_and_join();
    helper_.reset();
    lock.lock();
    error_code ignored;
    native_.unlock(ignored);
    kernel_ = kernel_state::none;
    flight_ = flight_state::none;
}

}  // namespace hard
}  // namespace filelock
