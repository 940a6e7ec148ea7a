// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "semaphore_impl.hpp"

#include <algorithm>
#include <chrono>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <boost/throw_exception.hpp>

#include "backoff.hpp"
#include "seen_from_anywhere.hpp"
#include "slots/acquire_by.hpp"
#include "slots/count_record.hpp"
#include "slots/race.hpp"
#include "throw_error.hpp"

namespace filelock
{

namespace
{

using std::chrono::microseconds;
using std::chrono::milliseconds;

/// A slot that is about to be free is not worth the threads of a race.
constexpr milliseconds brief_looks{2};
constexpr microseconds first_look{20};
constexpr microseconds last_look{250};

/// Who records a count needs a few system calls for it.
constexpr milliseconds patience_with_recorders{100};

path base_of(path const& target, options const& how_to)
{
    if (!how_to.lock_path.empty())
    {
        return how_to.lock_path;
    }
    if (target.empty())
    {
        throw std::invalid_argument("a semaphore needs a target or a lock path");
    }
    path beside = target;
    beside += ".semaphore";
    return beside;
}

std::ptrdiff_t checked(std::ptrdiff_t count)
{
    if (count < 1 || count > semaphore::max())
    {
        throw std::invalid_argument("a semaphore has 1 to "
                                    + std::to_string(semaphore::max()) + " slots, not "
                                    + std::to_string(count));
    }
    return count;
}

}  // namespace

semaphore::impl::impl(path for_what, std::ptrdiff_t slot_count, options const& how,
                      lock_maker const& make)
    : target(std::move(for_what))
    , how_to(how)
    , base(base_of(target, how_to))
    , record(seen_from_anywhere(base))
    , count(checked(slot_count))
    , locks(record, count, how_to, make)
{
}

slots::slot semaphore::impl::acquire(deadline const& until, error_code& ec)
{
    ec.clear();
    return until.waits() ? acquire_in_turn(until, ec) : acquire_at_once(ec);
}

slots::slot semaphore::impl::acquire_in_turn(deadline const& until, error_code& ec)
{
    auto const queue = locks.queue();
    auto const turn = locks.turn();
    slots::acquire_by(*queue, until, ec);
    if (ec)
    {
        return {};
    }
    std::unique_lock<lock_base> in_queue(*queue, std::adopt_lock);
    slots::acquire_by(*turn, until, ec);
    if (ec)
    {
        return {};
    }
    std::unique_lock<lock_base> const in_turn(*turn, std::adopt_lock);
    in_queue.unlock();
    agree_on_count(ec);
    return ec ? slots::slot() : take_next(until, ec);
}

/// Precondition: it is our turn, and the count is agreed on.
slots::slot semaphore::impl::take_next(deadline const& until, error_code& ec)
{
    slots::slot taken = look_briefly(until, ec);
    if (taken.lock || ec)
    {
        return taken;
    }
    if (until.passed())
    {
        ec = errc::lock_timeout;
        return {};
    }
    slots::race all(locks, count, until);
    return all.run(how_to.cancellation, how_to.poll_interval, ec);
}

slots::slot semaphore::impl::look_briefly(deadline const& until, error_code& ec)
{
    auto end = deadline::clock::now() + brief_looks;
    if (until.is_finite())
    {
        end = std::min(end, until.point());
    }
    backoff pause(first_look, last_look);
    for (;;)
    {
        slots::slot taken = locks.take_free(ec);
        auto const now = deadline::clock::now();
        if (taken.lock || ec || now >= end)
        {
            return taken;
        }
        std::this_thread::sleep_until(std::min(now + pause.next(), end));
    }
}

/// Without queueing.
slots::slot semaphore::impl::acquire_at_once(error_code& ec)
{
    auto const end = deadline::clock::now() + patience_with_recorders;
    backoff pause(first_look, milliseconds(1));
    for (;;)
    {
        slots::slot taken;
        std::ptrdiff_t const recorded = slots::read_count(record, ec);
        if (ec || (recorded == count && acquire_recorded(taken, ec))
            || acquire_new(taken, ec))
        {
            return taken;
        }
        if (deadline::clock::now() >= end)
        {
            ec = recorded != 0 && recorded != count ? errc::wrong_count
                                                    : errc::already_locked;
            return {};
        }
        std::this_thread::sleep_for(pause.next());
    }
}

/// Where our count was recorded a moment ago. False if it is not any more: with a slot in
/// hand we know, for then it cannot be changed.
bool semaphore::impl::acquire_recorded(slots::slot& taken, error_code& ec)
{
    taken = locks.take_free(ec);
    if (ec || !taken.lock)
    {
        ec = ec ? ec : make_error_code(errc::already_locked);
        return true;
    }
    bool const is_right = slots::read_count(record, ec) == count;
    if (!is_right)
    {
        error_code ignored;
        locks.release(std::exchange(taken, {}), ignored);
    }
    return is_right || ec;
}

/// Where our count is not recorded. False if somebody else has the turn, who may be just
/// about to record it.
bool semaphore::impl::acquire_new(slots::slot& taken, error_code& ec)
{
    auto const turn = locks.turn();
    turn->acquire(std::chrono::seconds(0), ec);
    if (ec)
    {
        bool const is_busy = ec == errc::already_locked;
        ec = is_busy ? error_code() : ec;
        return !is_busy;
    }
    std::unique_lock<lock_base> const in_turn(*turn, std::adopt_lock);
    agree_on_count(ec);
    if (!ec)
    {
        taken = locks.take_free(ec);
    }
    if (!ec && !taken.lock)
    {
        ec = errc::already_locked;
    }
    return true;
}

/// Precondition: it is our turn. If we are killed here the record is the old one or the
/// new one, and nobody holds a slot under the old.
void semaphore::impl::agree_on_count(error_code& ec)
{
    std::ptrdiff_t const recorded = slots::read_count(record, ec);
    if (ec || recorded == count)
    {
        return;
    }
    std::vector<slots::slot> all;
    for (std::ptrdiff_t number = 1; number <= recorded; ++number)
    {
        all.push_back(locks.make_slot(number, cancellation()));
        all.back().lock->acquire(std::chrono::seconds(0), ec);
        if (ec)
        {
            ec = ec == errc::already_locked ? errc::wrong_count : ec;
            return;
        }
    }
    slots::write_count(record, count, how_to.file_permissions, ec);
}

void semaphore::impl::release(error_code& ec)
{
    ec.clear();
    slots::slot last = locks.last_held();
    if (!last.lock)
    {
        error_code unreadable;
        ec = locks.is_any_held(unreadable) ? errc::not_my_lock : errc::not_locked;
        return;
    }
    locks.release(last, ec);
    if (ec && ec != errc::not_my_lock)
    {
        locks.hold(std::move(last));
    }
}

/// The caller knows of one path, but it may be that of another lock that is in the way.
void semaphore::impl::name_culprit(failure& what)
{
    error_code unknown;
    bool const is_late =
        what.code == errc::lock_timeout || what.code == errc::already_locked;
    bool const has_free_slot = static_cast<std::ptrdiff_t>(what.owners.size()) < count;
    if (is_late && has_free_slot)
    {
        // It is not the holders who keep us out of that one.
        if (auto first = locks.first_in_line(unknown); !first.owners.empty())
        {
            what.lock_path = std::move(first.lock_path);
            what.owners = std::move(first.owners);
        }
    }
    else if (what.owners.empty())
    {
        path const culprit = locks.complaining(what.code);
        what.lock_path = culprit.empty() ? base : culprit;
    }
}

void semaphore::impl::throw_failure(error_code ec, deadline::clock::time_point began)
{
    error_code unknown;
    failure what{"acquire", ec, base, locks.owners(unknown), {}};
    what.waited = deadline::clock::now() - began;
    if (ec != errc::wrong_count)
    {
        name_culprit(what);
        throw_lock_error(std::move(what));
    }
    std::string text = "acquire " + quoted(base) + ": others use it with a count of "
        + std::to_string(slots::read_count(record, unknown)) + ", not "
        + std::to_string(count) + "; use the same, or wait until nobody holds a slot";
    boost::throw_exception(
        lock_failed(ec, std::move(text), base, std::move(what.owners)));
}

void semaphore::impl::throw_release_failure(error_code ec)
{
    error_code unknown;
    throw_unlock_error({"release", ec, base, locks.owners(unknown), {}});
}

}  // namespace filelock
