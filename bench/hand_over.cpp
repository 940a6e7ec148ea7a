// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "measure.hpp"

#include <array>
#include <atomic>
#include <functional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <boost/date_time/posix_time/posix_time.hpp>
#include <boost/interprocess/sync/file_lock.hpp>

#include <filelock/hard_lock.hpp>

#include "second_process.hpp"

/// How long it takes from one process's release until another, which sleeps in a wait for
/// the lock, is inside.

namespace bench
{

namespace
{

using namespace std::chrono_literals;

constexpr int most_rounds = 400;
constexpr std::size_t way_count = 4;

/// What the two processes tell each other. Turns are counted from one.
struct board
{
    std::atomic<int> turn{0};     ///< The holder has the lock: let the waiter wait.
    std::atomic<int> waiting{0};  ///< It is about to wait.
    std::atomic<int> done{0};     ///< It has had the lock and has given it back.
    std::atomic<clock::rep> released_at{0};
    std::array<double, most_rounds * way_count> took{};
};

void await(std::atomic<int> const& counter, int value)
{
    while (counter < value)
    {
        std::this_thread::sleep_for(100us);
    }
}

/// A way to wait for the lock and to give it back.
struct way
{
    std::function<void()> lock;
    std::function<void()> unlock;
};

/// In the order of the result's rows.
std::array<way, way_count> ways_of_waiting(boost::interprocess::file_lock& bare,
                                           filelock::hard_lock& hard)
{
    auto const unlock_bare = [&bare] { bare.unlock(); };
    auto const unlock_hard = [&hard] { hard.unlock(); };
    auto const poll_bare = [&bare]
    {
        namespace time = boost::posix_time;
        bare.timed_lock(time::microsec_clock::universal_time() + time::seconds(10));
    };
    return {{
        {[&bare] { bare.lock(); }, unlock_bare},
        {[&hard] { hard.lock(); }, unlock_hard},
        {[&hard] { hard.acquire(10s); }, unlock_hard},
        {poll_bare, unlock_bare},
    }};
}

void wait_again_and_again(board& with, std::string const& file, int turns)
{
    boost::interprocess::file_lock bare(file.c_str());
    filelock::options how;
    how.lock_path = file;
    filelock::hard_lock hard(file, how);
    auto const ways = ways_of_waiting(bare, hard);
    for (int turn = 1; turn <= turns; ++turn)
    {
        way const& chosen = ways[static_cast<std::size_t>(turn - 1) % way_count];
        await(with.turn, turn);
        with.waiting = turn;
        chosen.lock();
        auto const inside_at = clock::now().time_since_epoch().count();
        with.took[static_cast<std::size_t>(turn - 1)] =
            static_cast<double>(inside_at - with.released_at) / 1000;
        chosen.unlock();
        with.done = turn;
    }
}

void hold_again_and_again(board& with, std::string const& file, int turns)
{
    boost::interprocess::file_lock bare(file.c_str());
    for (int turn = 1; turn <= turns; ++turn)
    {
        bare.lock();
        with.turn = turn;
        await(with.waiting, turn);
        // Long enough for every way of waiting to have gone to sleep: Boost's polling
        // does so in longer and longer steps.
        std::this_thread::sleep_for(20ms);
        with.released_at = clock::now().time_since_epoch().count();
        bare.unlock();
        await(with.done, turn);
    }
}

}  // namespace

section measure_hand_over(settings const& how, bool on_one_core)
{
    int const rounds = std::min(how.rounds(60), most_rounds);
    int const turns = rounds * static_cast<int>(way_count);
    std::string const file = bare_lock_file(how, "hand-over");
    auto& with = shared<board>();
    second_process waiter(
        [&]
        {
            pin_to_core(on_one_core ? 0 : 1);
            wait_again_and_again(with, file, turns);
        });
    pin_to_core(0);
    hold_again_and_again(with, file, turns);
    unpin();
    waiter.join();

    std::array<std::vector<double>, way_count> measured;
    for (int turn = 0; turn < turns; ++turn)
    {
        auto const index = static_cast<std::size_t>(turn);
        measured[index % way_count].push_back(with.took[index]);
    }
    section result{on_one_core ? "Hand-over to a sleeping process, both on one core"
                               : "Hand-over to a sleeping process, each on its own core",
                   "us",
                   {alone("bare file_lock, untimed: F_SETLKW", measured[0]),
                    compared("hard_lock, untimed", measured[1], measured[0]),
                    compared("hard_lock, timed", measured[2], measured[0]),
                    compared("bare file_lock, timed: polls", measured[3], measured[0])}};
    result.rows[2].most_times = on_one_core ? 2.5 : 1.6;
    return result;
}

}  // namespace bench
