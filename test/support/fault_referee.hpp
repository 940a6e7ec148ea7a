// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_FAULT_REFEREE_HPP_INCLUDED
#define FILELOCK_TEST_FAULT_REFEREE_HPP_INCLUDED

#include <chrono>
#include <cstdint>
#include <optional>

#include <boost/interprocess/mapped_region.hpp>

#include <filelock/lock_base.hpp>

namespace test
{

/// Judges from outside whether a lock excludes among processes that are killed, stopped,
/// and broken by order. Each has a seat, in memory that forked children share, where it
/// says what it holds. Whoever comes in, and whoever leaves, looks at all other seats.
///
/// A process that is killed cannot say that it has gone: the killer stops it, empties its
/// seat, and then kills it. A hold during which somebody has broken the lock by order is
/// *disturbed*: it proves nothing any more, and may meet its successor.
class fault_referee
{
public:
    static constexpr int seats = 64;

    fault_referee();

    /// How often a hold has begun, and how many of those were undisturbed to the end.
    long holds() const noexcept;
    long undisturbed() const noexcept;

    /// How often a writer that was undisturbed met another who was.
    long overlaps() const noexcept;

    /// A process has been stopped and will be killed.
    void strike(int seat) noexcept;

    /// For judged_lock. An era ends when somebody begins to break the lock.
    std::uint64_t era() const noexcept;
    bool is_undisturbed(std::uint64_t since) const noexcept;

    /// Whether the hold is disturbed and meets one that is not: then it has been lost.
    bool enter(int seat, filelock::lock_mode mode, std::uint64_t since) noexcept;
    void leave(int seat) noexcept;
    void begin_break(int seat) noexcept;
    void end_break(int seat) noexcept;

private:
    struct table;

    table& shared() const noexcept;
    bool check(int seat) noexcept;

    boost::interprocess::mapped_region memory_;
};

/// A lock whose every hold the referee sees. What must not happen is thrown: that a lock
/// is lost which nobody has broken by order, that one is not which has a successor, and
/// what the lock throws.
class judged_lock
{
public:
    using timeout = std::optional<std::chrono::milliseconds>;  ///< Nothing: for ever.

    judged_lock(filelock::lock_base& lock, fault_referee& judge, int seat)
        : lock_(lock)
        , judge_(judge)
        , seat_(seat)
    {
    }

    /// Whether it has been taken.
    bool take(filelock::lock_mode mode, timeout limit = std::chrono::milliseconds(0));

    /// Whether it still was ours.
    bool give_back();

    /// Whether it has been converted. If not, it is still held, or it had been lost.
    bool change(filelock::lock_mode to);

    filelock::error_code break_it();

    filelock::lock_base& lock() { return lock_; }

private:
    bool is_unharmed(filelock::error_code const& ec) const;

    filelock::lock_base& lock_;
    fault_referee& judge_;
    int const seat_;
    filelock::lock_mode mode_ = filelock::lock_mode::exclusive;
    std::uint64_t since_ = 0;
    bool has_successor_ = false;
};

}  // namespace test

#endif
