// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_OS_LINUX_PROC_HPP_INCLUDED
#define FILELOCK_OS_LINUX_PROC_HPP_INCLUDED

namespace filelock
{
namespace os
{

/// Whether the pids in /proc are those of this process's pid namespace. They are not
/// after `unshare --pid --fork`, for one, until somebody mounts another /proc.
bool proc_is_ours() noexcept;

}  // namespace os
}  // namespace filelock

#endif
