// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_OS_RECORD_LOCK_HPP_INCLUDED
#define FILELOCK_OS_RECORD_LOCK_HPP_INCLUDED

/// In what the systems' locks under boost::interprocess::file_lock differ.

namespace filelock
{
namespace os
{

/// What becomes of the lock that a process has on a file when it takes one in the other
/// mode.
enum class second_lock
{
    replaces,  ///< In one step. POSIX: fcntl() never gives up what is held before that.
    adds       ///< Windows: LockFileEx() stacks them, and refuses an exclusive one.
};

second_lock kind_of_second_lock() noexcept;

}  // namespace os
}  // namespace filelock

#endif
