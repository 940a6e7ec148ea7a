// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "chaos/player.hpp"

#include <chrono>
#include <thread>
#include <utility>

#include "support/expect.hpp"
#include "support/watch.hpp"

namespace test
{

using filelock::lock_mode;

player::player(maker make, fault_referee& judge, int seat, bool may_break, unsigned seed)
    : make_(std::move(make))
    , judge_(judge)
    , seat_(seat)
    , may_break_(may_break)
    , random_(seed)
{
}

lock_mode player::some_mode()
{
    return one_in(2) ? lock_mode::shared : lock_mode::exclusive;
}

void player::play_round()
{
    if (!lock_ || one_in(8))
    {
        lock_ = make_();
    }
    judged_lock lock(*lock_, judge_, seat_);
    if (may_break_ && one_in(50))
    {
        auto const refused = lock.break_it();
        expect(!refused, "a lock that can be broken, not " + refused.message());
        return;
    }
    lock_mode const mode = some_mode();
    if (!take(lock, mode))
    {
        return;
    }
    dwell();
    if (one_in(4))
    {
        lock.change(mode == lock_mode::shared ? lock_mode::exclusive : lock_mode::shared);
        dwell();
    }
    if (lock_->i_am_locking())
    {
        lock.give_back();
    }
}

/// Whoever does not mind how long it takes gets the lock.
bool player::take(judged_lock& lock, lock_mode mode)
{
    std::chrono::milliseconds const moment(1 + random_() % 20);
    switch (random_() % 3)
    {
    case 0:
        return lock.take(mode);
    case 1:
        return lock.take(mode, moment);
    default:
        expect(lock.take(mode, ceiling), "the lock in the end");
        return true;
    }
}

/// Mostly as short as can be, so that the interesting moments come often.
void player::dwell()
{
    if (one_in(4))
    {
        std::this_thread::sleep_for(std::chrono::microseconds(random_() % 500));
    }
}

}  // namespace test
