// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include <signal.h>

#include <array>
#include <atomic>
#include <chrono>
#include <functional>
#include <thread>
#include <vector>

#include <boost/interprocess/sync/file_lock.hpp>

#include <filelock/hard_lock.hpp>
#include <filelock/link_lock.hpp>
#include <filelock/mkdir_lock.hpp>

#include "measure.hpp"
#include "second_process.hpp"

/// How long it takes from the kill of a process that holds a lock until one that sleeps
/// in a wait for it is inside.

namespace bench
{

namespace
{

using namespace std::chrono_literals;

struct board
{
    std::atomic<bool> held{false};
    std::atomic<clock::rep> inside_at{0};
};

/// Milliseconds. `lock` locks an object of the calling process and returns.
double time_a_kill(std::function<void()> const& lock)
{
    auto& with = shared<board>();
    second_process holder(
        [&]
        {
            lock();
            with.held = true;
            std::this_thread::sleep_for(1h);
        });
    while (!with.held)
    {
        std::this_thread::sleep_for(1ms);
    }
    second_process waiter(
        [&]
        {
            lock();
            with.inside_at = clock::now().time_since_epoch().count();
        });
    std::this_thread::sleep_for(30ms);
    auto const killed_at = clock::now().time_since_epoch().count();
    holder.kill();
    waiter.join();
    return static_cast<double>(with.inside_at - killed_at) / 1e6;
}

/// Locks and keeps it to the end of the process.
template <class Lock>
std::function<void()> kept(boost::filesystem::path const& target)
{
    return [target] { (new Lock(target))->lock(); };
}

}  // namespace

section measure_killed_holders(settings const& how)
{
    struct way
    {
        char const* name;
        std::function<void()> lock;
        std::vector<double> measured;
    };
    std::string const bare = bare_lock_file(how, "killed");
    std::array<way, 4> ways = {
        {{"bare file_lock, untimed: F_SETLKW",
          [bare] { (new boost::interprocess::file_lock(bare.c_str()))->lock(); },
          {}},
         {"hard_lock", kept<filelock::hard_lock>(how.directory / "killed-hard"), {}},
         {"link_lock", kept<filelock::link_lock>(how.directory / "killed-link"), {}},
         {"mkdir_lock", kept<filelock::mkdir_lock>(how.directory / "killed-mkdir"), {}}}};
    for (int round = 0; round < how.rounds(20); ++round)
    {
        for (way& each : ways)
        {
            each.measured.push_back(time_a_kill(each.lock));
        }
    }
    section result{"From the kill of the holder until a sleeping process is inside",
                   "ms",
                   {alone(ways[0].name, ways[0].measured)}};
    for (std::size_t i = 1; i < ways.size(); ++i)
    {
        result.rows.push_back(compared(ways[i].name, ways[i].measured, ways[0].measured));
        result.rows.back().most = 5;
    }
    return result;
}

}  // namespace bench
