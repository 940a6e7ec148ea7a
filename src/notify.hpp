// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_NOTIFY_HPP_INCLUDED
#define FILELOCK_NOTIFY_HPP_INCLUDED

#include <atomic>

#include <filelock/config.hpp>
#include <filelock/observer.hpp>

namespace filelock
{

/// Both are exported for the library's optional components.

/// Whether there has ever been an observer: all that an acquire pays for having none.
extern FILELOCK_DECL std::atomic<bool> may_be_observed;

/// Tells the process's observer, if there is one and it is not the one that caused this.
FILELOCK_DECL void notify(event const& what) noexcept;

}  // namespace filelock

#endif
