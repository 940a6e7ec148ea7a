// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "support/fault_referee.hpp"

#include <array>
#include <atomic>
#include <new>

#include <boost/interprocess/anonymous_shared_memory.hpp>

#include <filelock/error.hpp>

#include "support/expect.hpp"

namespace test
{

namespace
{

using filelock::lock_mode;

/// A seat says in one word what is held and since when.
constexpr std::uint64_t nothing = 0;
constexpr std::uint64_t exclusive_bit = 1;
constexpr std::uint64_t taken_bit = 2;
constexpr unsigned era_shift = 2;

/// The era of what begins while somebody is breaking.
constexpr std::uint64_t no_era = ~std::uint64_t{0} >> era_shift;

}  // namespace

struct fault_referee::table
{
    std::array<std::atomic<std::uint64_t>, seats> held{};
    std::array<std::atomic<bool>, seats> breaking{};
    std::atomic<std::uint64_t> breaks{0};
    std::atomic<long> holds{0};
    std::atomic<long> undisturbed{0};
    std::atomic<long> overlaps{0};
};

fault_referee::fault_referee()
    : memory_(boost::interprocess::anonymous_shared_memory(sizeof(table)))
{
    new (memory_.get_address()) table;
}

fault_referee::table& fault_referee::shared() const noexcept
{
    return *static_cast<table*>(memory_.get_address());
}

long fault_referee::holds() const noexcept
{
    return shared().holds;
}

long fault_referee::undisturbed() const noexcept
{
    return shared().undisturbed;
}

long fault_referee::overlaps() const noexcept
{
    return shared().overlaps;
}

std::uint64_t fault_referee::era() const noexcept
{
    std::uint64_t const now = shared().breaks;
    for (auto const& each : shared().breaking)
    {
        if (each)
        {
            return no_era;
        }
    }
    return now;
}

bool fault_referee::is_undisturbed(std::uint64_t since) const noexcept
{
    return since == shared().breaks;
}

void fault_referee::begin_break(int seat) noexcept
{
    // In this order: whoever sees the new number of a break that is still going on also
    // sees that it is.
    shared().breaking[static_cast<std::size_t>(seat)] = true;
    ++shared().breaks;
}

void fault_referee::end_break(int seat) noexcept
{
    shared().breaking[static_cast<std::size_t>(seat)] = false;
}

void fault_referee::strike(int seat) noexcept
{
    shared().held[static_cast<std::size_t>(seat)] = nothing;
    end_break(seat);
}

bool fault_referee::enter(int seat, lock_mode mode, std::uint64_t since) noexcept
{
    bool const writes = mode == lock_mode::exclusive;
    ++shared().holds;
    shared().held[static_cast<std::size_t>(seat)] =
        since << era_shift | taken_bit | (writes ? exclusive_bit : nothing);
    return check(seat);
}

void fault_referee::leave(int seat) noexcept
{
    auto& mine = shared().held[static_cast<std::size_t>(seat)];
    check(seat);
    shared().undisturbed += is_undisturbed(mine >> era_shift);
    mine = nothing;
}

/// Of two that come in at the same time the later one sees the other.
bool fault_referee::check(int seat) noexcept
{
    bool is_lost = false;
    std::uint64_t const mine = shared().held[static_cast<std::size_t>(seat)];
    for (int other = 0; other < seats; ++other)
    {
        std::uint64_t const theirs = shared().held[static_cast<std::size_t>(other)];
        bool const meet =
            other != seat && theirs != nothing && ((mine | theirs) & exclusive_bit) != 0;
        if (meet && is_undisturbed(theirs >> era_shift))
        {
            bool const both = is_undisturbed(mine >> era_shift);
            shared().overlaps += both;
            is_lost |= !both;
        }
    }
    return is_lost;
}

bool judged_lock::take(lock_mode mode, timeout limit)
{
    bool const shared = mode == lock_mode::shared;
    mode_ = mode;
    since_ = judge_.era();
    bool taken = true;
    if (limit)
    {
        taken = shared ? lock_.try_lock_shared_for(*limit) : lock_.try_lock_for(*limit);
    }
    else
    {
        shared ? lock_.lock_shared() : lock_.lock();
    }
    has_successor_ = taken && judge_.enter(seat_, mode, since_);
    return taken;
}

bool judged_lock::is_unharmed(filelock::error_code const& ec) const
{
    bool const is_lost = ec == filelock::errc::not_my_lock;
    expect(!ec || is_lost, "success, not " + ec.message());
    expect(!is_lost || !judge_.is_undisturbed(since_),
           "a lock that is not lost, for nobody has broken it");
    return !is_lost;
}

bool judged_lock::give_back()
{
    judge_.leave(seat_);
    filelock::error_code ec;
    lock_.release(ec);
    bool const was_ours = is_unharmed(ec);
    expect(!was_ours || !has_successor_, "a lock that is lost, for another has it");
    return was_ours;
}

bool judged_lock::change(lock_mode to)
{
    judge_.leave(seat_);
    filelock::error_code ec;
    bool changed = true;
    if (to == lock_mode::shared)
    {
        lock_.unlock_and_lock_shared(ec);
    }
    else
    {
        changed = lock_.try_unlock_shared_and_lock(ec);
    }
    if (!is_unharmed(ec))
    {
        return false;
    }
    // One that is refused does not look whether the lock is still held.
    expect(!changed || !has_successor_, "a lock that is lost, for another has it");
    mode_ = changed ? to : mode_;
    has_successor_ |= judge_.enter(seat_, mode_, since_);
    return changed;
}

filelock::error_code judged_lock::break_it()
{
    filelock::error_code ec;
    judge_.begin_break(seat_);
    lock_.break_lock(ec);
    judge_.end_break(seat_);
    return ec;
}

}  // namespace test
