// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_WATCH_HPP_INCLUDED
#define FILELOCK_TEST_WATCH_HPP_INCLUDED

#include <chrono>
#include <functional>

#include "support/location.hpp"

/// How tests look at what happens elsewhere: never by a sleep that hopes to be long
/// enough.

namespace test
{

/// Longer than anything takes that happens at all, on a loaded machine and under a
/// sanitizer.
constexpr std::chrono::seconds ceiling{30};

/// How long something is watched that must not happen. A bug that needs longer to show is
/// missed; correct code never fails.
constexpr std::chrono::milliseconds short_while{40};

/// Looks every millisecond whether the condition has become true; fails the test if it
/// has not after the ceiling.
void eventually(std::function<bool()> const& condition,
                location where = location::here());

/// Whether the condition stays true for a short while.
bool stays(std::function<bool()> const& condition, location where);

/// Looks until the condition is true or the time is over; says whether it is.
bool becomes(std::function<bool()> const& condition,
             std::chrono::steady_clock::duration limit);

/// How long a call takes.
class stopwatch
{
public:
    std::chrono::steady_clock::duration elapsed() const
    {
        return std::chrono::steady_clock::now() - began_;
    }

private:
    std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

}  // namespace test

#endif
