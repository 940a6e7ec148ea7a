// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_FORK_GUARD_HPP_INCLUDED
#define FILELOCK_FORK_GUARD_HPP_INCLUDED

#include <atomic>

namespace filelock
{

/// How many forks lie between the first process that used the library and this one.
/// Objects remember the number under which they were last used: another one tells them
/// that they have come into a child, which owns nothing, without a system call.
class fork_guard
{
public:
    /// Begins to count. Must be called before generation() is relied upon. The library
    /// does so when it is loaded; a static object of another source may be earlier.
    static void watch();

    static unsigned generation() noexcept
    {
        return generation_.load(std::memory_order_relaxed);
    }

    /// Runs `in_child` if the object that was last used under `seen` has come into a
    /// child since, once, whoever of the child's threads comes first, and updates `seen`.
    template <class Function>
    static void mind(std::atomic<unsigned>& seen, Function in_child)
    {
        if (seen.load(std::memory_order_acquire) != generation())
        {
            lock();
            if (seen.load(std::memory_order_relaxed) != generation())
            {
                in_child();
                seen.store(generation(), std::memory_order_release);
            }
            unlock();
        }
    }

private:
    static void lock() noexcept;
    static void unlock() noexcept;
    static void forked() noexcept;

    static std::atomic<unsigned> generation_;
};

}  // namespace filelock

#endif
