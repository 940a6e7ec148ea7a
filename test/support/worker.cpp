// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "support/worker.hpp"

#include <cstdlib>
#include <iostream>

namespace test
{

worker::worker() : thread_([this] { work(); }) {}

worker::~worker()
{
    {
        std::unique_lock<std::mutex> lock(mutex_);
        ended_ = true;
        changed_.notify_all();
        // A test that has failed may have left the thread blocked for ever. Neither may
        // the thread outlive what it uses, nor the program hang.
        if (!changed_.wait_for(lock, ceiling, [this] { return !busy_ && jobs_.empty(); }))
        {
            std::cerr << "a thread of the test is blocked for ever" << std::endl;
            std::_Exit(EXIT_FAILURE);
        }
    }
    thread_.join();
}

void worker::post(std::function<void()> job)
{
    std::lock_guard<std::mutex> const lock(mutex_);
    jobs_.push_back(std::move(job));
    changed_.notify_all();
}

void worker::work()
{
    std::unique_lock<std::mutex> lock(mutex_);
    for (;;)
    {
        changed_.wait(lock, [this] { return ended_ || !jobs_.empty(); });
        if (jobs_.empty())
        {
            return;
        }
        {
            auto const job = std::move(jobs_.front());
            jobs_.pop_front();
            busy_ = true;
            lock.unlock();
            job();
        }
        lock.lock();
        busy_ = false;
        changed_.notify_all();
    }
}

}  // namespace test
