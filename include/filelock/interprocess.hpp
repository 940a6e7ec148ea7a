// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_INTERPROCESS_HPP_INCLUDED
#define FILELOCK_INTERPROCESS_HPP_INCLUDED

#include <memory>

#include <boost/date_time/posix_time/posix_time_types.hpp>
#include <boost/filesystem/path.hpp>
#include <boost/interprocess/exceptions.hpp>

#include <filelock/config.hpp>
#include <filelock/deadline.hpp>
#include <filelock/lock_mode.hpp>

namespace filelock
{
namespace interprocess
{

/// A drop-in replacement for `boost::interprocess::file_lock`: the same members, the same
/// file, the same protocol, so that programs with one exclude programs with the other.
///
/// What is better: threads and objects of one process exclude each other, and destroying
/// one object does not drop the lock of another; a wait is restarted after a signal; a
/// timed wait sleeps instead of polling; a descriptor that this library opens is closed
/// on exec.
///
/// - It locks the very file it is given, usually the user's data, which must exist and be
///   writable; it never writes to it. The application's own close of that file still
///   drops the lock, as it does with Boost's type: POSIX says so. `hard_lock` uses a side
///   file and has no such trouble.
/// - Any thread may unlock. Locking again what the object holds exclusively waits, in
///   whichever thread; each of several shared locks wants its own unlock_sharable().
/// - Errors are `boost::interprocess::interprocess_exception`s with the system's code.
///   Unlocking what is not locked is one, too.
/// - Threads: all members but swap, move and destruction may be called at a time.
/// - Fork: the child holds nothing. Crash: the system frees the lock.
class FILELOCK_DECL file_lock
{
public:
    /// Locks nothing; may only be assigned to, swapped or destroyed.
    file_lock() noexcept;

    /// Opens the file, following symbolic links. Throws: interprocess_exception if it
    /// does not exist, is no regular file, or may not be written.
    file_lock(char const* name);
    file_lock(boost::filesystem::path const& name);

    /// Unlocks what is still held, and closes the file.
    ~file_lock();

    file_lock(file_lock&& moved) noexcept;
    file_lock& operator=(file_lock&& moved) noexcept;
    file_lock(file_lock const&) = delete;
    file_lock& operator=(file_lock const&) = delete;

    void swap(file_lock& other) noexcept;

    /// Exclusive: waits; does not wait; waits until a point in time (UTC, as Boost's).
    void lock();
    bool try_lock();
    bool timed_lock(boost::posix_time::ptime const& abs_time);

    /// Any clock's time point, or any duration, as newer Boosts have it.
    template <class TimePoint>
    bool try_lock_until(TimePoint const& point)
    {
        return acquire(lock_mode::exclusive, deadline::at(point));
    }

    template <class Duration>
    bool try_lock_for(Duration const& timeout)
    {
        return acquire(lock_mode::exclusive, deadline::after(timeout));
    }

    void unlock();

    /// The same, shared with others that share.
    void lock_sharable();
    bool try_lock_sharable();
    bool timed_lock_sharable(boost::posix_time::ptime const& abs_time);
    void unlock_sharable();

    /// The standard's names, as newer Boosts have them.
    void lock_shared() { lock_sharable(); }
    bool try_lock_shared() { return try_lock_sharable(); }

    template <class TimePoint>
    bool try_lock_shared_until(TimePoint const& point)
    {
        return acquire(lock_mode::shared, deadline::at(point));
    }

    template <class Duration>
    bool try_lock_shared_for(Duration const& timeout)
    {
        return acquire(lock_mode::shared, deadline::after(timeout));
    }

    void unlock_shared() { unlock_sharable(); }

private:
    struct impl;

    bool acquire(lock_mode mode, deadline const& until);
    void release(lock_mode mode);

    std::unique_ptr<impl> impl_;
};

inline void swap(file_lock& a, file_lock& b) noexcept
{
    a.swap(b);
}

}  // namespace interprocess
}  // namespace filelock

#endif
