// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_RECURSIVE_LOCK_HPP_INCLUDED
#define FILELOCK_RECURSIVE_LOCK_HPP_INCLUDED

#include <type_traits>
#include <utility>

#include <filelock/config.hpp>
#include <filelock/lock_base.hpp>

namespace filelock
{

/// A lock of that type that a thread may take again while it has it: it counts, and the
/// last release lets go. For functions that lock and call each other.
///
/// All of Lock's members are there, and mean the same, except that a thread which holds
/// the lock through this object
///
/// - gets it again at once, whatever the timeout, in the same mode, or shared while it
///   has it exclusively. Others see one hold, which is exclusive while any of the
///   thread's is, and observers are told of the first taking and the last release;
/// - does not get it exclusively if it has it shared: try_lock() says false, an acquire
///   that does not wait fails with errc::already_locked, a wait with
///   errc::would_deadlock, for two threads that tried it would wait for each other for
///   ever. try_unlock_shared_and_lock() makes the latest shared hold exclusive, if no
///   other thread has the lock;
/// - gives one hold back with each release: unlock() the latest exclusive one,
///   unlock_shared() the latest shared one, release() the latest of all. When the last
///   exclusive one goes and shared ones remain, others may share the lock at once.
///   unlock_and_lock_shared() makes the latest exclusive hold a shared one in that sense.
///
/// A hold that was taken away (see break_lock()) is found out about when the last one is
/// given back, or the last exclusive one, with errc::not_my_lock; then all are gone.
///
/// - Threads: as for Lock. Holds are counted a thread and an object: through another
///   object a thread waits for itself as with Lock. With `options::threaded == false`
///   there is no thread that could have the lock already, and nothing is counted: taking
///   it again waits, as with Lock.
/// - Fork: the child owns nothing, however often the parent has taken it. Exec, crash,
///   network file systems: as for Lock.
///
/// `Lock` is any lock of this library, or one that is derived from lock_base. A
/// recursive_lock<fair_lock<Lock>> is both.
template <class Lock>
class recursive_lock : public Lock
{
    static_assert(std::is_base_of_v<lock_base, Lock>,
                  "Lock must be derived from lock_base");

public:
    /// Takes what Lock's constructors take, such as a target and options; or a Lock that
    /// is not held.
    template <class... Arguments,
              class = std::enable_if_t<std::is_constructible_v<Lock, Arguments...>>>
    explicit recursive_lock(Arguments&&... arguments)
        : Lock(std::forward<Arguments>(arguments)...)
    {
        this->count_holds();
    }

    recursive_lock(recursive_lock&&) noexcept = default;
    recursive_lock& operator=(recursive_lock&&) noexcept = default;
};

}  // namespace filelock

#endif
