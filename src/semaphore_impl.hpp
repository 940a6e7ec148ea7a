// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_SEMAPHORE_IMPL_HPP_INCLUDED
#define FILELOCK_SEMAPHORE_IMPL_HPP_INCLUDED

#include <cstddef>

#include <filelock/semaphore.hpp>

#include "slots/lock_set.hpp"
#include "throw_error.hpp"

namespace filelock
{

/// How a semaphore takes slots. Shared with the guards, which may outlive it.
///
/// The rules, with which the steps of different processes may come in any order:
/// - Who waits holds the lock `queue` until it holds the lock `turn`, and that until it
///   has its slot or gives up. So slots go in turn, and nobody who comes back overtakes.
/// - The recorded count is written by the holder of `turn`, and changed from M only with
///   all M slots in hand: it is that of everybody who holds one.
/// - Who holds a slot, and read its own count in the record while it held the slot or the
///   turn, may keep it.
/// All of it is locks: whoever is killed at whatever step, what it held is free, or a
/// dead owner's. Whoever is stopped holds up those behind it, as any holder would.
struct semaphore::impl
{
    impl(path for_what, std::ptrdiff_t slot_count, options const& how,
         lock_maker const& make);

    /// None if and only if `ec` is set.
    slots::slot acquire(deadline const& until, error_code& ec);
    void release(error_code& ec);

    [[noreturn]] void throw_failure(error_code ec, deadline::clock::time_point began);
    [[noreturn]] void throw_release_failure(error_code ec);

    void name_culprit(failure& what);
    slots::slot acquire_in_turn(deadline const& until, error_code& ec);
    slots::slot acquire_at_once(error_code& ec);
    bool acquire_recorded(slots::slot& taken, error_code& ec);
    bool acquire_new(slots::slot& taken, error_code& ec);
    slots::slot take_next(deadline const& until, error_code& ec);
    slots::slot look_briefly(deadline const& until, error_code& ec);
    void agree_on_count(error_code& ec);

    path const target;
    options const how_to;
    path const base;    ///< As it was given.
    path const record;  ///< The same, as seen from anywhere.
    std::ptrdiff_t const count;
    slots::lock_set locks;
};

}  // namespace filelock

#endif
