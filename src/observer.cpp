// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include <filelock/observer.hpp>

#include <atomic>
#include <utility>

#include "notify.hpp"

namespace filelock
{

namespace
{

/// An observer and the one that it replaced. Never freed: another thread may be calling
/// it, and a mutex or count to tell would have to survive a fork. There are few of them.
struct installed
{
    observer who;
    installed const* before;
};

std::atomic<installed const*> latest{nullptr};

thread_local bool being_told = false;

}  // namespace

std::atomic<bool> may_be_observed{false};

observer set_observer(observer who)
{
    auto* const mine =
        new installed{std::move(who), latest.load(std::memory_order_acquire)};
    while (!latest.compare_exchange_weak(mine->before, mine, std::memory_order_acq_rel))
    {
    }
    may_be_observed.store(true, std::memory_order_release);
    return mine->before != nullptr ? mine->before->who : observer();
}

void notify(event const& what) noexcept
{
    auto const* const now = latest.load(std::memory_order_acquire);
    if (now == nullptr || !now->who || being_told)
    {
        return;
    }
    being_told = true;
    try
    {
        now->who(what);
    }
    catch (...)  // NOLINT(bugprone-empty-catch): an observer may not fail an acquire
    {
    }
    being_told = false;
}

char const* to_string(event::kind what) noexcept
{
    switch (what)
    {
    case event::kind::waiting:
        return "waiting";
    case event::kind::acquired:
        return "acquired";
    case event::kind::released:
        return "released";
    case event::kind::timed_out:
        return "timed_out";
    case event::kind::stale_lock_broken:
        return "stale_lock_broken";
    case event::kind::lock_lost:
        return "lock_lost";
    case event::kind::unlock_failed:
        return "unlock_failed";
    case event::kind::write_failed:
        return "write_failed";
    }
    return "unknown";
}

}  // namespace filelock
