// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "measure.hpp"

#include <array>
#include <functional>
#include <shared_mutex>
#include <thread>
#include <vector>

#include <boost/interprocess/sync/file_lock.hpp>

#include <filelock/hard_lock.hpp>
#include <filelock/interprocess.hpp>

/// What a lock costs that nobody else wants.

namespace bench
{

namespace
{

constexpr int pairs_a_round = 1000;
constexpr int rounds = 1000;

/// One way to take and give back a lock.
struct way
{
    char const* name;
    std::function<double()> time_a_round;
    std::vector<double> measured{};
};

template <class Call>
way make_way(char const* name, Call pair)
{
    return {name, [pair] { return nanoseconds_each(pairs_a_round, pair); }};
}

/// A B C A B C …: what the machine does meanwhile happens to all.
template <std::size_t Size>
void take_turns(std::array<way, Size>& ways, int turns)
{
    for (int turn = 0; turn < turns; ++turn)
    {
        for (way& each : ways)
        {
            each.measured.push_back(each.time_a_round());
        }
    }
}

row compared(way const& measured, way const& beside, std::optional<double> target)
{
    return {measured.name,
            summary(measured.measured),
            "ns",
            beside.name,
            ratio(measured.measured, beside.measured),
            target};
}

row alone(way const& measured)
{
    return {measured.name, summary(measured.measured), "ns", {}, {}, {}};
}

}  // namespace

section measure_pairs(settings const& how)
{
    std::string const bare_name = bare_lock_file(how, "bare");
    std::string const drop_in_name = bare_lock_file(how, "drop-in");
    boost::interprocess::file_lock bare(bare_name.c_str());
    filelock::interprocess::file_lock drop_in(drop_in_name.c_str());
    filelock::hard_lock hard(how.directory / "hard");

    std::array<way, 5> ways = {
        make_way("bare file_lock, exclusive",
                 [&]
                 {
                     bare.lock();
                     bare.unlock();
                 }),
        make_way("hard_lock, exclusive",
                 [&]
                 {
                     hard.lock();
                     hard.unlock();
                 }),
        make_way("interprocess::file_lock, exclusive",
                 [&]
                 {
                     drop_in.lock();
                     drop_in.unlock();
                 }),
        make_way("bare file_lock, shared",
                 [&]
                 {
                     bare.lock_sharable();
                     bare.unlock_sharable();
                 }),
        make_way("hard_lock, shared",
                 [&]
                 {
                     hard.lock_shared();
                     hard.unlock_shared();
                 }),
    };
    take_turns(ways, how.rounds(rounds));
    return {"An uncontended pair of lock and unlock",
            {alone(ways[0]), compared(ways[1], ways[0], 1.10),
             compared(ways[2], ways[0], 1.10), alone(ways[3]),
             compared(ways[4], ways[3], 1.10)},
            {}};
}

section measure_readers(settings const& how)
{
    filelock::hard_lock first(how.directory / "read");
    filelock::hard_lock second(how.directory / "read");
    std::shared_timed_mutex mutex;
    std::array<way, 3> ways = {
        make_way("std::shared_timed_mutex, shared",
                 [&]
                 {
                     mutex.lock_shared();
                     mutex.unlock_shared();
                 }),
        make_way("one more reader, through its own object",
                 [&]
                 {
                     second.lock_shared();
                     second.unlock_shared();
                 }),
        make_way("one more reader, through the first one's object",
                 [&]
                 {
                     first.lock_shared();
                     first.unlock_shared();
                 }),
    };
    mutex.lock_shared();
    first.lock_shared();
    std::thread([&] { take_turns(ways, how.rounds(rounds)); }).join();
    first.unlock_shared();
    mutex.unlock_shared();

    row own = alone(ways[1]);
    row same = alone(ways[2]);
    own.target = same.target = 60;
    return {"A pair of a thread in a process that reads already",
            {alone(ways[0]), own, same},
            {}};
}

}  // namespace bench
