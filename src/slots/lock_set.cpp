// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "slots/lock_set.hpp"

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>

#include <filelock/error.hpp>

#include "fork_guard.hpp"
#include "slots/names.hpp"

namespace filelock
{
namespace slots
{

lock_set::lock_set(path base, std::ptrdiff_t count, options how_to,
                   semaphore::lock_maker make)
    : base_(std::move(base))
    , count_(count)
    , how_to_(std::move(how_to))
    , make_(std::move(make))
    , kept_(std::make_unique<kept_locks>(count_))
    , generation_(fork_guard::generation())
{
    fork_guard::watch();
}

lock_set::kept_locks& lock_set::kept()
{
    fork_guard::mind(generation_,
                     [this]
                     {
                         // Another thread of the parent's may have been changing it.
                         static_cast<void>(kept_.release());
                         kept_ = std::make_unique<kept_locks>(count_);
                     });
    return *kept_;
}

std::shared_ptr<lock_base> lock_set::make(path const& where, options how_to) const
{
    how_to.lock_path = where;
    return make_(how_to);
}

std::shared_ptr<lock_base> lock_set::door(std::shared_ptr<lock_base> kept_locks::*which,
                                          char const* name)
{
    kept_locks& mine = kept();
    {
        std::lock_guard<std::mutex> const guard(mine.mutex);
        if (mine.*which)
        {
            return mine.*which;
        }
    }
    // Outside, for a maker of the user's may do what it likes.
    options how_to = how_to_;
    how_to.threaded = true;
    how_to.record_owner = false;
    path where = base_;
    where += name;
    auto made = make(where, std::move(how_to));
    std::lock_guard<std::mutex> const guard(mine.mutex);
    if (!(mine.*which))
    {
        mine.*which = std::move(made);
    }
    return mine.*which;
}

std::shared_ptr<lock_base> lock_set::queue()
{
    return door(&kept_locks::queue, queue_ending);
}

std::shared_ptr<lock_base> lock_set::turn()
{
    return door(&kept_locks::turn, turn_ending);
}

path lock_set::slot_path(std::ptrdiff_t number) const
{
    path where = base_;
    where += '.' + std::to_string(number);
    return where;
}

slot lock_set::make_slot(std::ptrdiff_t number, cancellation const& cancel) const
{
    options how_to = how_to_;
    how_to.threaded = false;
    how_to.cancellation = cancel;
    return {make(slot_path(number), std::move(how_to)), number};
}

slot lock_set::take_out(std::ptrdiff_t number)
{
    {
        kept_locks& mine = kept();
        std::lock_guard<std::mutex> const guard(mine.mutex);
        auto& idle = mine.idle[static_cast<std::size_t>(number - 1)];
        if (idle)
        {
            return {std::move(idle), number};
        }
    }
    return make_slot(number, cancellation());
}

void lock_set::put_back(slot const& idle)
{
    kept_locks& mine = kept();
    std::lock_guard<std::mutex> const guard(mine.mutex);
    mine.idle[static_cast<std::size_t>(idle.number - 1)] = idle.lock;
}

slot lock_set::take_free(error_code& ec)
{
    for (std::ptrdiff_t number = 1; number <= count_; ++number)
    {
        slot candidate = take_out(number);
        candidate.lock->acquire(std::chrono::seconds(0), ec);
        if (!ec)
        {
            return candidate;
        }
        put_back(candidate);
        if (ec != errc::already_locked)
        {
            return {};
        }
    }
    ec.clear();
    return {};
}

void lock_set::release(slot const& taken, error_code& ec)
{
    taken.lock->release(ec);
    if (!ec)
    {
        put_back(taken);
    }
}

void lock_set::hold(slot taken)
{
    kept_locks& mine = kept();
    std::lock_guard<std::mutex> const guard(mine.mutex);
    mine.held.push_back(std::move(taken));
}

slot lock_set::last_held()
{
    kept_locks& mine = kept();
    std::lock_guard<std::mutex> const guard(mine.mutex);
    if (mine.held.empty())
    {
        return {};
    }
    slot last = std::move(mine.held.back());
    mine.held.pop_back();
    return last;
}

std::ptrdiff_t lock_set::held_count()
{
    kept_locks& mine = kept();
    std::lock_guard<std::mutex> const guard(mine.mutex);
    return static_cast<std::ptrdiff_t>(mine.held.size());
}

void lock_set::release_held()
{
    // What goes wrong goes to the observer, whom a lock tells when it ends.
    while (last_held().lock)
    {
    }
}

bool lock_set::is_any_held(error_code& ec)
{
    ec.clear();
    for (std::ptrdiff_t number = 1; number <= count_ && !ec; ++number)
    {
        if (make_slot(number, cancellation()).lock->is_locked(ec))
        {
            return true;
        }
    }
    return false;
}

std::vector<owner> lock_set::owners(error_code& ec)
{
    ec.clear();
    std::vector<owner> all;
    for (std::ptrdiff_t number = 1; number <= count_ && !ec; ++number)
    {
        auto const some = make_slot(number, cancellation()).lock->owners(ec);
        all.insert(all.end(), some.begin(), some.end());
    }
    return all;
}

line_head lock_set::first_in_line(error_code& ec)
{
    ec.clear();
    for (auto const& each : {turn(), queue()})
    {
        auto found = ec ? std::vector<owner>() : each->owners(ec);
        if (!found.empty())
        {
            return {each->lock_path(), std::move(found)};
        }
    }
    return {};
}

path lock_set::complaining(error_code const& of)
{
    std::vector<std::shared_ptr<lock_base>> all = {queue(), turn()};
    for (std::ptrdiff_t number = 1; number <= count_; ++number)
    {
        all.push_back(make_slot(number, cancellation()).lock);
    }
    auto const found = std::find_if(all.begin(), all.end(),
                                    [&of](auto const& lock)
                                    {
                                        error_code ec;
                                        lock->is_locked(ec);
                                        return ec == of;
                                    });
    return found != all.end() ? (*found)->lock_path() : path();
}

}  // namespace slots
}  // namespace filelock
