// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "support/contender.hpp"

#include <chrono>
#include <random>
#include <thread>

namespace test
{

namespace
{

using filelock::lock_mode;

class contender
{
public:
    contender(peer_lock& lock, referee& judge, unsigned seed)
        : lock_(lock)
        , judge_(judge)
        , random_(seed)
    {
    }

    std::string play_round()
    {
        lock_mode const mode = one_in(2) ? lock_mode::shared : lock_mode::exclusive;
        std::string const answer = lock_.lock(mode, some_timeout());
        if (answer != "taken")
        {
            return answer == "busy" || answer == "timed out" ? "ok" : answer;
        }
        judge_.enter(mode);
        dwell();
        judge_.leave(mode);
        if (one_in(3))
        {
            convert(mode == lock_mode::shared ? lock_mode::exclusive : lock_mode::shared);
        }
        return lock_.release();
    }

private:
    bool one_in(unsigned n) { return random_() % n == 0; }

    peer_lock::timeout some_timeout()
    {
        switch (random_() % 3)
        {
        case 0:
            return std::chrono::milliseconds(0);
        case 1:
            return std::chrono::milliseconds(1 + random_() % 3);
        default:
            return std::nullopt;
        }
    }

    /// Mostly as short as can be, so that the interesting moments come often.
    void dwell()
    {
        if (one_in(4))
        {
            std::this_thread::sleep_for(std::chrono::microseconds(random_() % 300));
        }
    }

    void convert(lock_mode to)
    {
        if (lock_.convert(to) == "yes")
        {
            judge_.enter(to);
            dwell();
            judge_.leave(to);
        }
    }

    peer_lock& lock_;
    referee& judge_;
    std::minstd_rand random_;
};

}  // namespace

std::string contend(peer_lock& lock, referee& judge, int rounds, unsigned seed)
{
    contender player(lock, judge, seed);
    for (int round = 0; round < rounds; ++round)
    {
        std::string answer = player.play_round();
        if (answer != "ok")
        {
            return answer;
        }
    }
    return "ok";
}

}  // namespace test
