// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_HANDLE_LOCK_HPP_INCLUDED
#define FILELOCK_HANDLE_LOCK_HPP_INCLUDED

#include <mutex>

#include <filelock/config.hpp>
#include <filelock/error.hpp>
#include <filelock/file_handle.hpp>
#include <filelock/lock_mode.hpp>

namespace filelock
{

/// Owns the lock on an open file, and not the file: unlocks when it is destroyed.
///
/// The file must stay open, under the same descriptor, for as long as the object owns the
/// lock. One object may be used by one thread at a time. In a forked child it owns
/// nothing and unlocks nothing; what the child does with the handle itself is another
/// matter, see file_handle.hpp.
class FILELOCK_DECL handle_lock
{
public:
    /// Owns nothing.
    handle_lock() noexcept = default;

    /// Locks, as lock(which, how).
    explicit handle_lock(handle_ref which, lock_flags how = lock_flags::exclusive);

    /// Tries, as try_lock(which, how): ask owns_lock().
    handle_lock(handle_ref which, lock_flags how, std::try_to_lock_t);

    /// Takes over what is locked already, so by try_lock_for().
    handle_lock(handle_ref which, lock_flags how, std::adopt_lock_t);

    /// Unlocks what is still owned. What goes wrong is an `unlock_failed` event for the
    /// observer.
    ~handle_lock();

    handle_lock(handle_lock&& moved) noexcept;
    handle_lock& operator=(handle_lock&& moved) noexcept;
    handle_lock(handle_lock const&) = delete;
    handle_lock& operator=(handle_lock const&) = delete;

    bool owns_lock() const noexcept;
    explicit operator bool() const noexcept { return owns_lock(); }

    /// What was locked; no file for an object that never had one.
    handle_ref handle() const noexcept { return which_; }

    /// Unlocks now. Throws: not_locked if nothing is owned, not_my_lock in a forked
    /// child, unlock_error if the system refuses; it is owned no more then.
    void unlock();
    void unlock(error_code& ec);

    /// Gives up the ownership *without* unlocking, as std::unique_lock's does.
    handle_ref release() noexcept;

private:
    handle_lock(handle_ref which, lock_flags how, bool owns);

    handle_ref which_;
    lock_mode mode_ = lock_mode::exclusive;
    bool owns_ = false;
    unsigned process_ = 0;
};

}  // namespace filelock

#endif
