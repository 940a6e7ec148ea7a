// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_OS_POSIX_FILE_HPP_INCLUDED
#define FILELOCK_OS_POSIX_FILE_HPP_INCLUDED

#include <sys/stat.h>

#include <chrono>

#include "os/file.hpp"

namespace filelock
{
namespace os
{

/// open(2), closed on exec, repeated after a signal, without following a link or blocking
/// on a FIFO.
int open_restarted(char const* name, int flags, mode_t mode) noexcept;

/// When the file last changed in any way, as finely as the system tells.
std::chrono::system_clock::time_point time_of_change(struct stat const& status) noexcept;

}  // namespace os
}  // namespace filelock

#endif
