// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_HARD_COHORT_HPP_INCLUDED
#define FILELOCK_HARD_COHORT_HPP_INCLUDED

#include <chrono>

namespace filelock
{
namespace hard
{

/// How long the threads of one process may pass the kernel's lock among themselves before
/// other processes get their turn. Passing it inside costs a hundredth of giving it back.
class cohort
{
public:
    /// Counts a hand-over. False if the process has had its share.
    bool may_continue() noexcept
    {
        auto const now = std::chrono::steady_clock::now();
        if (handed_over_++ == 0)
        {
            began_ = now;
        }
        return handed_over_ <= most_hand_overs && now - began_ < longest;
    }

    /// The kernel's lock has been given back.
    void end() noexcept { handed_over_ = 0; }

private:
    static constexpr int most_hand_overs = 1000;
    static constexpr std::chrono::milliseconds longest{1};

    int handed_over_ = 0;
    std::chrono::steady_clock::time_point began_;
};

}  // namespace hard
}  // namespace filelock

#endif
