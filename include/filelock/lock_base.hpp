// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_LOCK_BASE_HPP_INCLUDED
#define FILELOCK_LOCK_BASE_HPP_INCLUDED

#include <memory>
#include <type_traits>
#include <vector>

#include <boost/filesystem/path.hpp>
#include <boost/system/error_code.hpp>

#include <filelock/config.hpp>
#include <filelock/deadline.hpp>
#include <filelock/error.hpp>
#include <filelock/lock_mode.hpp>
#include <filelock/options.hpp>
#include <filelock/owner.hpp>
#include <filelock/scheme.hpp>

namespace filelock
{

/// What every lock can do, whatever keeps it: shared and exclusive, in three vocabularies
/// (acquire and release; the standard's; Boost.Thread's names for conversions).
///
/// It protects whatever the programs that use the same lock path agree on, among
/// processes, threads and lock objects alike. It is advisory: who does not ask is not
/// kept out.
///
/// - Ownership is the (object, thread)'s; with `options::threaded == false` the object's.
/// - Threads: all members may be called at a time by any thread, except destruction and
///   moving. A thread that locks again what it holds through the same object gets false
///   from try_lock(), `already_locked` from an acquire that does not wait, and
///   `would_deadlock` from every wait. Through another object it waits like everybody
///   else, except that an untimed wait fails with `would_deadlock`. Where `threaded` is
///   false there is no telling who will release, so that nothing fails but waits.
/// - Fork: the child owns nothing through the objects it inherits, and nothing it does
///   with them touches what the parent holds; it may lock them anew. Exec: see the
///   concrete lock.
/// - Crash, network file systems: see the concrete lock.
/// - Signals: a wait goes on after a signal handler has returned.
/// - Destruction releases what is held, in whichever thread it happens; what goes wrong
///   then goes to the observer.
///
/// Every member that can fail exists in two forms. The one with a last parameter
/// `error_code& ec` clears `ec`, reports through it and throws nothing but std::bad_alloc
/// and what a cancellation's callable throws. The other throws the exception of error.hpp
/// that belongs to the code. A failed call has changed nothing.
///
/// A type called Duration may be any of std::chrono's or Boost.Chrono's durations. Above
/// zero it is how long to wait at most; it is never cut short, and saturates at 100
/// years. Zero or less: do not wait.
class FILELOCK_DECL lock_base
{
    template <class Duration, class Result>
    using if_duration = std::enable_if_t<detail::is_duration<Duration>::value, Result>;

public:
    lock_base(lock_base const&) = delete;
    lock_base& operator=(lock_base const&) = delete;

    /// Takes the lock for this thread alone, waiting for as long as others hold it.
    /// Throws: lock_failed.
    void acquire();

    /// The same. Errors: would_deadlock, operation_canceled, not_a_lock_file,
    /// unsupported, and whatever the system has against the lock path.
    void acquire(error_code& ec);

    /// Takes the lock for this thread alone, waiting for at most `timeout`.
    /// Throws: lock_timeout after a wait, already_locked without one, lock_failed.
    template <class Duration>
    if_duration<Duration, void> acquire(Duration const& timeout)
    {
        acquire_or_throw(lock_mode::exclusive, deadline::after(timeout));
    }

    /// The same. Errors: lock_timeout, already_locked, and those of acquire(ec).
    template <class Duration>
    if_duration<Duration, void> acquire(Duration const& timeout, error_code& ec)
    {
        acquire_until(lock_mode::exclusive, deadline::after(timeout), ec);
    }

    /// acquire(), but the lock may be shared with others that share it.
    void acquire_shared();
    void acquire_shared(error_code& ec);

    template <class Duration>
    if_duration<Duration, void> acquire_shared(Duration const& timeout)
    {
        acquire_or_throw(lock_mode::shared, deadline::after(timeout));
    }

    template <class Duration>
    if_duration<Duration, void> acquire_shared(Duration const& timeout, error_code& ec)
    {
        acquire_until(lock_mode::shared, deadline::after(timeout), ec);
    }

    /// Gives the lock back, in whichever mode it is held.
    /// Throws: not_locked, not_my_lock; unlock_error if the system refuses, the lock is
    /// then still held.
    void release();

    /// The same. Errors: not_locked if nobody holds the lock, not_my_lock if somebody
    /// else does (another process, thread or object) or has taken it away.
    void release(error_code& ec);

    /// Whether anybody holds the lock, in any mode. It may have changed before the call
    /// returns. Makes no file. Throws: lock_failed.
    bool is_locked() const;
    bool is_locked(error_code& ec) const;

    /// Whether this thread holds the lock through this object; with `threaded == false`,
    /// whether the object holds it.
    bool i_am_locking() const noexcept;

    /// The same, but asks the system, too: false once somebody has broken the lock, or
    /// removed the file, directory or row in which it is kept. Of a custom_lock it is as
    /// good as its scheme. It may have changed before the call returns. Throws:
    /// lock_failed.
    bool i_am_still_locking() const;
    bool i_am_still_locking(error_code& ec) const;

    /// Takes the lock from whoever holds it. Nothing happens if nobody does.
    /// Throws: lock_failed, with errc::unsupported where the scheme cannot do that.
    void break_lock();
    void break_lock(error_code& ec);

    /// Who holds the lock, one entry a holder. May be incomplete, as the concrete lock
    /// says, and may have changed before the call returns. Throws: lock_failed.
    std::vector<owner> owners() const;
    std::vector<owner> owners(error_code& ec) const;

    /// std::shared_timed_mutex's members: with them std::scoped_lock, std::unique_lock,
    /// std::shared_lock, std::lock and Boost.Thread's guards work. The try_ forms return
    /// false for "held by somebody else" and throw lock_failed for everything else.
    void lock() { acquire(); }

    bool try_lock() { return try_until(lock_mode::exclusive, deadline::immediate()); }

    template <class Duration>
    bool try_lock_for(Duration const& timeout)
    {
        return try_until(lock_mode::exclusive, deadline::after(timeout));
    }

    /// Any clock's time point. It is read once; the wait itself goes by the steady clock.
    template <class TimePoint>
    bool try_lock_until(TimePoint const& point)
    {
        return try_until(lock_mode::exclusive, deadline::at(point));
    }

    /// Releases an exclusive hold. Does not throw, for guards call it from destructors:
    /// what goes wrong is an `unlock_failed` event for the observer.
    void unlock() noexcept;

    void lock_shared() { acquire_shared(); }

    bool try_lock_shared() { return try_until(lock_mode::shared, deadline::immediate()); }

    template <class Duration>
    bool try_lock_shared_for(Duration const& timeout)
    {
        return try_until(lock_mode::shared, deadline::after(timeout));
    }

    template <class TimePoint>
    bool try_lock_shared_until(TimePoint const& point)
    {
        return try_until(lock_mode::shared, deadline::at(point));
    }

    /// Releases a shared hold; otherwise as unlock().
    void unlock_shared() noexcept;

    /// Exclusive to shared, without letting a writer in between.
    /// Precondition: this thread holds the lock exclusively, else not_locked or
    /// not_my_lock.
    /// Throws: those, and lock_failed.
    void unlock_and_lock_shared();
    void unlock_and_lock_shared(error_code& ec);

    /// Shared to exclusive, if nobody else shares it; never waits.
    /// Precondition: this thread holds the lock shared, else not_locked or not_my_lock.
    /// Returns: whether the lock is now held exclusively. If not it is still held shared.
    /// Throws: those, and lock_failed.
    bool try_unlock_shared_and_lock();
    bool try_unlock_shared_and_lock(error_code& ec);

    /// What the lock was made for, as it was said.
    boost::filesystem::path const& target() const noexcept;

    /// The file or directory in which the lock is kept.
    boost::filesystem::path const& lock_path() const noexcept;

    /// "hard" and so on.
    char const* scheme_name() const noexcept;

protected:
    /// Touches no disk. Precondition: `how` is not null.
    lock_base(boost::filesystem::path target, options how_to,
              std::unique_ptr<scheme> how);

    /// Precondition of both: neither lock is held. The moved-from lock may only be
    /// assigned to or destroyed.
    lock_base(lock_base&&) noexcept;
    lock_base& operator=(lock_base&&) noexcept;

    ~lock_base();

    /// From now on whoever wants this lock passes `gate` first, which is used up: what
    /// fair_lock adds. Precondition: neither is held.
    void stand_behind(lock_base&& gate);

    /// From now on a thread may take again what it holds: what recursive_lock adds.
    /// Precondition: the lock is not held.
    void count_holds();

    /// The scheme that keeps the lock.
    scheme& kept_by() const noexcept;

    /// The scheme that keeps the gate; null if there is none.
    scheme* gate_kept_by() const noexcept;

    /// `target` with ".lock" appended, without slashes at its end before, unless the
    /// options name another path.
    static boost::filesystem::path lock_path_of(boost::filesystem::path const& target,
                                                options const& how_to);

    /// acquire(ec) and its relatives, for a front of another style. False if `ec` is set.
    bool acquire_until(lock_mode mode, deadline const& until, error_code& ec);

    /// release(ec), but only of a hold in that mode.
    void release(lock_mode mode, error_code& ec);

private:
    struct impl;

    void acquire_or_throw(lock_mode mode, deadline const& until);
    bool try_until(lock_mode mode, deadline const& until);
    [[noreturn]] void throw_conversion_error(char const* operation, error_code ec);

    std::unique_ptr<impl> impl_;
};

}  // namespace filelock

#endif
