// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "fork_guard.hpp"

#include "brief_mutex.hpp"
#include "os/fork.hpp"

namespace filelock
{

namespace
{

/// Held across a fork, so that the child does not find it locked by a thread it lacks.
brief_mutex in_transition;

}  // namespace

std::atomic<unsigned> fork_guard::generation_{0};

void fork_guard::lock() noexcept
{
    in_transition.lock();
}

void fork_guard::unlock() noexcept
{
    in_transition.unlock();
}

void fork_guard::forked() noexcept
{
    generation_.fetch_add(1, std::memory_order_relaxed);
    unlock();
}

void fork_guard::watch()
{
    static bool const installed = []
    {
        os::keep_loaded();
        os::install({lock, unlock, forked});
        return true;
    }();
    static_cast<void>(installed);
}

namespace
{

/// Done when the library is loaded, if no lock was made before: a fork by one thread in
/// the middle of another's first call would leave the child a static that it believes to
/// be in the making, and waits for without end.
// NOLINTNEXTLINE(cert-err58-cpp): without memory, no program would start here.
[[maybe_unused]] bool const watched_from_the_start = (fork_guard::watch(), true);

}  // namespace

}  // namespace filelock
