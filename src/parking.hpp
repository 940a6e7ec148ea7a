// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_PARKING_HPP_INCLUDED
#define FILELOCK_PARKING_HPP_INCLUDED

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace filelock
{

/// Where one thread sleeps until another wakes it. A wake-up that comes before the sleep
/// is kept, and ends the next sleep at once.
class parking
{
public:
    using time_point = std::chrono::steady_clock::time_point;

    /// Sleeps until unpark(), or until the time has come; never longer.
    void park_until(time_point until)
    {
        std::unique_lock<std::mutex> lock(mutex_);
        woken_.wait_until(lock, until, [this] { return unparked_; });
        unparked_ = false;
    }

    /// Sleeps until unpark().
    void park()
    {
        std::unique_lock<std::mutex> lock(mutex_);
        woken_.wait(lock, [this] { return unparked_; });
        unparked_ = false;
    }

    /// Notifies under the mutex, so that the sleeper may destroy the object as soon as it
    /// has found out by any means that the caller has got here.
    void unpark()
    {
        std::lock_guard<std::mutex> const lock(mutex_);
        unparked_ = true;
        woken_.notify_one();
    }

private:
    std::mutex mutex_;
    std::condition_variable woken_;
    bool unparked_ = false;
};

}  // namespace filelock

#endif
