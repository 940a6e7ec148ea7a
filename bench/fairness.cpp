// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include <algorithm>
#include <array>
#include <atomic>
#include <deque>
#include <functional>
#include <thread>
#include <vector>

#include <filelock/fair_lock.hpp>
#include <filelock/hard_lock.hpp>
#include <filelock/link_lock.hpp>

#include "second_process.hpp"
#include "turns.hpp"

/// What becomes of those who want a lock that others never stop asking for, with a gate
/// in front and without; and what the gate costs when nobody does.

namespace bench
{

namespace
{

using namespace std::chrono_literals;

constexpr std::size_t crowd_size = 8;

/// What processes tell each other.
struct board
{
    std::atomic<long> reads{0};
    std::atomic<bool> ended{false};
    std::atomic<bool> is_in{false};
    std::array<std::atomic<long>, crowd_size> turns{};
    std::array<std::atomic<clock::rep>, crowd_size> longest_wait{};
};

/// Processes that do something again and again until the object ends.
class crowd
{
public:
    crowd(board& with, std::function<void(std::size_t)> const& work) : with_(with)
    {
        for (std::size_t i = 0; i < crowd_size; ++i)
        {
            members_.emplace_back([=] { work(i); });
        }
    }

    ~crowd() { with_.ended = true; }
    crowd(crowd const&) = delete;
    crowd& operator=(crowd const&) = delete;

private:
    board& with_;
    std::deque<second_process> members_;
};

/// Reads of half a millisecond each: with eight readers somebody is always inside.
template <class Lock>
void read_again_and_again(board& with, boost::filesystem::path const& file)
{
    Lock lock(file);
    while (!with.ended)
    {
        lock.lock_shared();
        ++with.reads;
        std::this_thread::sleep_for(500us);
        lock.unlock_shared();
    }
}

void await_reads(board const& with, long reads)
{
    while (with.reads < reads)
    {
        std::this_thread::sleep_for(100us);
    }
}

/// How many reads begin until a writer who asks is inside, at most `enough`.
template <class Lock>
double reads_until_in(boost::filesystem::path const& file, long enough)
{
    auto& with = shared<board>();
    crowd const readers(with,
                        [&](std::size_t) { read_again_and_again<Lock>(with, file); });
    await_reads(with, 50);
    long const before = with.reads;
    std::atomic<long>& after = with.turns[0];
    second_process const writer(
        [&]
        {
            Lock lock(file);
            lock.lock();
            after = with.reads.load();
            with.is_in = true;
        });
    while (!with.is_in && with.reads - before < enough)
    {
        std::this_thread::sleep_for(100us);
    }
    return static_cast<double>(with.is_in ? std::min(after - before, enough) : enough);
}

/// Writes of a tenth of a millisecond each, with nothing to do in between.
template <class Lock>
void write_again_and_again(board& with, std::size_t me,
                           boost::filesystem::path const& file)
{
    Lock lock(file);
    while (!with.ended)
    {
        auto const began = clock::now();
        lock.lock();
        auto const waited = (clock::now() - began).count();
        with.longest_wait[me] = std::max(with.longest_wait[me].load(), waited);
        ++with.turns[me];
        std::this_thread::sleep_for(100us);
        lock.unlock();
    }
}

/// Of writers that ask again at once.
struct shares
{
    double
        index;  ///< Jain's: 1 if all have the same number of turns, 1/n if one has all.
    double longest_wait;  ///< In milliseconds.
};

template <class Lock>
shares shares_of_writers(boost::filesystem::path const& file)
{
    auto& with = shared<board>();
    {
        crowd const writers(
            with, [&](std::size_t me) { write_again_and_again<Lock>(with, me, file); });
        std::this_thread::sleep_for(300ms);
    }
    double sum = 0;
    double squares = 0;
    clock::rep longest = 0;
    for (std::size_t i = 0; i < crowd_size; ++i)
    {
        auto const turns = static_cast<double>(with.turns[i]);
        sum += turns;
        squares += turns * turns;
        longest = std::max(longest,
                           turns == 0 ? clock::duration(300ms).count()
                                      : with.longest_wait[i].load());
    }
    double const index = squares == 0 ? 0 : sum * sum / (crowd_size * squares);
    return {index, static_cast<double>(longest) / 1e6};
}

template <class Lock>
pair_way pairs_of(char const* name, Lock& lock, int pairs_a_round)
{
    return make_way(
        name,
        [&lock]
        {
            lock.lock();
            lock.unlock();
        },
        pairs_a_round);
}

}  // namespace

section measure_fair_pairs(settings const& how)
{
    filelock::hard_lock plain(how.directory / "plain");
    filelock::fair_lock<filelock::hard_lock> fair(how.directory / "fair");
    std::vector<pair_way> ways = {pairs_of("hard_lock", plain, 1000),
                                  pairs_of("fair_lock<hard_lock>", fair, 1000)};
    take_turns(ways, how.rounds(200));
    section result{"A pair of a fair lock that nobody contends for", "ns", rows_of(ways)};
    result.rows[1].most_times = 1.14;
    return result;
}

section measure_starvation(settings const& how)
{
    constexpr long enough = 2000;
    auto const file = how.directory / "starvation";
    std::vector<double> plain;
    std::vector<double> fair;
    std::vector<double> soft;
    for (int round = 0; round < how.rounds(10); ++round)
    {
        plain.push_back(reads_until_in<filelock::hard_lock>(file, enough));
        fair.push_back(
            reads_until_in<filelock::fair_lock<filelock::hard_lock>>(file, enough));
        soft.push_back(
            reads_until_in<filelock::link_lock>(how.directory / "soft", enough));
    }
    section result{"Reads of 8 processes until a writer is in; 2000: it was given up",
                   "reads",
                   {alone("hard_lock", plain),
                    compared("fair_lock<hard_lock>", fair, plain),
                    compared("link_lock, which has a gate of its own", soft, plain)}};
    result.rows[1].most = 100;
    return result;
}

section measure_shares(settings const& how)
{
    std::vector<double> plain;
    std::vector<double> fair;
    std::vector<double> plain_wait;
    std::vector<double> fair_wait;
    for (int round = 0; round < how.rounds(10); ++round)
    {
        auto const file = how.directory / "shares";
        shares const without = shares_of_writers<filelock::hard_lock>(file);
        shares const with =
            shares_of_writers<filelock::fair_lock<filelock::hard_lock>>(file);
        plain.push_back(without.index);
        plain_wait.push_back(without.longest_wait);
        fair.push_back(with.index);
        fair_wait.push_back(with.longest_wait);
    }
    return {"8 writers who ask again at once, for 300 ms: Jain's index, longest wait",
            "",
            {alone("hard_lock, index", plain), alone("fair_lock<hard_lock>, index", fair),
             alone("hard_lock, longest wait in ms", plain_wait),
             alone("fair_lock<hard_lock>, longest wait in ms", fair_wait)}};
}

}  // namespace bench
