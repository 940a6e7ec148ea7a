// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_LOCK_IN_ORDER_HPP_INCLUDED
#define FILELOCK_LOCK_IN_ORDER_HPP_INCLUDED

#include <initializer_list>
#include <type_traits>
#include <utility>
#include <vector>

#include <filelock/config.hpp>
#include <filelock/deadline.hpp>
#include <filelock/error.hpp>
#include <filelock/lock_base.hpp>
#include <filelock/lock_mode.hpp>

namespace filelock
{

/// One of several locks to be taken, and how: `{accounts}`, `{rates, lock_mode::shared}`.
/// Refers to the lock, which must live for as long as it is held.
struct wanted_lock
{
    wanted_lock(lock_base& wanted, lock_mode how = lock_mode::exclusive) noexcept
        : lock(&wanted)
        , mode(how)
    {
    }

    lock_base* lock;
    lock_mode mode;
};

/// Holds several locks, taken in one order on which all processes agree, so that none
/// waits for another in a circle:
///
///     lock_in_order both({from, {rates, lock_mode::shared}, to});
///     lock_in_order both({from, to}, 10s);
///
/// All or nothing: whatever ends the attempt (a timeout, an error, a cancellation's
/// exception), what was taken by then is given back. One deadline covers all of them.
///
/// std::scoped_lock, std::lock() and boost::lock() take such locks without a deadlock,
/// too: they hold one while they try the others, and begin anew with one that is held.
/// This class waits where it is, sleeping; it can share some of the locks and keep a
/// deadline. Both kinds may be mixed.
///
/// The order is that of where a lock is kept: the number of its directory's inode, then
/// the name in it, then the directory's device. So it does not depend on how a path is
/// spelled (relative, through symbolic links to directories), nor on whether the lock
/// file exists: a soft lock's comes and goes, and a hard lock's is made by whoever comes
/// first, so that an order by the file's own inode would be one before, and another
/// after. The device comes last because each machine numbers a network file system in its
/// own way. The directories must exist.
///
/// What the order cannot know, use a timeout for:
/// - programs that call one lock file by two names, such as hard links or, where the file
///   system does not mind, capitals and small letters;
/// - locks of the same name in two file systems' directories with the same inode number
///   (two mounts' roots), used on several machines that have numbered them differently;
/// - several locks that are kept at one lock path, such as `sqlite_lock`s of one
///   database: they count as one lock here, see below;
/// - locks that a thread holds already while it takes others in this way: take all in one
///   go.
///
/// Two names of one lock among those wanted are an error, errc::would_deadlock, before
/// anything is taken: the same place, or two existing lock files that are one file.
///
/// - Threads: an object belongs to the thread that made it, as the locks do.
/// - Fork: the child holds none of them. Crash: each lock as its class says.
class FILELOCK_DECL lock_in_order
{
    template <class Duration>
    using if_duration = std::enable_if_t<detail::is_duration<Duration>::value, Duration>;

public:
    /// Holds nothing.
    lock_in_order() noexcept = default;

    /// Takes all, waiting until then at most. A deadline that does not wait takes what is
    /// free at once or nothing.
    /// Throws: lock_timeout, already_locked (without a wait), lock_failed; each names the
    /// lock that could not be had and, if known, who holds it.
    explicit lock_in_order(std::vector<wanted_lock> all,
                           deadline const& until = deadline::never());

    /// The same, so that `({})` is a list of none, and not a moved object.
    explicit lock_in_order(std::initializer_list<wanted_lock> all,
                           deadline const& until = deadline::never())
        : lock_in_order(std::vector<wanted_lock>(all), until)
    {
    }

    /// The same. Errors: lock_timeout, already_locked, would_deadlock, those of
    /// lock_base::acquire(ec), and what the system has against a lock's directory.
    lock_in_order(std::vector<wanted_lock> all, deadline const& until, error_code& ec);
    lock_in_order(std::vector<wanted_lock> all, error_code& ec);

    /// The same with a timeout for all of them together; zero or less: does not wait.
    template <class Duration, class = if_duration<Duration>>
    lock_in_order(std::vector<wanted_lock> all, Duration const& timeout)
        : lock_in_order(std::move(all), deadline::after(timeout))
    {
    }

    template <class Duration, class = if_duration<Duration>>
    lock_in_order(std::vector<wanted_lock> all, Duration const& timeout, error_code& ec)
        : lock_in_order(std::move(all), deadline::after(timeout), ec)
    {
    }

    /// Gives all back, the last one first.
    ~lock_in_order();

    lock_in_order(lock_in_order&& moved) noexcept;
    lock_in_order& operator=(lock_in_order&& moved) noexcept;
    lock_in_order(lock_in_order const&) = delete;
    lock_in_order& operator=(lock_in_order const&) = delete;

    /// Whether it holds any locks.
    bool owns_lock() const noexcept { return !held_.empty(); }
    explicit operator bool() const noexcept { return owns_lock(); }

    /// Gives all back now. As with lock_base::unlock(), what goes wrong goes to the
    /// observer.
    void unlock() noexcept;

private:
    lock_base* take(std::vector<wanted_lock> all, deadline const& until, error_code& ec);

    std::vector<wanted_lock> held_;
};

}  // namespace filelock

#endif
