// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "measure.hpp"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <ctime>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <boost/date_time/posix_time/posix_time.hpp>
#include <boost/interprocess/sync/file_lock.hpp>

#include <filelock/hard_lock.hpp>
#include <filelock/link_lock.hpp>

#include "second_process.hpp"

/// What a wait costs that ends at its deadline, and how exactly it does.

namespace bench
{

namespace
{

using namespace std::chrono_literals;

/// Another process that holds a lock for as long as the object lives.
class other_holder
{
public:
    template <class Lock>
    explicit other_holder(Lock&& lock)
        : holds_(shared<std::atomic<bool>>())
        , process_(
              [this, &lock]
              {
                  lock.lock();
                  holds_ = true;
                  std::this_thread::sleep_for(1h);
              })
    {
        while (!holds_)
        {
            std::this_thread::sleep_for(1ms);
        }
    }

private:
    std::atomic<bool>& holds_;
    second_process process_;
};

filelock::hard_lock lock_kept_in(std::string const& file)
{
    filelock::options how;
    how.lock_path = file;
    return filelock::hard_lock(file, how);
}

double process_seconds()
{
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

/// How much of a core this process uses during the call, in percent.
double percent_of_a_core(std::function<void()> const& wait)
{
    double const used_before = process_seconds();
    auto const began = clock::now();
    wait();
    std::chrono::duration<double> const took = clock::now() - began;
    return 100 * (process_seconds() - used_before) / took.count();
}

double microseconds_late(std::chrono::milliseconds timeout,
                         std::function<void()> const& wait)
{
    auto const began = clock::now();
    wait();
    std::chrono::duration<double, std::micro> const took = clock::now() - began;
    return took.count() - std::chrono::duration<double, std::micro>(timeout).count();
}

}  // namespace

section measure_waiting(settings const& how)
{
    std::string const file = bare_lock_file(how, "waiting");
    boost::interprocess::file_lock bare(file.c_str());
    filelock::link_lock link(how.directory / "waiting-link");
    other_holder const holder(bare);
    other_holder const link_holder(link);
    auto hard = lock_kept_in(file);
    std::vector<double> ours;
    std::vector<double> soft;
    std::vector<double> polling;
    for (int round = 0; round < how.rounds(10); ++round)
    {
        ours.push_back(percent_of_a_core([&] { hard.try_lock_for(1s); }));
        soft.push_back(percent_of_a_core([&] { link.try_lock_for(1s); }));
        namespace time = boost::posix_time;
        auto const end = time::microsec_clock::universal_time() + time::seconds(1);
        polling.push_back(percent_of_a_core([&] { bare.timed_lock(end); }));
    }
    section result{"Processor time of a wait of one second, in percent of a core",
                   "%",
                   {alone("bare file_lock, timed: polls", polling),
                    compared("hard_lock, timed", ours, polling),
                    compared("link_lock, timed", soft, polling)}};
    result.rows[1].most = result.rows[2].most = 0.1;
    return result;
}

section measure_lateness(settings const& how)
{
    constexpr std::chrono::milliseconds timeout{20};
    std::string const file = bare_lock_file(how, "lateness");
    boost::interprocess::file_lock held(file.c_str());
    other_holder const holder(held);
    auto hard = lock_kept_in(file);
    std::mutex mutex;
    std::condition_variable never;
    std::vector<double> ours;
    std::vector<double> bare;
    for (int round = 0; round < how.rounds(100); ++round)
    {
        bare.push_back(microseconds_late(timeout,
                                         [&]
                                         {
                                             std::unique_lock<std::mutex> lock(mutex);
                                             never.wait_for(lock, timeout,
                                                            [] { return false; });
                                         }));
        ours.push_back(microseconds_late(timeout, [&] { hard.try_lock_for(timeout); }));
    }
    section result{"How late a wait of 20 ms returns",
                   "us",
                   {alone("std::condition_variable", bare),
                    compared("hard_lock, timed", ours, bare)}};
    auto const [earliest, latest] = std::minmax_element(ours.begin(), ours.end());
    result.rows.push_back(alone("  the latest of them", {*latest}));
    result.rows.back().most = 50000;
    result.rows.push_back(alone("  too early, at worst", {std::max(0.0, -*earliest)}));
    result.rows.back().most = 0;
    return result;
}

}  // namespace bench
