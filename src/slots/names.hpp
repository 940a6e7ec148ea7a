// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_SLOTS_NAMES_HPP_INCLUDED
#define FILELOCK_SLOTS_NAMES_HPP_INCLUDED

namespace filelock
{
namespace slots
{

/// What is appended to a semaphore's path for the locks by which those who wait queue:
/// the first of them has the turn, the second the queue.
constexpr char const* turn_ending = ".turn";
constexpr char const* queue_ending = ".queue";

}  // namespace slots
}  // namespace filelock

#endif
