// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_HOLDERS_HPP_INCLUDED
#define FILELOCK_HOLDERS_HPP_INCLUDED

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <vector>

#include <filelock/lock_mode.hpp>
#include <filelock/scheme.hpp>

#include "brief_mutex.hpp"

namespace filelock
{

/// Which threads hold a lock through one lock object, and how.
///
/// Any thread may use it at any time. The first few holds live in atomic words, for a
/// mutex would cost as much as the rest of an acquire. A thread only looks for its own
/// holds, so that those of others need no ordering. Thread zero, "any thread", may have
/// several holds of one mode.
class holders
{
public:
    struct hold
    {
        thread_id thread;
        lock_mode mode;
    };

    /// Notes a hold that has been granted.
    void add(thread_id thread, lock_mode mode)
    {
        word const mine = word_of(thread, mode);
        if (mode == lock_mode::exclusive)
        {
            // Nobody else is here: each takes itself out before it lets go. An
            // instruction that says so costs a tenth of one that makes sure.
            few_[0].store(mine, std::memory_order_release);
            return;
        }
        for (place& each : few_)
        {
            word none = 0;
            if (each.load(std::memory_order_relaxed) == 0
                && each.compare_exchange_strong(none, mine, std::memory_order_release))
            {
                return;
            }
        }
        std::lock_guard<brief_mutex> const lock(mutex_);
        many_.push_back(mine);
        many_count_.store(many_.size(), std::memory_order_release);
    }

    /// How the thread holds the lock, if it does.
    std::optional<lock_mode> find(thread_id thread) const noexcept
    {
        word const found = find_if([thread](word each)
                                   { return each != 0 && thread_of(each) == thread; });
        return found != 0 ? std::optional<lock_mode>(mode_of(found)) : std::nullopt;
    }

    /// Any one hold, if there is one.
    std::optional<hold> any() const noexcept
    {
        word const found = find_if([](word each) { return each != 0; });
        return found != 0 ? std::optional<hold>({thread_of(found), mode_of(found)})
                          : std::nullopt;
    }

    bool empty() const noexcept { return !any(); }

    /// Takes one such hold out; false if there is none. Of several callers one succeeds.
    bool remove(thread_id thread, lock_mode mode) noexcept
    {
        word const wanted = word_of(thread, mode);
        for (place& each : few_)
        {
            if (each.load(std::memory_order_relaxed) == wanted && clear(each, wanted))
            {
                return true;
            }
        }
        return many_count_.load(std::memory_order_acquire) != 0 && remove_of_many(wanted);
    }

private:
    /// Thread, mode and a one that tells it from "none".
    using word = std::uint64_t;
    using place = std::atomic<word>;

    static word word_of(thread_id thread, lock_mode mode) noexcept
    {
        return thread << 2 | (mode == lock_mode::exclusive ? 2U : 0U) | 1U;
    }
    static thread_id thread_of(word hold) noexcept { return hold >> 2; }
    static lock_mode mode_of(word hold) noexcept
    {
        return (hold & 2U) != 0 ? lock_mode::exclusive : lock_mode::shared;
    }

    template <class Predicate>
    word find_if(Predicate matches) const noexcept
    {
        for (place const& candidate : few_)
        {
            word const each = candidate.load(std::memory_order_acquire);
            if (matches(each))
            {
                return each;
            }
        }
        if (many_count_.load(std::memory_order_acquire) != 0)
        {
            std::lock_guard<brief_mutex> const lock(mutex_);
            for (word const each : many_)
            {
                if (matches(each))
                {
                    return each;
                }
            }
        }
        return 0;
    }

    static bool clear(place& from, word expected) noexcept
    {
        if (thread_of(expected) != 0)
        {
            from.store(0, std::memory_order_release);  // nobody else takes this one out
            return true;
        }
        return from.compare_exchange_strong(expected, 0);
    }

    bool remove_of_many(word wanted) noexcept
    {
        std::lock_guard<brief_mutex> const lock(mutex_);
        for (word& each : many_)
        {
            if (each == wanted)
            {
                each = many_.back();
                many_.pop_back();
                many_count_.store(many_.size(), std::memory_order_release);
                return true;
            }
        }
        return false;
    }

    std::array<place, 4> few_{};
    std::atomic<std::size_t> many_count_{0};
    mutable brief_mutex mutex_;
    std::vector<word> many_;
};

}  // namespace filelock

#endif
