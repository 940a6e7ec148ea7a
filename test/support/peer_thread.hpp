// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_PEER_THREAD_HPP_INCLUDED
#define FILELOCK_TEST_PEER_THREAD_HPP_INCLUDED

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace test
{

/// A thread of the peer, which does what is posted, in order, until the program ends. It
/// is never destroyed.
class peer_thread
{
public:
    peer_thread()
    {
        std::thread([this] { work(); }).detach();
    }

    void post(std::function<void()> job)
    {
        std::lock_guard<std::mutex> const lock(mutex_);
        jobs_.push_back(std::move(job));
        posted_.notify_one();
    }

private:
    [[noreturn]] void work()
    {
        for (;;)
        {
            std::unique_lock<std::mutex> lock(mutex_);
            posted_.wait(lock, [this] { return !jobs_.empty(); });
            auto const job = std::move(jobs_.front());
            jobs_.pop_front();
            lock.unlock();
            job();
        }
    }

    std::mutex mutex_;
    std::condition_variable posted_;
    std::deque<std::function<void()>> jobs_;
};

}  // namespace test

#endif
