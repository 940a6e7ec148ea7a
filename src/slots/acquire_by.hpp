// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_SLOTS_ACQUIRE_BY_HPP_INCLUDED
#define FILELOCK_SLOTS_ACQUIRE_BY_HPP_INCLUDED

#include <algorithm>

#include <filelock/deadline.hpp>
#include <filelock/error.hpp>
#include <filelock/lock_base.hpp>

namespace filelock
{
namespace slots
{

/// Takes the lock alone as one step of something longer, with what is left of its time.
/// errc::lock_timeout if that is over, as long as the whole was to wait at all.
inline void acquire_by(lock_base& lock, deadline const& until, error_code& ec)
{
    if (until.waits() && !until.is_finite())
    {
        lock.acquire(ec);
        return;
    }
    auto left = deadline::clock::duration::zero();
    if (until.waits())
    {
        left = std::max(left, until.point() - deadline::clock::now());
    }
    lock.acquire(left, ec);
    if (until.waits() && ec == errc::already_locked)
    {
        ec = errc::lock_timeout;
    }
}

}  // namespace slots
}  // namespace filelock

#endif
