// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_HARD_ENTRY_HPP_INCLUDED
#define FILELOCK_HARD_ENTRY_HPP_INCLUDED

#include <atomic>
#include <list>
#include <memory>
#include <mutex>
#include <vector>

#include <filelock/lock_mode.hpp>
#include <filelock/owner.hpp>
#include <filelock/scheme.hpp>

#include "brief_mutex.hpp"
#include "hard/cohort.hpp"
#include "hard/kernel_lock.hpp"
#include "hard/local_holders.hpp"
#include "os/blocking_thread.hpp"
#include "os/file.hpp"

namespace filelock
{
namespace hard
{

struct waiter;
class kernel_wait;

/// All that this process knows and does about the lock on one inode.
///
/// Why it exists. POSIX record locks belong to the process: its threads and lock objects
/// do not exclude each other, and closing any descriptor of the inode drops them all
/// (fcntl(2); test/interprocess_posix_test.cpp shows it). So there is one entry an inode,
/// which owns the one file_lock and the one descriptor that the library opens, and
/// threads agree here before the kernel is asked.
///
/// What is where:
/// - `held_`: which threads are inside. `kernel_`: what the kernel has given the process.
///   The first reader takes the kernel's lock, the last one gives it back.
/// - `queue_`: the threads that wait, in order. A grant takes its waiter out of the
///   queue.
/// - `flight_`: whether a request of ours is blocked in the kernel.
///
/// Rules, all under `guard_`:
/// 1. One kernel request at a time. While one is in flight the process holds nothing on
///    the inode, and nobody else calls the kernel for it: a pending exclusive request
///    together with another thread's shared one ends with two writers.
/// 2. A request in flight is always on behalf of the first in the queue.
/// 3. A newcomer may overtake the queue only while the process has kept the kernel's lock
///    for its threads (see cohort), or if the thread reads already: it would otherwise
///    wait for a writer that waits for itself.
/// 4. Nobody in the queue, nobody inside, nothing in flight: then the kernel's lock is
///    free.
///
/// Locks are taken in this order: a cancellation's mutex, or the registry's; `guard_`; a
/// waiter's parking. The guard is held for non-blocking kernel calls, never while
/// waiting.
///
/// Killed at any point, the process loses the kernel's lock and leaves nothing. Paused
/// while it holds the lock, it holds it. Paused before the kernel is asked, it has
/// nothing yet.
class entry
{
public:
    using error_code = boost::system::error_code;

    entry(os::file_id id, os::file own) noexcept;
    ~entry();

    os::file_id id() const noexcept { return id_; }
    os::file const& own_file() const noexcept { return *own_.load(); }

    /// As scheme's members of the same names. Precondition of those that lock: the
    /// registry has made the entry lockable. wait() keeps its place in the queue itself
    /// and ends with `taken` or not at all.
    attempt try_acquire(request const& who, error_code& ec);
    wait_end wait(request const& who, wait_limits const& limits, error_code& ec);
    void release(request const& who, error_code& ec);
    attempt convert(request const& wanted, error_code& ec);
    bool is_locked(error_code& ec);

    /// This process's holders with their threads, and others as the system knows them.
    std::vector<owner> owners(error_code& ec);

private:
    friend class entry_ref;
    friend class kernel_wait;
    friend class registry;
    class queue_place;

    enum class kernel_state
    {
        none,
        shared,
        exclusive
    };

    enum class flight_state
    {
        none,
        by_waiter,  ///< the first waiter itself is blocked in the kernel
        by_helper,  ///< a helper thread is, for the first waiter
        cancelling  ///< the helper is being ended, what it has got is not known
    };

    using guard = std::unique_lock<brief_mutex>;

    bool may_overtake(request const& who) const noexcept;
    bool ask_at_once(lock_mode mode, error_code& ec);
    bool covered(lock_mode mode, error_code& ec);
    void give_back(error_code& ec);
    bool advance(waiter const* caller = nullptr);
    void grant_first();
    void fail_first(error_code ec);
    bool leave(waiter& self, guard& lock);

    void ask(waiter& self, wait_limits const& limits, guard& lock);
    bool ask_briefly(waiter& self, deadline const& until, guard& lock);
    void ask_once(waiter& self);
    void block_here(waiter& self, guard& lock);
    void start_helper(waiter& self);
    void land(lock_mode mode, error_code ec);
    void call_helper_off(guard& lock);

    // The registry's: changed under its mutex only.
    os::file_id const id_;
    std::list<os::file> files_;  // every descriptor of the inode that the library has
    std::atomic<os::file const*> own_;
    std::atomic<int> users_{0};

    brief_mutex guard_;
    kernel_lock native_;
    kernel_state kernel_ = kernel_state::none;
    local_holders held_;
    cohort cohort_;
    std::list<waiter*> queue_;
    flight_state flight_ = flight_state::none;
    std::unique_ptr<kernel_wait> helper_;
};

}  // namespace hard
}  // namespace filelock

#endif
