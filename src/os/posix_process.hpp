// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_OS_POSIX_PROCESS_HPP_INCLUDED
#define FILELOCK_OS_POSIX_PROCESS_HPP_INCLUDED

#include "os/process.hpp"

namespace filelock
{
namespace os
{

/// What kill(2) says: whether there is such a process, were it only a zombie. A number
/// that stands for a group of processes, or that no process can have, is unreadable.
process_state find_process(std::int64_t pid) noexcept;

/// This machine's name, or nothing.
std::string host_name();

/// What POSIX systems tell in different ways: the calling process, read anew.
process_identity read_identity();

/// The calling process's pid namespace, or zero; cheap enough to be asked each time.
std::uint64_t pid_namespace() noexcept;

}  // namespace os
}  // namespace filelock

#endif
