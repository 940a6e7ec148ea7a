// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_LOCK_MODE_HPP_INCLUDED
#define FILELOCK_LOCK_MODE_HPP_INCLUDED

namespace filelock
{

/// How a lock is held: any number of holders share it, or one excludes everybody else.
enum class lock_mode
{
    shared,
    exclusive
};

/// "shared" or "exclusive".
constexpr char const* to_string(lock_mode mode) noexcept
{
    return mode == lock_mode::shared ? "shared" : "exclusive";
}

}  // namespace filelock

#endif
