// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "gate.hpp"

#include <thread>
#include <utility>

#include <boost/range/algorithm_ext/erase.hpp>

#include <filelock/error.hpp>

#include "backoff.hpp"

namespace filelock
{

namespace
{

/// How long an object that has come through the gate passes it by: the longer, the
/// cheaper a pair and the longer the others' turns. A pair of the gate's own in a
/// millisecond is less than a hundredth of what can be done in it.
constexpr std::chrono::milliseconds free_pass{1};

/// Who does not want to wait still gives one who merely goes through this long: some
/// system calls.
constexpr std::chrono::microseconds first_pause{20};
constexpr std::chrono::microseconds longest_pause{200};
constexpr std::chrono::milliseconds patience{1};

request request_for_gate(bool will_wait) noexcept
{
    return {lock_mode::exclusive, this_thread_id(), will_wait};
}

}  // namespace

gate::gate(std::unique_ptr<scheme> how) noexcept : how_(std::move(how)) {}

bool gate::may_be_passed_by() const noexcept
{
    return clock::now() < passed_by_until_.load(std::memory_order_relaxed);
}

bool gate::try_enter(bool will_wait, error_code& ec)
{
    bool const is_in =
        how_->try_acquire(request_for_gate(will_wait), ec) == attempt::taken && !ec;
    if (is_in)
    {
        inside_ = this_thread_id();
    }
    return is_in;
}

bool gate::enter(error_code& ec)
{
    return try_enter(true, ec);
}

/// Else of two readers who come at the same moment one would be told that the lock is
/// held, though both may have it.
bool gate::enter_soon(error_code& ec)
{
    auto const end = clock::now() + patience;
    backoff pause(first_pause, longest_pause);
    while (!try_enter(false, ec))
    {
        if (ec || clock::now() >= end)
        {
            return false;
        }
        std::this_thread::sleep_for(pause.next());
    }
    return true;
}

wait_end gate::wait(wait_limits const& limits, error_code& ec)
{
    wait_end const end = how_->wait(request_for_gate(true), limits, ec);
    if (end == wait_end::taken && !ec)
    {
        inside_ = this_thread_id();
    }
    return end;
}

void gate::abandon() noexcept
{
    how_->abandon(request_for_gate(true));
}

void gate::leave_with_lock() noexcept
{
    if (is_mine())
    {
        passed_by_until_ = clock::now() + free_pass;
        leave();
    }
}

/// A gate that cannot be given back, for the disk refuses, is its scheme's to free later.
/// Nothing is wrong with the lock.
void gate::leave() noexcept
{
    if (is_mine())
    {
        inside_ = 0;
        error_code ignored;
        how_->release(request_for_gate(false), ignored);
    }
}

std::vector<owner> gate::owners()
{
    error_code unreadable;
    auto found = how_->owners(unreadable);
    boost::remove_erase_if(
        found, [](owner const& each) { return probe(each) == liveness::dead; });
    return found;
}

void gate::break_open(error_code& ec)
{
    how_->break_lock(ec);
    if (ec == errc::unsupported)
    {
        ec.clear();  // somebody lives and goes through
    }
}

void gate::forget_after_fork() noexcept
{
    inside_ = 0;
    passed_by_until_ = clock::time_point::min();
    how_->forget_after_fork();
}

}  // namespace filelock
