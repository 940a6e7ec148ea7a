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
#include <filelock/link_lock.hpp>
#include <filelock/mkdir_lock.hpp>

#include "second_process.hpp"

/// How long it takes from one process's release until another, which sleeps in a wait for
/// the lock, is inside.

namespace bench
{

namespace
{

using namespace std::chrono_literals;

constexpr int most_rounds = 400;
constexpr std::size_t way_count = 6;

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

/// A way to wait for a lock and to give it back, and how the other process holds it.
struct way
{
    char const* name;
    std::function<void()> lock;
    std::function<void()> unlock;
    std::function<void()> hold;
    std::function<void()> let_go;
};

/// One process's locks.
class locks
{
public:
    explicit locks(settings const& how)
        : bare_(bare_lock_file(how, "hand-over").c_str())
        , hard_("hand-over", kept_in(how.directory / "hand-over"))
        , link_(how.directory / "hand-over-link")
        , mkdir_(how.directory / "hand-over-mkdir")
    {
    }

    /// In the order of the result's rows.
    std::array<way, way_count> ways()
    {
        auto const poll_bare = [this]
        {
            namespace time = boost::posix_time;
            bare_.timed_lock(time::microsec_clock::universal_time() + time::seconds(10));
        };
        // On the same file, so that only the waiters differ.
        auto const lock_bare = [this] { bare_.lock(); };
        auto const unlock_bare = [this] { bare_.unlock(); };
        auto const unlock_hard = [this] { hard_.unlock(); };
        auto const lock_link = [this] { link_.lock(); };
        auto const unlock_link = [this] { link_.unlock(); };
        auto const lock_mkdir = [this] { mkdir_.lock(); };
        auto const unlock_mkdir = [this] { mkdir_.unlock(); };
        return {{
            {"bare file_lock, untimed: F_SETLKW", lock_bare, unlock_bare, lock_bare,
             unlock_bare},
            {"hard_lock, untimed", [this] { hard_.lock(); }, unlock_hard, lock_bare,
             unlock_bare},
            {"hard_lock, timed", [this] { hard_.acquire(10s); }, unlock_hard, lock_bare,
             unlock_bare},
            {"bare file_lock, timed: polls", poll_bare, unlock_bare, lock_bare,
             unlock_bare},
            {"link_lock", lock_link, unlock_link, lock_link, unlock_link},
            {"mkdir_lock", lock_mkdir, unlock_mkdir, lock_mkdir, unlock_mkdir},
        }};
    }

private:
    static filelock::options kept_in(boost::filesystem::path const& file)
    {
        filelock::options how;
        how.lock_path = file;
        return how;
    }

    boost::interprocess::file_lock bare_;
    filelock::hard_lock hard_;
    filelock::link_lock link_;
    filelock::mkdir_lock mkdir_;
};

void wait_again_and_again(board& with, std::array<way, way_count> const& ways, int turns)
{
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

void hold_again_and_again(board& with, std::array<way, way_count> const& ways, int turns)
{
    for (int turn = 1; turn <= turns; ++turn)
    {
        way const& chosen = ways[static_cast<std::size_t>(turn - 1) % way_count];
        chosen.hold();
        with.turn = turn;
        await(with.waiting, turn);
        // Long enough for every way of waiting to have gone to sleep: Boost's polling
        // does so in longer and longer steps.
        std::this_thread::sleep_for(20ms);
        with.released_at = clock::now().time_since_epoch().count();
        chosen.let_go();
        await(with.done, turn);
    }
}

}  // namespace

section measure_hand_over(settings const& how, bool on_one_core)
{
    int const rounds = std::min(how.rounds(60), most_rounds);
    int const turns = rounds * static_cast<int>(way_count);
    auto& with = shared<board>();
    second_process waiter(
        [&]
        {
            pin_to_core(on_one_core ? 0 : 1);
            locks theirs(how);
            wait_again_and_again(with, theirs.ways(), turns);
        });
    pin_to_core(0);
    locks ours(how);
    auto const ways = ours.ways();
    hold_again_and_again(with, ways, turns);
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
                   {alone(ways[0].name, measured[0])}};
    for (std::size_t i = 1; i < way_count; ++i)
    {
        result.rows.push_back(compared(ways[i].name, measured[i], measured[0]));
    }
    result.rows[2].most_times = on_one_core ? 2.5 : 1.6;
    result.rows[4].most_times = result.rows[5].most_times = 2;
    return result;
}

}  // namespace bench
