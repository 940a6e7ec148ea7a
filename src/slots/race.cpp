// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "slots/race.hpp"

#include <utility>

#include <filelock/error.hpp>

#include "slots/acquire_by.hpp"

namespace filelock
{
namespace slots
{

namespace
{

bool is_cancellation(error_code ec)
{
    return ec == boost::system::errc::operation_canceled;
}

}  // namespace

void race::runner::finish() noexcept
{
    try
    {
        error_code ec;
        acquire_by(*slot_.lock, in_.until_, ec);
        in_.arrive(slot_, ec);
    }
    catch (...)
    {
        in_.fail(std::current_exception());
    }
}

race::race(lock_set& locks, std::ptrdiff_t count, deadline const& until)
    : locks_(locks)
    , count_(count)
    , until_(until)
{
}

race::~race()
{
    stop_.cancel();
    join_all();
    if (winner_.lock)
    {
        error_code ignored;
        winner_.lock->release(ignored);
    }
}

slot race::run(cancellation const& cancel, std::chrono::milliseconds poll_interval,
               error_code& ec)
{
    cancellation::subscription const relay(cancel, [this] { stop_.cancel(); });
    start_all(count_, ec);
    if (ec)
    {
        return {};
    }
    wait_for_all(cancel, poll_interval);
    join_all();
    if (thrown_)
    {
        std::rethrow_exception(thrown_);
    }
    if (!winner_.lock)
    {
        ec = failure_;
    }
    return std::exchange(winner_, {});
}

void race::start_all(std::ptrdiff_t count, error_code& ec)
{
    for (std::ptrdiff_t number = 1; number <= count && !ec; ++number)
    {
        runners_.emplace_back(*this, locks_.make_slot(number, stop_));
        runners_.back().start(ec);
        started_ += ec ? 0U : 1U;
    }
}

void race::wait_for_all(cancellation const& cancel, std::chrono::milliseconds interval)
{
    std::unique_lock<std::mutex> guard(mutex_);
    auto const all_through = [this] { return through_ == started_; };
    while (!all_through())
    {
        if (!cancel.must_be_asked())
        {
            changed_.wait(guard, all_through);
        }
        else if (!changed_.wait_for(guard, interval, all_through))
        {
            guard.unlock();
            if (cancel.requested())
            {
                stop_.cancel();
            }
            guard.lock();
        }
    }
}

void race::join_all() noexcept
{
    for (; started_ != 0; --started_)
    {
        runners_[started_ - 1].join();
    }
}

/// Called by each thread with what its wait has come to.
void race::arrive(slot const& with, error_code ec)
{
    bool is_decided = false;
    bool is_late = false;
    {
        std::lock_guard<std::mutex> const guard(mutex_);
        is_late = !ec && winner_.lock;
        if (!ec && !is_late)
        {
            winner_ = with;
        }
        // What the winner has cancelled is no failure, and a failure's own code counts.
        if (ec && (!failure_ || is_cancellation(failure_)))
        {
            failure_ = ec;
        }
        is_decided = !is_cancellation(ec);
    }
    if (is_decided)
    {
        stop_.cancel();
    }
    if (is_late)
    {
        error_code ignored;
        with.lock->release(ignored);
    }
    std::lock_guard<std::mutex> const guard(mutex_);
    ++through_;
    changed_.notify_one();
}

void race::fail(std::exception_ptr const& why) noexcept
{
    stop_.cancel();
    std::lock_guard<std::mutex> const guard(mutex_);
    thrown_ = why;
    ++through_;
    changed_.notify_one();
}

}  // namespace slots
}  // namespace filelock
