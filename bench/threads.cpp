// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "measure.hpp"

#include <atomic>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <boost/interprocess/sync/file_lock.hpp>

#include <filelock/hard_lock.hpp>

/// What it costs threads of one process that want an exclusive lock all the time.

namespace bench
{

namespace
{

constexpr int thread_count = 4;
constexpr std::chrono::milliseconds duration{100};

/// Nanoseconds from one thread's acquisition to the next one's.
template <class Pair>
double contend(Pair pair)
{
    std::atomic<bool> go_on{true};
    std::atomic<long> total{0};
    std::vector<std::thread> threads;
    auto const began = clock::now();
    for (int i = 0; i < thread_count; ++i)
    {
        threads.emplace_back(
            [&]
            {
                long count = 0;
                for (; go_on.load(std::memory_order_relaxed); ++count)
                {
                    pair();
                }
                total += count;
            });
    }
    std::this_thread::sleep_for(duration);
    go_on = false;
    for (std::thread& each : threads)
    {
        each.join();
    }
    std::chrono::duration<double, std::nano> const took = clock::now() - began;
    return took.count() / static_cast<double>(total);
}

}  // namespace

section measure_threads(settings const& how)
{
    std::string const name = bare_lock_file(how, "threads-bare");
    boost::interprocess::file_lock bare(name.c_str());
    std::mutex mutex;
    filelock::hard_lock hard(how.directory / "threads");
    std::vector<double> usual;
    std::vector<double> ours;
    for (int round = 0; round < how.rounds(20); ++round)
    {
        usual.push_back(contend(
            [&]
            {
                std::lock_guard<std::mutex> const first(mutex);
                bare.lock();
                bare.unlock();
            }));
        ours.push_back(contend(
            [&]
            {
                hard.lock();
                hard.unlock();
            }));
    }
    return {"A turn of four threads of a process that all want it exclusively",
            "ns",
            {alone("std::mutex and bare file_lock", usual),
             compared("hard_lock", ours, usual)}};
}

}  // namespace bench
