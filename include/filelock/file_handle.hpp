// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_FILE_HANDLE_HPP_INCLUDED
#define FILELOCK_FILE_HANDLE_HPP_INCLUDED

#include <cstdio>
#include <type_traits>
#include <utility>

#include <filelock/config.hpp>
#include <filelock/deadline.hpp>
#include <filelock/error.hpp>

/// Locks on a file that the caller has open, for company with programs that lock so:
/// flock(1), Python's portalocker and fcntl.flock(), PHP, Perl, and most daemons. Those
/// who are free to choose are better off with `hard_lock` or `soft_lock`.
///
/// What is taken is flock(2)'s lock, on every system that has it. It is another lock than
/// `hard_lock`'s: on Linux, on local file systems, neither sees the other; on FreeBSD and
/// macOS, and on Linux over NFS, they exclude each other.
///
/// On Windows it is LockFileEx()'s lock on all of the file, which is the handle's: other
/// handles can then not read (nor, if it is shared, write) what is in the file. It is the
/// same as `hard_lock`'s. What is said of fork(), exec() and dup() below is not for it.
///
/// Whose is the lock? The *open file description*'s: what open() made, and what dup(),
/// fork() and the passing of descriptors share. See flock(2). That means:
///
/// - Two open()s of one file exclude each other, also in one process and one thread. A
///   thread that waits for itself in this way waits for ever; nobody detects it.
/// - dup(): the copies are one holder. Locking through one what another has succeeds at
///   once; unlocking through one unlocks for all. Closing one does nothing while another
///   is open; closing the last one unlocks.
/// - fork(): the child shares the parent's lock. unlock() in either unlocks for both; the
///   lock ends when both have closed the file, or ended, unless it is unlocked before.
///   `handle_lock` does nothing in a child that inherits it, so that only its maker
///   unlocks.
/// - exec(): the new program has the lock if it has the descriptor. Open with O_CLOEXEC
///   (fopen's "e") unless that is wanted.
/// - Crash: the system unlocks with the last descriptor, at once. A child that is still
///   running may have one.
/// - Threads: descriptors of the process, not threads, hold locks. These functions may be
///   called by any threads at a time, but not while another closes the descriptor.
/// - Modes: lock() through a handle that holds the lock in the other mode changes it, and
///   not atomically: the system first gives up the old lock, then takes the new one.
///   Others may get in between, and a call that is refused or times out leaves *nothing*
///   held. `lock_base` has conversions that are better.
/// - Network file systems: Linux turns flock() on NFS and SMB into a byte-range lock of
///   the server's. The file must then be open for writing to be locked exclusively, and
///   may not be locked by record locks (`hard_lock` on this very file) besides. Where a
///   mount has no locks the call fails.
/// - Signals: a wait goes on after a signal handler has returned.
/// - Advice: only those are kept out who ask.
///
/// What a FILE* or a stream has buffered is not written by any of this: flush it before
/// you unlock.

namespace filelock
{

namespace detail
{

/// Devices of Boost.Iostreams, and what is like them.
template <class Type, class = void>
struct has_handle : std::false_type
{
};

template <class Type>
struct has_handle<Type, std::void_t<decltype(std::declval<Type&>().handle())>>
    : std::is_same<decltype(std::declval<Type&>().handle()), native_handle>
{
};

/// Streams of Boost.Iostreams on such devices, and pointers to them.
template <class Type, class = void>
struct leads_to_handle : std::false_type
{
};

template <class Type>
struct leads_to_handle<Type, std::void_t<decltype(std::declval<Type&>()->handle())>>
    : std::is_same<decltype(std::declval<Type&>()->handle()), native_handle>
{
};

}  // namespace detail

/// Names an open file, and does not own it: a parameter type, made from what the caller
/// has. Closing is up to whoever opened.
class FILELOCK_DECL handle_ref
{
    template <class Type>
    using if_handle = std::enable_if_t<detail::has_handle<Type>::value
                                       || detail::leads_to_handle<Type>::value>;

public:
    using native_type = native_handle;

    /// No file.
    handle_ref() noexcept = default;

    /// A descriptor; on Windows a HANDLE. None if it is no_handle().
    handle_ref(native_type handle) noexcept : native_(handle) {}

    /// On Windows, a descriptor of the C library.
    template <class Descriptor,
              class = std::enable_if_t<std::is_same<Descriptor, int>::value
                                       && !std::is_same<native_type, int>::value>>
    handle_ref(Descriptor descriptor) noexcept : native_(of_descriptor(descriptor))
    {
    }

    /// A stream of C's. None if it is null or has no descriptor.
    handle_ref(std::FILE* stream) noexcept;

    /// A boost::iostreams::file_descriptor, file_descriptor_source or _sink, or anything
    /// else with a handle() of that type; a boost::iostreams::stream or
    /// stream_buffer on one, or a pointer to one. Precondition of a stream: it is open.
    template <class Type, class = if_handle<Type>>
    handle_ref(Type&& opened) : native_(inside(opened))
    {
    }

    native_type native() const noexcept { return native_; }

    friend bool operator==(handle_ref a, handle_ref b) noexcept
    {
        return a.native_ == b.native_;
    }

    friend bool operator!=(handle_ref a, handle_ref b) noexcept { return !(a == b); }

private:
    static native_type of_descriptor(int descriptor) noexcept;

    template <class Type>
    static native_type inside(Type& opened)
    {
        if constexpr (detail::has_handle<Type>::value)
        {
            return opened.handle();
        }
        else
        {
            return opened->handle();
        }
    }

    native_type native_ = no_handle();
};

/// How a handle is locked: exclusive or shared, and whether to wait.
enum class lock_flags : unsigned
{
    shared = 1,
    exclusive = 2,
    non_blocking = 4
};

constexpr lock_flags operator|(lock_flags a, lock_flags b) noexcept
{
    return static_cast<lock_flags>(static_cast<unsigned>(a) | static_cast<unsigned>(b));
}

constexpr lock_flags operator&(lock_flags a, lock_flags b) noexcept
{
    return static_cast<lock_flags>(static_cast<unsigned>(a) & static_cast<unsigned>(b));
}

/// Locks the file for this handle, waiting for as long as others have it locked; with
/// `non_blocking`, not at all.
/// Throws: already_locked if others have it and no wait was wanted; lock_failed.
FILELOCK_DECL void lock(handle_ref which, lock_flags how = lock_flags::exclusive);

/// The same. Errors: errc::already_locked; invalid_argument unless exactly one of shared
/// and exclusive is given, and nothing but these flags; the system's:
/// bad_file_descriptor, no_lock_available and so on. Throws nothing but std::bad_alloc,
/// as all forms with `ec`.
FILELOCK_DECL void lock(handle_ref which, lock_flags how, error_code& ec);

/// Locks without waiting. Returns: false if others have it locked. Throws: lock_failed.
FILELOCK_DECL bool try_lock(handle_ref which, lock_flags how = lock_flags::exclusive);

/// The same. Errors: as lock(), without already_locked.
FILELOCK_DECL bool try_lock(handle_ref which, lock_flags how, error_code& ec);

namespace detail
{

FILELOCK_DECL bool try_lock_until(handle_ref which, deadline const& until,
                                  lock_flags how);
FILELOCK_DECL bool try_lock_until(handle_ref which, deadline const& until, lock_flags how,
                                  error_code& ec);

}  // namespace detail

/// Waits for at most `timeout`, of any of std::chrono's or Boost.Chrono's durations; the
/// wait is never cut short. Returns: false if others had it locked to the end. Throws:
/// lock_failed.
///
/// The system knows no timed wait for such locks: if the lock is not free within some
/// 20 us, a thread of the library's waits for it in the kernel, and is cancelled when the
/// time has come.
template <class Duration>
std::enable_if_t<detail::is_duration<Duration>::value, bool>
try_lock_for(handle_ref which, Duration const& timeout,
             lock_flags how = lock_flags::exclusive)
{
    return detail::try_lock_until(which, deadline::after(timeout), how);
}

/// The same. Errors: as try_lock().
template <class Duration>
std::enable_if_t<detail::is_duration<Duration>::value, bool>
try_lock_for(handle_ref which, Duration const& timeout, lock_flags how, error_code& ec)
{
    return detail::try_lock_until(which, deadline::after(timeout), how, ec);
}

/// Waits until a time point of any clock, read once; otherwise as try_lock_for().
template <class TimePoint>
bool try_lock_until(handle_ref which, TimePoint const& point,
                    lock_flags how = lock_flags::exclusive)
{
    return detail::try_lock_until(which, deadline::at(point), how);
}

template <class TimePoint>
bool try_lock_until(handle_ref which, TimePoint const& point, lock_flags how,
                    error_code& ec)
{
    return detail::try_lock_until(which, deadline::at(point), how, ec);
}

/// Unlocks. What is not locked stays so, which is no error.
/// Throws: unlock_error if the system refuses.
FILELOCK_DECL void unlock(handle_ref which);
FILELOCK_DECL void unlock(handle_ref which, error_code& ec);

}  // namespace filelock

#endif
