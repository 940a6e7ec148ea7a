// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "measure.hpp"

#include <shared_mutex>
#include <thread>
#include <vector>

#include <boost/interprocess/sync/file_lock.hpp>

#include <filelock/hard_lock.hpp>
#include <filelock/interprocess.hpp>

#include "turns.hpp"

/// What a lock costs that nobody else wants.

namespace bench
{

namespace
{

constexpr int rounds = 1000;

/// What the pairs are measured on; each way has a file of its own.
struct three_locks
{
    explicit three_locks(settings const& how)
        : bare(bare_lock_file(how, "bare").c_str())
        , drop_in(bare_lock_file(how, "drop-in").c_str())
        , hard(how.directory / "hard")
    {
    }

    boost::interprocess::file_lock bare;
    filelock::interprocess::file_lock drop_in;
    filelock::hard_lock hard;
};

section section_of_pairs(char const* title, std::vector<pair_way>& ways, int turns)
{
    take_turns(ways, turns);
    section result{title, "ns", rows_of(ways)};
    result.rows[1].most_times = result.rows[2].most_times = 1.10;
    return result;
}

}  // namespace

section measure_exclusive_pairs(settings const& how)
{
    three_locks of(how);
    std::vector<pair_way> ways = {
        make_way("bare file_lock",
                 [&]
                 {
                     of.bare.lock();
                     of.bare.unlock();
                 }),
        make_way("hard_lock",
                 [&]
                 {
                     of.hard.lock();
                     of.hard.unlock();
                 }),
        make_way("interprocess::file_lock",
                 [&]
                 {
                     of.drop_in.lock();
                     of.drop_in.unlock();
                 }),
    };
    return section_of_pairs("A pair that nobody contends for, exclusive", ways,
                            how.rounds(rounds));
}

section measure_shared_pairs(settings const& how)
{
    three_locks of(how);
    std::vector<pair_way> ways = {
        make_way("bare file_lock",
                 [&]
                 {
                     of.bare.lock_sharable();
                     of.bare.unlock_sharable();
                 }),
        make_way("hard_lock",
                 [&]
                 {
                     of.hard.lock_shared();
                     of.hard.unlock_shared();
                 }),
        make_way("interprocess::file_lock",
                 [&]
                 {
                     of.drop_in.lock_sharable();
                     of.drop_in.unlock_sharable();
                 }),
    };
    return section_of_pairs("A pair of the first reader, shared", ways,
                            how.rounds(rounds));
}

section measure_readers(settings const& how)
{
    filelock::hard_lock first(how.directory / "read");
    filelock::hard_lock second(how.directory / "read");
    std::shared_mutex mutex;
    std::vector<pair_way> ways = {
        make_way("std::shared_mutex",
                 [&]
                 {
                     mutex.lock_shared();
                     mutex.unlock_shared();
                 }),
        make_way("hard_lock, through another object",
                 [&]
                 {
                     second.lock_shared();
                     second.unlock_shared();
                 }),
        make_way("hard_lock, through the same object",
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

    section result{"A pair of one more reader, in a process that reads already", "ns",
                   rows_of(ways)};
    result.rows[1].most = result.rows[2].most = 60;
    return result;
}

}  // namespace bench
