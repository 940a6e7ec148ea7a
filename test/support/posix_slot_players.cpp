// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "support/slot_players.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <new>
#include <thread>

#include <fcntl.h>
#include <unistd.h>

#include <boost/interprocess/anonymous_shared_memory.hpp>
#include <boost/test/unit_test.hpp>

#include <filelock/error.hpp>

#include "support/expect.hpp"
#include "support/watch.hpp"

namespace test
{

using filelock::errc;
using filelock::error_code;
using filelock::semaphore;

namespace
{

constexpr int seats = 8;

struct flock byte_of(int seat)
{
    struct flock wanted = {};
    wanted.l_type = F_WRLCK;
    wanted.l_whence = SEEK_SET;
    wanted.l_start = seat;
    wanted.l_len = 1;
    return wanted;
}

void raise_to(std::atomic<long>& most, long value)
{
    long known = most;
    while (known < value && !most.compare_exchange_weak(known, value))
    {
    }
}

}  // namespace

struct slot_players::table
{
    std::atomic<long> entries;
    std::atomic<long> overlaps;
    std::atomic<long> longest_wait;
    std::array<std::atomic<long>, seats> steps;  ///< Odd: in.
    std::array<std::atomic<long>, seats> turns;
};

slot_players::slot_players(path const& target, std::string const& scheme,
                           std::vector<std::ptrdiff_t> counts)
    : target_(target)
    , scheme_(scheme)
    , counts_(std::move(counts))
    , ring_(::open((target.parent_path() / ring_name).c_str(),
                   O_RDWR | O_CREAT | O_CLOEXEC, 0666))
    , memory_(boost::interprocess::anonymous_shared_memory(sizeof(table)))
{
    BOOST_REQUIRE(ring_ != -1);
    new (memory_.get_address()) table{};
}

slot_players::~slot_players()
{
    ::close(ring_);
}

slot_players::table& slot_players::shared() const
{
    return *static_cast<table*>(memory_.get_address());
}

long slot_players::entries() const
{
    return shared().entries;
}

long slot_players::overlaps() const
{
    return shared().overlaps;
}

long slot_players::longest_wait() const
{
    return shared().longest_wait;
}

semaphore slot_players::make(int seat) const
{
    filelock::options how_to;
    // A mkdir_lock's maker may be killed before it has said who it is.
    how_to.abandoned_after = std::chrono::milliseconds(100);
    return semaphore(target_, counts_[static_cast<std::size_t>(seat) % counts_.size()],
                     scheme_, how_to);
}

void slot_players::enter(int seat)
{
    struct flock mine = byte_of(seat);
    expect(::fcntl(ring_, F_SETLK, &mine) == 0, "a byte of its own");
    // One who was killed has left it odd.
    auto& steps = shared().steps[static_cast<std::size_t>(seat)];
    steps += steps % 2 == 0 ? 1 : 2;
    ++shared().entries;
}

void slot_players::leave(int seat)
{
    ++shared().steps[static_cast<std::size_t>(seat)];
    struct flock mine = byte_of(seat);
    mine.l_type = F_UNLCK;
    ::fcntl(ring_, F_SETLK, &mine);
}

bool slot_players::is_held(int seat) const
{
    struct flock asked = byte_of(seat);
    ::fcntl(ring_, F_GETLK, &asked);
    return asked.l_type != F_UNLCK;
}

void slot_players::check(int seat, std::ptrdiff_t count)
{
    std::array<long, seats> before{};
    std::copy(shared().steps.begin(), shared().steps.end(), before.begin());
    std::array<bool, seats> held{};
    for (int each = 0; each < seats; ++each)
    {
        // fcntl() does not tell a process of its own.
        held[static_cast<std::size_t>(each)] = each == seat || is_held(each);
    }
    std::ptrdiff_t in = 0;
    for (std::size_t each = 0; each < seats; ++each)
    {
        bool const stayed = before[each] % 2 == 1 && shared().steps[each] == before[each];
        in += held[each] && stayed ? 1 : 0;
    }
    shared().overlaps += in > count ? 1 : 0;
}

void slot_players::play_round(semaphore& mine, int seat, std::minstd_rand& random)
{
    error_code ec;
    switch (random() % 3)
    {
    case 0:
        mine.acquire(std::chrono::seconds(0), ec);
        break;
    case 1:
        mine.acquire(std::chrono::milliseconds(random() % 8), ec);
        break;
    default:
        mine.acquire(ec);
    }
    if (ec)
    {
        bool const is_expected = ec == errc::already_locked || ec == errc::lock_timeout
            || (ec == errc::wrong_count && counts_.size() > 1);
        expect(is_expected, "not: " + ec.message());
        return;
    }
    enter(seat);
    check(seat, mine.count());
    std::this_thread::sleep_for(std::chrono::microseconds(random() % 500));
    check(seat, mine.count());
    leave(seat);
    mine.release();
}

std::unique_ptr<fault_process> slot_players::start(int seat, unsigned seed)
{
    return std::make_unique<fault_process>(
        [this, seat, seed]
        {
            std::minstd_rand random(seed);
            for (;;)
            {
                semaphore mine = make(seat);
                for (int round = 0; round < 20; ++round)
                {
                    play_round(mine, seat, random);
                }
            }
        });
}

void slot_players::play(int players, int kills)
{
    std::minstd_rand random(static_cast<unsigned>(players * 1000 + kills));
    std::vector<std::unique_ptr<fault_process>> all;
    for (int seat = 0; seat < players; ++seat)
    {
        all.push_back(start(seat, static_cast<unsigned>(random())));
    }
    for (int killed = 0; killed < kills; ++killed)
    {
        std::this_thread::sleep_for(std::chrono::microseconds(random() % 10000));
        auto const stopped = random() % all.size();
        all[stopped]->stop();
        auto const seat = random() % all.size();
        all[seat]->kill();
        all[seat] = start(static_cast<int>(seat), static_cast<unsigned>(random()));
        if (stopped != seat)
        {
            all[stopped]->resume();
        }
        // Else a machine that is busy enough would have them all killed at the start.
        eventually([&] { return entries() > 3 * killed; });
    }
    for (auto const& each : all)
    {
        each->kill();
    }
}

void slot_players::run_without_pause(int players, int turns)
{
    auto const everybody_had_them = [this, players, turns]
    {
        auto const& all = shared().turns;
        return std::all_of(all.begin(), all.begin() + players,
                           [turns](auto const& each) { return each >= turns; });
    };
    auto const run = [&](int seat)
    {
        semaphore mine = make(seat);
        while (!everybody_had_them())
        {
            long const asked = entries();
            mine.acquire();
            raise_to(shared().longest_wait, entries() - asked);
            enter(seat);
            check(seat, mine.count());
            // Else it is the scheduler's fairness that is measured: as long as those who
            // have been woken do not run, nobody can tell that they wait.
            std::this_thread::sleep_for(std::chrono::microseconds(500));
            leave(seat);
            mine.release();
            ++shared().turns[static_cast<std::size_t>(seat)];
        }
    };
    std::vector<std::unique_ptr<fault_process>> all;
    for (int seat = 0; seat < players; ++seat)
    {
        all.push_back(std::make_unique<fault_process>([&run, seat] { run(seat); }));
    }
    for (auto const& each : all)
    {
        each->wait();
    }
}

}  // namespace test
