// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_SOFT_LOCK_HPP_INCLUDED
#define FILELOCK_SOFT_LOCK_HPP_INCLUDED

#include <filelock/config.hpp>
#include <filelock/link_lock.hpp>
#include <filelock/mkdir_lock.hpp>

namespace filelock
{

/// The soft lock that suits the system: hard links where those are usual.
#if defined(FILELOCK_WINDOWS)
using soft_lock = mkdir_lock;
#else
using soft_lock = link_lock;
#endif

}  // namespace filelock

#endif
