// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_OS_POSIX_SIGNALS_HPP_INCLUDED
#define FILELOCK_OS_POSIX_SIGNALS_HPP_INCLUDED

#include <signal.h>

#include "os/signals.hpp"

namespace filelock
{
namespace os
{

/// Waits for one signal of a blocked set: what the POSIX systems do in different ways.
taken_signal take_one_of(sigset_t const& set) noexcept;

}  // namespace os
}  // namespace filelock

#endif
