// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "lock_base_impl.hpp"

#include <new>
#include <utility>

#include "fork_guard.hpp"
#include "notify.hpp"
#include "unfinished_wait.hpp"

namespace filelock
{

lock_base::impl::impl(boost::filesystem::path for_what, options how_to_lock,
                      std::unique_ptr<scheme> by)
    : target(std::move(for_what))
    , how_to(std::move(how_to_lock))
    , path(lock_path_of(target, how_to))
    , how(std::move(by))
    , keeper(how.get())
    , held(std::make_unique<holders>())
    , generation(fork_guard::generation())
{
}

void lock_base::impl::mind_fork()
{
    fork_guard::mind(generation,
                     [this]
                     {
                         how->forget_after_fork();
                         // Its mutex may be locked by a thread that this process lacks.
                         static_cast<void>(held.release());
                         held = std::make_unique<holders>();
                         if (repeated)
                         {
                             static_cast<void>(repeated.release());
                             repeated = std::make_unique<repetitions>();
                         }
                     });
}

void lock_base::impl::tell(event::kind what, lock_mode mode, error_code reason) noexcept
{
    if (may_be_observed.load(std::memory_order_acquire))
    {
        notify({what, path, how->name(), mode, reason});
    }
}

bool lock_base::impl::acquire(lock_mode mode, deadline const& until, error_code& ec)
{
    ec.clear();
    mind_fork();
    request const who{mode, me(), until.waits()};
    if (who.thread != 0 && held->find(who.thread))
    {
        if (take_again(who.thread, mode))
        {
            return true;
        }
        ec = until.waits() ? errc::would_deadlock : errc::already_locked;
        return false;
    }
    unfinished_wait line(*how, who);
    bool taken = how->try_acquire(who, ec) == attempt::taken;
    if (!taken && !ec)
    {
        taken = until.waits() && wait(who, until, ec);
        if (!until.waits())
        {
            ec = errc::already_locked;
        }
    }
    if (!taken || ec)
    {
        return false;
    }
    line.set_held();
    try
    {
        held->add(who.thread, mode);
    }
    catch (...)
    {
        error_code ignored;
        how->release(who, ignored);
        throw;
    }
    tell(event::kind::acquired, mode);
    return true;
}

/// The lock is held if `ec` is clear afterwards, and true is returned.
bool lock_base::impl::wait(request const& who, deadline const& until, error_code& ec)
{
    tell(event::kind::waiting, who.mode);
    wait_limits const limits{until, how_to.cancellation, how_to.poll_interval};
    for (;;)
    {
        wait_end const end = how->wait(who, limits, ec);
        if (ec)
        {
            return false;
        }
        if (end == wait_end::taken)
        {
            return true;
        }
        if (end == wait_end::timed_out)
        {
            ec = errc::lock_timeout;
            tell(event::kind::timed_out, who.mode);
            return false;
        }
        bool const taken = how->try_acquire(who, ec) == attempt::taken;
        if (taken || ec)
        {
            return taken;
        }
    }
}

error_code lock_base::impl::why_not_mine()
{
    error_code unreadable;
    bool const somebody = !held->empty() || how->is_locked(unreadable);
    return somebody ? errc::not_my_lock : errc::not_locked;
}

void lock_base::impl::release(std::optional<lock_mode> only, error_code& ec)
{
    ec.clear();
    mind_fork();
    thread_id const thread = me();
    if (auto* const all = repeated ? repeated->find(thread) : nullptr)
    {
        give_back_one_of(thread, *all, only, ec);
        return;
    }
    give_back(thread, only, ec);
}

void lock_base::impl::give_back(thread_id thread, std::optional<lock_mode> only,
                                error_code& ec)
{
    auto const mode = only ? only : held->find(thread);
    if (!mode || !held->remove(thread, *mode))
    {
        ec = why_not_mine();
        return;
    }
    how->release({*mode, thread, false}, ec);
    if (!ec)
    {
        tell(event::kind::released, *mode);
    }
    else if (ec == errc::not_my_lock)
    {
        tell(event::kind::lock_lost, *mode, ec);
    }
    else
    {
        held->add(thread, *mode);
    }
}

void lock_base::impl::unlock(lock_mode mode) noexcept
{
    error_code ec;
    try
    {
        release(mode, ec);
    }
    catch (std::bad_alloc const&)
    {
        ec = make_error_code(boost::system::errc::not_enough_memory);
    }
    if (ec)
    {
        tell(event::kind::unlock_failed, mode, ec);
    }
}

bool lock_base::impl::convert(lock_mode from, lock_mode to, error_code& ec)
{
    ec.clear();
    mind_fork();
    thread_id const thread = me();
    auto* const all = repeated ? repeated->find(thread) : nullptr;
    return all != nullptr ? convert_one_of(thread, *all, from, to, ec)
                          : convert_hold(thread, from, to, ec);
}

/// Of the one hold that the scheme knows of.
bool lock_base::impl::convert_hold(thread_id thread, lock_mode from, lock_mode to,
                                   error_code& ec)
{
    if (!held->remove(thread, from))
    {
        ec = why_not_mine();
        return false;
    }
    bool const changed = how->convert({to, thread, false}, ec) == attempt::taken && !ec;
    if (ec == errc::not_my_lock)
    {
        if (repeated)
        {
            repeated->end(thread);
        }
        tell(event::kind::lock_lost, from, ec);
        return false;
    }
    held->add(thread, changed ? to : from);
    return changed;
}

void lock_base::impl::release_everything() noexcept
{
    mind_fork();
    while (auto const each = held->any())
    {
        held->remove(each->thread, each->mode);
        error_code ec;
        how->release({each->mode, each->thread, false}, ec);
        tell(ec ? event::kind::unlock_failed : event::kind::released, each->mode, ec);
    }
}

failure lock_base::impl::failed(char const* operation, error_code ec)
{
    failure what{operation, ec, path, {}, {}};
    if (ec == errc::lock_timeout || ec == errc::already_locked || ec == errc::not_my_lock
        || ec == errc::unsupported || ec == errc::would_deadlock
        || ec == boost::system::errc::permission_denied)
    {
        error_code unknown;
        what.owners = how->owners(unknown);
    }
    return what;
}

}  // namespace filelock
