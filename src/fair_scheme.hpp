// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_FAIR_SCHEME_HPP_INCLUDED
#define FILELOCK_FAIR_SCHEME_HPP_INCLUDED

#include <memory>
#include <vector>

#include <filelock/scheme.hpp>

#include "gate.hpp"

namespace filelock
{

/// Keeps a lock by one scheme and an order among those who want it by another, the gate,
/// of which only the exclusive mode is used.
///
/// Who waits for the lock has the gate meanwhile. Who does not wait goes through it:
/// takes it, takes the lock, gives it back; but not for a while after this object has
/// last come through, so that an uncontended pair costs hardly more than without. So
/// whoever waits at the head is overtaken by nobody but those for whom that while has
/// not passed, and readers who come and go leave it a gap.
///
/// What becomes of a thread that is killed at any step: it has the gate, the lock, or
/// both, which the gate's and the lock's schemes each notice as they notice any dead
/// holder. Paused with the gate, it keeps everybody out who comes later, whether or not
/// the lock is free. Overtaken between the gate and the lock it can only be by those for
/// whom the while has not passed; it then waits with the gate in hand.
///
/// A thread that holds the lock already, through another object, does not queue behind
/// those who wait for it to let go: it goes to the lock without the gate.
class fair_scheme final : public scheme
{
public:
    fair_scheme(std::unique_ptr<scheme> lock, std::unique_ptr<scheme> gate) noexcept;

    /// The lock's.
    char const* name() const noexcept override;
    attempt try_acquire(request const& who, error_code& ec) override;
    wait_end wait(request const& who, wait_limits const& limits, error_code& ec) override;
    void abandon(request const& who) noexcept override;
    void release(request const& who, error_code& ec) override;
    bool is_still_held(request const& who, error_code& ec) override;
    attempt convert(request const& wanted, error_code& ec) override;
    bool is_locked(error_code& ec) override;

    /// Those of the lock; if there are none, who has the gate and is not proved dead,
    /// for then it is that one who keeps others out.
    std::vector<owner> owners(error_code& ec) override;

    /// The gate, too. An order that is lost so does not harm the lock.
    void break_lock(error_code& ec) override;
    void forget_after_fork() noexcept override;

private:
    class passage;

    attempt try_with_gate(request const& who, error_code& ec);
    attempt try_without_gate(request const& who, error_code& ec);
    wait_end wait_without_gate(request const& who, wait_limits const& limits,
                               error_code& ec);
    bool is_held_by(request const& who);

    std::unique_ptr<scheme> const lock_;
    gate gate_;
};

}  // namespace filelock

#endif
