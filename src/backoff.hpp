// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_BACKOFF_HPP_INCLUDED
#define FILELOCK_BACKOFF_HPP_INCLUDED

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <random>

#include <filelock/scheme.hpp>

namespace filelock
{

/// The intervals between looks at something that nobody announces: they double up to a
/// cap, and each is cut by up to a half at random, so that those who began together part.
class backoff
{
public:
    using duration = std::chrono::nanoseconds;

    backoff(duration first, duration cap)
        : next_(std::min(first, cap))
        , cap_(cap)
        , random_(seed())
    {
    }

    duration next()
    {
        duration const whole = next_;
        next_ = std::min(next_ * 2, cap_);
        std::uniform_int_distribution<duration::rep> cut(0, whole.count() / 2);
        return whole - duration(cut(random_));
    }

private:
    /// Good enough to part two threads; std::random_device may throw for want of
    /// descriptors.
    static std::minstd_rand::result_type seed() noexcept
    {
        auto const now = std::chrono::steady_clock::now().time_since_epoch().count();
        return static_cast<std::minstd_rand::result_type>(
            static_cast<std::uint64_t>(now) ^ this_thread_id() * 0x9E3779B97F4A7C15U);
    }

    duration next_;
    duration cap_;
    std::minstd_rand random_;
};

}  // namespace filelock

#endif
