// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/lock_holders.hpp"

#include <windows.h>

#include "os/windows_error.hpp"

namespace filelock
{
namespace os
{

namespace
{

/// Takes the lock on one byte for an instant. There is no way of asking, so that another
/// process may at this moment find busy what is free.
bool can_take(file const& opened, DWORD flags, error_code& ec)
{
    OVERLAPPED from_start = {};
    if (::LockFileEx(opened.handle(), flags | LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0,
                     &from_start)
        != 0)
    {
        ::UnlockFileEx(opened.handle(), 0, 1, 0, &from_start);
        return true;
    }
    ec = last_windows_error();
    if (ec.value() == ERROR_LOCK_VIOLATION || ec.value() == ERROR_IO_PENDING)
    {
        ec.clear();
    }
    return false;
}

}  // namespace

std::optional<lock_holder> find_lock_holder(file const& opened, bool is_held_here,
                                            error_code& ec)
{
    ec.clear();
    if (is_held_here || can_take(opened, LOCKFILE_EXCLUSIVE_LOCK, ec) || ec)
    {
        return std::nullopt;
    }
    bool const is_shared = can_take(opened, 0, ec);
    return lock_holder{0, is_shared ? lock_mode::shared : lock_mode::exclusive};
}

std::vector<lock_holder> find_lock_holders(file const& opened, bool is_held_here,
                                           error_code& ec)
{
    auto const one = find_lock_holder(opened, is_held_here, ec);
    return one ? std::vector<lock_holder>{*one} : std::vector<lock_holder>{};
}

}  // namespace os
}  // namespace filelock
