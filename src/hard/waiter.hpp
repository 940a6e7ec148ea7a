// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_HARD_WAITER_HPP_INCLUDED
#define FILELOCK_HARD_WAITER_HPP_INCLUDED

#include <chrono>
#include <optional>

#include <boost/system/error_code.hpp>

#include <filelock/scheme.hpp>

#include "backoff.hpp"
#include "parking.hpp"

namespace filelock
{
namespace hard
{

/// One thread in an entry's queue, on that thread's stack. All but the parking is guarded
/// by the entry's guard.
struct waiter
{
    request who;
    std::chrono::nanoseconds poll_interval;
    parking bed{};

    bool granted = false;  ///< It holds the lock and is out of the queue.
    bool has_asked_briefly = false;
    boost::system::error_code
        failed{};  ///< The kernel's answer, and it is out of the queue.

    /// Set when blocking in the kernel is not possible; then it looks from time to time.
    std::optional<backoff> looks{};

    void begin_to_look() { looks.emplace(std::chrono::milliseconds(1), poll_interval); }
};

}  // namespace hard
}  // namespace filelock

#endif
