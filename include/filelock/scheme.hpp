// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_SCHEME_HPP_INCLUDED
#define FILELOCK_SCHEME_HPP_INCLUDED

#include <chrono>
#include <cstdint>
#include <vector>

#include <boost/system/error_code.hpp>

#include <filelock/cancellation.hpp>
#include <filelock/config.hpp>
#include <filelock/deadline.hpp>
#include <filelock/lock_mode.hpp>
#include <filelock/owner.hpp>

namespace filelock
{

/// A thread as a holder: a number given once in the life of a process, or zero for "any
/// thread" (`options::threaded` is false).
using thread_id = std::uint64_t;

/// The calling thread's number, the same for every call, never zero, never used again.
FILELOCK_DECL thread_id this_thread_id() noexcept;

/// Who asks for a lock, and how.
struct request
{
    lock_mode mode = lock_mode::exclusive;
    thread_id thread = 0;

    /// A refusal will be followed by wait(): the scheme may keep its place in a queue or
    /// the gate it has come through, until abandon() or success.
    bool will_wait = false;
};

/// What one attempt came to. "Busy" is a result, not an error.
enum class attempt
{
    taken,
    busy
};

/// How a wait ended.
enum class wait_end
{
    taken,       ///< The lock is held now.
    maybe_free,  ///< Another attempt is worth making.
    timed_out    ///< The deadline has passed.
};

/// How long to wait, and what ends the wait before its time.
struct wait_limits
{
    deadline until;
    filelock::cancellation const& cancel;
    std::chrono::milliseconds poll_interval;
};

/// How a lock is kept: the extension point. Derive from it and hand it to `custom_lock`,
/// which adds everything else (timeouts, ownership, errors, guards, events).
///
/// One object belongs to one lock object. A scheme knows nothing of timeouts beyond the
/// deadline it is handed, nothing of guards, and reports errors only through its last
/// parameter, which is clear when it is called.
///
/// Threads: members may be called by several threads at a time. The front never asks for
/// a thread's second hold while it has its first (thread zero may have several), and
/// releases and converts only what was taken.
class FILELOCK_DECL scheme
{
public:
    using error_code = boost::system::error_code;

    scheme() = default;
    scheme(scheme const&) = delete;
    scheme& operator=(scheme const&) = delete;
    virtual ~scheme();

    /// What a user calls it, such as "hard". A string that outlives the object.
    virtual char const* name() const noexcept = 0;

    /// Tries once, without waiting for any holder.
    virtual attempt try_acquire(request const& who, error_code& ec) = 0;

    /// Sleeps until the lock may be free, or until the limits say stop: `timed_out`, or
    /// the error operation_canceled. May also end with the lock held. An untimed wait for
    /// what this very thread holds fails with errc::would_deadlock, if the scheme can
    /// tell. The default sleeps with growing intervals up to the poll interval.
    virtual wait_end wait(request const& who, wait_limits const& limits, error_code& ec);

    /// Ends what an attempt with `will_wait` began. Called on every way out without the
    /// lock.
    virtual void abandon(request const& who) noexcept;

    /// Gives back what was taken. After errc::not_my_lock or success it is held no more,
    /// after any other error it still is.
    virtual void release(request const& who, error_code& ec) = 0;

    /// Whether what was taken is still there; false once somebody has taken it away, by
    /// break_lock() or by removing what it is kept in. Precondition: it was taken and not
    /// given back. The default is true: nothing can be taken away.
    virtual bool is_still_held(request const& who, error_code& ec);

    /// Changes a hold into `wanted.mode`, without anybody getting in between. `busy`
    /// leaves it as it was, and so does an error, except not_my_lock. Never waits.
    virtual attempt convert(request const& wanted, error_code& ec) = 0;

    /// Whether anybody at all holds the lock, this process included.
    virtual bool is_locked(error_code& ec) = 0;

    /// Who holds the lock, one entry a holder, as far as one can tell.
    virtual std::vector<owner> owners(error_code& ec) = 0;

    /// Takes the lock from whoever holds it; nothing happens if nobody does. A scheme
    /// that cannot do that reports errc::unsupported.
    virtual void break_lock(error_code& ec) = 0;

    /// Called in a forked child before anything else: the child owns nothing. Forgets
    /// what is held without releasing or removing it. The parent's other threads are
    /// gone, and may have left any mutex of this object locked: use none that was there
    /// before.
    virtual void forget_after_fork() noexcept = 0;
};

}  // namespace filelock

#endif
