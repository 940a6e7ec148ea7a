// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_CHAOS_ARENA_HPP_INCLUDED
#define FILELOCK_TEST_CHAOS_ARENA_HPP_INCLUDED

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <random>
#include <vector>

#include <boost/interprocess/mapped_region.hpp>

#include <filelock/lock_base.hpp>

#include "support/fault_process.hpp"
#include "support/fault_referee.hpp"

namespace test
{

struct rules
{
    int players;
    int rounds;  ///< Of each seat.
    bool may_break;
};

/// Has players fight for a lock, and meanwhile kills and stops them. A killed one is
/// replaced by another, who plays the rounds that are left at that seat.
class arena
{
public:
    using maker = std::function<std::shared_ptr<filelock::lock_base>(int seat)>;

    arena(maker make, rules const& how, unsigned seed);

    /// Until all seats have played their rounds. Fails the test if a player fails, or if
    /// that takes too long.
    void play();

    fault_referee const& judge() const noexcept { return judge_; }
    int killed() const noexcept { return killed_; }
    int stopped() const noexcept { return stopped_; }

private:
    using clock = std::chrono::steady_clock;

    struct seat
    {
        std::unique_ptr<fault_process> process;  // None: through.
        std::optional<clock::time_point> stopped_until;
    };

    struct progress;

    std::atomic<int>& rounds_of(int number) noexcept;
    seat& at(int number) { return seats_[static_cast<std::size_t>(number)]; }
    void start(int number);
    void sit(int number, unsigned seed);
    void strike(int number);
    void look_after(int number);
    void end(int number);

    maker const make_;
    rules const rules_;
    std::minstd_rand random_;
    fault_referee judge_;
    boost::interprocess::mapped_region progress_;
    std::vector<seat> seats_;
    int through_ = 0;
    int killed_ = 0;
    int stopped_ = 0;
};

}  // namespace test

#endif
