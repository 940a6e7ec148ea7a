// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_BRIEF_MUTEX_HPP_INCLUDED
#define FILELOCK_BRIEF_MUTEX_HPP_INCLUDED

#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>

#include <boost/config.hpp>

namespace filelock
{

/// A mutex for sections of nanoseconds, which are hardly ever contended.
///
/// It exists because a pair of fcntl() calls costs 600 ns and a std::mutex pair 20 ns,
/// two of which would be most of what this library may add: this one needs one locked
/// instruction where that one needs two. Who finds it locked spins for a moment, then
/// yields, then sleeps in growing steps, so that neither a holder that was preempted, nor
/// one of lower real-time priority, nor a slow network file system makes it burn a core.
class brief_mutex
{
public:
    void lock() noexcept
    {
        if (!try_lock())
        {
            lock_contended();
        }
    }

    bool try_lock() noexcept
    {
        return !locked_.load(std::memory_order_relaxed)
            && !locked_.exchange(true, std::memory_order_acquire);
    }

    void unlock() noexcept { locked_.store(false, std::memory_order_release); }

private:
    BOOST_NOINLINE void lock_contended() noexcept
    {
        constexpr int spins = 64;
        constexpr int yields = 16;
        constexpr std::chrono::microseconds longest_sleep{1000};
        std::chrono::microseconds sleep{20};
        for (int round = 0; !try_lock(); ++round)
        {
            if (round >= spins + yields)
            {
                std::this_thread::sleep_for(sleep);
                sleep = std::min(sleep * 2, longest_sleep);
            }
            else if (round >= spins)
            {
                std::this_thread::yield();
            }
        }
    }

    std::atomic<bool> locked_{false};
};

}  // namespace filelock

#endif
