// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "support/watch.hpp"

#include <thread>

#include <boost/test/unit_test.hpp>

namespace test
{

bool becomes(std::function<bool()> const& condition,
             std::chrono::steady_clock::duration limit)
{
    stopwatch const watch;
    while (!condition())
    {
        if (watch.elapsed() > limit)
        {
            return false;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return true;
}

void eventually(std::function<bool()> const& condition, location where)
{
    bool const became_true = becomes(condition, ceiling);
    BOOST_REQUIRE_MESSAGE(became_true, where << ": did not become true");
}

bool stays(std::function<bool()> const& condition, location where)
{
    BOOST_TEST_CHECKPOINT("at " << where);
    return !becomes([&] { return !condition(); }, short_while);
}

}  // namespace test
