// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_SEMAPHORE_HPP_INCLUDED
#define FILELOCK_SEMAPHORE_HPP_INCLUDED

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <boost/filesystem/path.hpp>

#include <filelock/config.hpp>
#include <filelock/deadline.hpp>
#include <filelock/error.hpp>
#include <filelock/lock_base.hpp>
#include <filelock/options.hpp>
#include <filelock/owner.hpp>

namespace filelock
{

/// A counting semaphore among processes: at most `count` slots are held at a time, by
/// whatever processes, threads and objects. It has what std::counting_semaphore has, and
/// acquire() and release() as every lock here.
///
/// It is made of locks: `count` of them, one a slot, and two in which those who wait
/// queue. So it can be kept in whatever way a lock can, and is as good as these locks.
/// doc/semaphore.adoc has the protocol.
///
/// - Ownership is the object's: any thread may release what any other has taken through
///   the same object, and several may hold several slots. Unlike std::counting_semaphore,
///   release() gives back a slot that is held here, and cannot make one: who holds none
///   gets errc::not_locked or not_my_lock.
/// - The count is agreed on: it is recorded, and who asks with another one while anybody
///   holds a slot gets errc::wrong_count. A count that nobody uses any more is replaced.
/// - Fairness: those who wait queue, and the first of them gets the next slot. Who does
///   not wait does not queue either: try_acquire() takes any slot that is free. A process
///   that is stopped while it is the first holds up those behind it.
/// - Waiting: the first in the queue sleeps until one of the slots is free, for which it
///   has, after two milliseconds, a thread for each of them (hard locks: two).
/// - Threads: all members may be called at a time by any thread, except destruction and
///   moving. A thread that waits for what it could only release itself waits for ever.
/// - Fork: the child owns nothing, and may use the object for itself. Exec, network file
///   systems: see the lock that is used.
/// - Crash: a killed holder's slot is free as a killed holder's lock is, and so is a
///   killed waiter's place: at once with hard locks, on proof of death with soft ones. An
///   mkdir lock does not name its maker for a moment: whoever is killed in it keeps the
///   slot, or everybody's place in the queue, for `options::abandoned_after`; for ever if
///   that is not set.
/// - An observer is told of the locks that a semaphore is made of, by their own paths.
/// - Destruction gives back what acquire() has taken; a semaphore_slot keeps its own.
class FILELOCK_DECL semaphore
{
    template <class Duration, class Result>
    using if_duration = std::enable_if_t<detail::is_duration<Duration>::value, Result>;

public:
    /// Makes one of the locks: for the path `how_to.lock_path`, with these options, no
    /// matter what they are. Must not be empty, nor return null.
    using lock_maker = std::function<std::shared_ptr<lock_base>(options const& how_to)>;

    /// How many slots a semaphore can have: a wait takes a thread for each.
    static constexpr std::ptrdiff_t max() noexcept { return 256; }

    /// A semaphore of `count` slots for `target`, kept in `how_to.lock_path`, or in
    /// `target` + ".semaphore", and in files beside it whose names begin with that; with
    /// hard locks. `how_to.threaded` has no meaning. Touches no disk. Throws:
    /// std::invalid_argument if `count` is not 1 to max(), or if there is neither a
    /// target nor a lock path; std::bad_alloc.
    semaphore(boost::filesystem::path target, std::ptrdiff_t count,
              options const& how_to = {});

    /// The same with locks of the scheme of that name, see any_lock. Throws:
    /// std::invalid_argument, also if there is no such scheme.
    semaphore(boost::filesystem::path target, std::ptrdiff_t count,
              std::string const& scheme_name, options const& how_to = {});

    /// The same with locks of the caller's making.
    semaphore(boost::filesystem::path target, std::ptrdiff_t count,
              lock_maker const& make, options const& how_to = {});

    /// The moved-from semaphore may only be assigned to or destroyed.
    semaphore(semaphore&& other) noexcept;
    semaphore& operator=(semaphore&& other) noexcept;
    ~semaphore();

    /// Takes a slot, waiting for as long as there is none. Throws: lock_failed.
    void acquire();

    /// The same. Errors: wrong_count; not_a_semaphore if the file at lock_path() is
    /// something else; operation_canceled, not_a_lock_file, unsupported, and whatever the
    /// system has against the files.
    void acquire(error_code& ec);

    /// Takes a slot, waiting for at most `timeout`. Throws: lock_timeout after a wait,
    /// already_locked without one, with the holders; if a slot is free, instead with
    /// whoever is the first in the queue, and the path of the lock that says so;
    /// lock_failed.
    template <class Duration>
    if_duration<Duration, void> acquire(Duration const& timeout)
    {
        acquire_or_throw(deadline::after(timeout));
    }

    /// The same. Errors: lock_timeout, already_locked, and those of acquire(ec).
    template <class Duration>
    if_duration<Duration, void> acquire(Duration const& timeout, error_code& ec)
    {
        acquire_until(deadline::after(timeout), ec);
    }

    /// std::counting_semaphore's: false if there was no slot in time. The first users of
    /// all, or of a new count, may hold each other up for a moment, and then say false
    /// too. Throws: lock_failed.
    bool try_acquire() { return try_until(deadline::immediate()); }

    template <class Duration>
    bool try_acquire_for(Duration const& timeout)
    {
        return try_until(deadline::after(timeout));
    }

    template <class TimePoint>
    bool try_acquire_until(TimePoint const& point)
    {
        return try_until(deadline::at(point));
    }

    /// Gives back the slot that was taken last of those that acquire() and its relatives
    /// have taken. Throws: not_locked, not_my_lock; unlock_error if the system refuses,
    /// the slot is then still held.
    void release();

    /// The same. Errors: not_locked if nobody holds a slot, not_my_lock if others do, or
    /// have taken this one away.
    void release(error_code& ec);

    /// How many slots release() could give back.
    std::ptrdiff_t slots_held() const;

    /// Who holds a slot, one entry a slot, as far as the locks can tell. Makes no file.
    /// Throws: lock_failed.
    std::vector<owner> owners() const;
    std::vector<owner> owners(error_code& ec) const;

    /// The count that is recorded in that file; zero if there is none. Makes no file.
    /// Errors: not_a_semaphore, not_a_lock_file, and the system's.
    static std::ptrdiff_t recorded_count(boost::filesystem::path const& lock_path,
                                         error_code& ec);

    /// How many slots there are.
    std::ptrdiff_t count() const noexcept;

    /// What the semaphore was made for.
    boost::filesystem::path const& target() const noexcept;

    /// The file that holds the count. The locks' paths begin with its name.
    boost::filesystem::path const& lock_path() const noexcept;

    /// Where the lock of a slot is kept, 1 to count().
    boost::filesystem::path slot_path(std::ptrdiff_t number) const;

private:
    friend class semaphore_slot;
    struct impl;

    bool acquire_until(deadline const& until, error_code& ec);
    void acquire_or_throw(deadline const& until);
    bool try_until(deadline const& until);

    std::shared_ptr<impl> impl_;
};

}  // namespace filelock

#endif
