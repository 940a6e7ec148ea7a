// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_SEMAPHORE_SLOT_HPP_INCLUDED
#define FILELOCK_SEMAPHORE_SLOT_HPP_INCLUDED

#include <cstddef>
#include <memory>
#include <mutex>

#include <filelock/config.hpp>
#include <filelock/deadline.hpp>
#include <filelock/error.hpp>
#include <filelock/semaphore.hpp>

namespace filelock
{

namespace slots
{
struct slot;
}

/// A slot of a semaphore for as long as the object lives, and its number: what
/// std::unique_lock is to a mutex.
///
/// The slot is the guard's: the semaphore's release() does not give it back, and the
/// semaphore may be destroyed or moved meanwhile. A guard is for one thread at a time,
/// not necessarily always the same. A forked child's copy owns nothing.
class FILELOCK_DECL semaphore_slot
{
public:
    /// Owns nothing.
    semaphore_slot() noexcept = default;

    /// Waits for a slot as semaphore::acquire() does, and throws what that throws.
    explicit semaphore_slot(semaphore& from);

    /// Takes a slot as try_acquire() does: ask whether it has become one.
    semaphore_slot(semaphore& from, std::try_to_lock_t);

    /// Takes over the slot that `from` would release() next, if it holds one.
    semaphore_slot(semaphore& from, std::adopt_lock_t);

    /// Takes a slot as try_acquire_for() does: ask whether it has become one.
    template <class Duration>
    semaphore_slot(semaphore& from, Duration const& timeout)
    {
        try_until(from, deadline::after(timeout));
    }

    semaphore_slot(semaphore_slot&& other) noexcept;

    /// Gives back what it owned before.
    semaphore_slot& operator=(semaphore_slot&& other) noexcept;

    /// Gives the slot back. What goes wrong goes to the observer.
    ~semaphore_slot();

    bool owns_slot() const noexcept;
    explicit operator bool() const noexcept { return owns_slot(); }

    /// Which slot it is, 1 to the semaphore's count, of all holders its alone: an index
    /// for what is kept once a slot. Zero if it owns none.
    std::ptrdiff_t number() const noexcept;

    /// Gives the slot back before the end. Throws: not_locked if it owns none,
    /// not_my_lock if it was taken away; unlock_error, the slot is then still owned.
    void release();
    void release(error_code& ec);

private:
    void take_over(semaphore& from, slots::slot taken);
    void take(semaphore& from, deadline const& until, error_code& ec);
    void try_until(semaphore& from, deadline const& until);

    std::shared_ptr<semaphore::impl> from_;
    std::shared_ptr<lock_base> lock_;
    std::ptrdiff_t number_ = 0;
};

}  // namespace filelock

#endif
