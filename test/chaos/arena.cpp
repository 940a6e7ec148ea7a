// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "chaos/arena.hpp"

#include <array>
#include <new>
#include <thread>
#include <utility>

#include <boost/interprocess/anonymous_shared_memory.hpp>
#include <boost/test/unit_test.hpp>

#include "chaos/player.hpp"
#include "support/watch.hpp"

namespace test
{

namespace
{

constexpr std::chrono::microseconds longest_peace{4000};
constexpr std::chrono::milliseconds longest_stop{15};

/// Of the strikes one in so many kills.
constexpr unsigned strikes_for_a_kill = 3;

/// More than the seats together can lose and still come through soon.
constexpr int kills_for_each_seat = 10;

}  // namespace

/// How many rounds each seat has left to play.
struct arena::progress
{
    std::array<std::atomic<int>, fault_referee::seats> rounds{};
};

arena::arena(maker make, rules const& how, unsigned seed)
    : make_(std::move(make))
    , rules_(how)
    , random_(seed)
    , progress_(boost::interprocess::anonymous_shared_memory(sizeof(progress)))
    , seats_(static_cast<std::size_t>(how.players))
{
    new (progress_.get_address()) progress;
    for (int i = 0; i < how.players; ++i)
    {
        rounds_of(i) = how.rounds;
    }
}

std::atomic<int>& arena::rounds_of(int number) noexcept
{
    auto& all = *static_cast<progress*>(progress_.get_address());
    return all.rounds[static_cast<std::size_t>(number)];
}

void arena::start(int number)
{
    auto const seed = static_cast<unsigned>(random_());
    at(number).process =
        std::make_unique<fault_process>([this, number, seed] { sit(number, seed); });
}

void arena::sit(int number, unsigned seed)
{
    player it([this, number] { return make_(number); }, judge_, number, rules_.may_break,
              seed);
    for (auto& left = rounds_of(number); left > 0; --left)
    {
        it.play_round();
    }
}

void arena::play()
{
    for (int i = 0; i < rules_.players; ++i)
    {
        start(i);
    }
    stopwatch const watch;
    while (through_ < rules_.players)
    {
        std::this_thread::sleep_for(longest_peace * (random_() % 100) / 100);
        strike(static_cast<int>(random_() % seats_.size()));
        for (int i = 0; i < rules_.players; ++i)
        {
            look_after(i);
        }
        BOOST_REQUIRE_MESSAGE(watch.elapsed() < 3 * ceiling, "some are not through");
    }
}

void arena::strike(int number)
{
    seat& it = at(number);
    bool const spent = killed_ >= kills_for_each_seat * rules_.players;
    if (!it.process || it.stopped_until || spent)
    {
        return;
    }
    if (it.process->stop() == fault_process::news::ended)
    {
        end(number);
    }
    else if (random_() % strikes_for_a_kill == 0)
    {
        judge_.strike(number);
        it.process->kill();
        ++killed_;
        start(number);
    }
    else
    {
        it.stopped_until = clock::now() + longest_stop * (random_() % 100) / 100;
        ++stopped_;
    }
}

void arena::look_after(int number)
{
    seat& it = at(number);
    if (it.stopped_until && clock::now() >= *it.stopped_until)
    {
        it.stopped_until.reset();
        it.process->resume();
    }
    if (it.process && it.process->look() == fault_process::news::ended)
    {
        end(number);
    }
}

void arena::end(int number)
{
    at(number).process.reset();
    BOOST_TEST(rounds_of(number) == 0);
    ++through_;
}

}  // namespace test
