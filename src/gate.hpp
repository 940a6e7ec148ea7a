// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_GATE_HPP_INCLUDED
#define FILELOCK_GATE_HPP_INCLUDED

#include <atomic>
#include <chrono>
#include <memory>
#include <vector>

#include <filelock/scheme.hpp>

namespace filelock
{

/// The gate in front of a fair lock, as one lock object sees it: another lock, which is
/// only ever held exclusively, by the thread that is in it. Thread-safe as its scheme is.
class gate
{
public:
    using error_code = boost::system::error_code;

    explicit gate(std::unique_ptr<scheme> how) noexcept;

    /// Whether the calling thread is in the gate.
    bool is_mine() const noexcept { return inside_ == this_thread_id(); }

    /// Whether this object has come through so lately that it need not do so again.
    bool may_be_passed_by() const noexcept;

    /// Tries, for who will wait() else. Whether the thread is in the gate.
    bool enter(error_code& ec);

    /// For who does not want to wait: bears with those who merely go through.
    bool enter_soon(error_code& ec);

    wait_end wait(wait_limits const& limits, error_code& ec);
    void abandon() noexcept;

    /// With the lock in hand. Nothing happens if the thread is not in the gate.
    void leave_with_lock() noexcept;
    void leave() noexcept;

    /// Who is in the gate and is not proved dead. What cannot be read is nobody.
    std::vector<owner> owners();

    /// Frees it, if its scheme can do so.
    void break_open(error_code& ec);
    void forget_after_fork() noexcept;

private:
    using clock = std::chrono::steady_clock;

    bool try_enter(bool will_wait, error_code& ec);

    std::unique_ptr<scheme> const how_;
    std::atomic<thread_id> inside_{0};
    std::atomic<clock::time_point> passed_by_until_{clock::time_point::min()};
};

}  // namespace filelock

#endif
