// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_CHAOS_PLAYER_HPP_INCLUDED
#define FILELOCK_TEST_CHAOS_PLAYER_HPP_INCLUDED

#include <functional>
#include <memory>
#include <random>

#include <filelock/lock_base.hpp>

#include "support/fault_referee.hpp"

namespace test
{

/// One process's part: it takes the lock again and again, in ways that chance decides. In
/// both modes; at once, for a moment, for as long as it takes; with conversions, and with
/// a new lock object, now and then; and, if it may, it breaks the lock by order.
class player
{
public:
    using maker = std::function<std::shared_ptr<filelock::lock_base>()>;

    player(maker make, fault_referee& judge, int seat, bool may_break, unsigned seed);

    /// What must not happen is thrown.
    void play_round();

private:
    bool one_in(unsigned n) { return random_() % n == 0; }
    filelock::lock_mode some_mode();
    bool take(judged_lock& lock, filelock::lock_mode mode);
    void dwell();

    maker const make_;
    fault_referee& judge_;
    int const seat_;
    bool const may_break_;
    std::minstd_rand random_;
    std::shared_ptr<filelock::lock_base> lock_;
};

}  // namespace test

#endif
