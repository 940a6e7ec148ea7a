// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_OS_POSIX_CHILD_HPP_INCLUDED
#define FILELOCK_OS_POSIX_CHILD_HPP_INCLUDED

#include "os/child.hpp"

namespace filelock
{
namespace os
{

/// In a child: to be sent `signal` when the parent dies, or exit at once if it is dead
/// already. Async-signal-safe. Does nothing on systems that have no such thing.
void end_with_parent(int parent, int signal) noexcept;

}  // namespace os
}  // namespace filelock

#endif
