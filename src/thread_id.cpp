// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include <filelock/scheme.hpp>

#include <atomic>

namespace filelock
{

thread_id this_thread_id() noexcept
{
    static std::atomic<thread_id> last{0};
    // The system gives a dead thread's id to the next one, which would then own its
    // locks.
    thread_local thread_id mine = 0;
    if (mine == 0)
    {
        mine = last.fetch_add(1, std::memory_order_relaxed) + 1;
    }
    return mine;
}

}  // namespace filelock
