// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_OS_OPEN_FILE_HPP_INCLUDED
#define FILELOCK_OS_OPEN_FILE_HPP_INCLUDED

/// What the caller has open, and flock(2) on it: the lock of an open file description.

#include <cstdio>

#include <boost/filesystem/path.hpp>
#include <boost/system/error_code.hpp>

#include <filelock/config.hpp>
#include <filelock/lock_mode.hpp>

namespace filelock
{
namespace os
{

using boost::filesystem::path;
using boost::system::error_code;

/// What is under a stream, or a descriptor of the C library; no_handle() if nothing is.
native_handle handle_of(std::FILE* stream) noexcept;
native_handle handle_of(int descriptor) noexcept;

/// What to call an open file when talking to people: the name under which it was opened
/// or has been moved to, where the system knows it, else that of the descriptor. It is
/// not for opening.
path name_of(native_handle handle);

/// Does not wait. False, and no error, if another description has a lock in the way.
bool try_lock_open_file(native_handle handle, lock_mode mode, error_code& ec) noexcept;

/// Waits in the kernel.
void lock_open_file(native_handle handle, lock_mode mode, error_code& ec) noexcept;

/// The same, but cancelling the thread ends the wait, as blocking_work::block() is meant
/// to be. Whether the lock has been taken is not known then.
void lock_open_file_cancellably(native_handle handle, lock_mode mode, error_code& ec);

/// Gives up what the description holds, if anything.
void unlock_open_file(native_handle handle, error_code& ec) noexcept;

}  // namespace os
}  // namespace filelock

#endif
