// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_HARD_KERNEL_LOCK_HPP_INCLUDED
#define FILELOCK_HARD_KERNEL_LOCK_HPP_INCLUDED

#include <optional>

#include <boost/filesystem/path.hpp>
#include <boost/interprocess/sync/file_lock.hpp>
#include <boost/system/error_code.hpp>

#include <filelock/lock_mode.hpp>

namespace filelock
{
namespace hard
{

/// The process's one `boost::interprocess::file_lock` on a file, with error codes for
/// exceptions, modes for names, and calls that a signal interrupts made again.
///
/// Not thread-safe: hard::entry sees to it that one thread at a time calls it.
class kernel_lock
{
public:
    using error_code = boost::system::error_code;

    /// Opens the file, which must exist and be writable.
    void open(boost::filesystem::path const& name, error_code& ec);
    bool is_open() const noexcept { return lock_.has_value(); }
    void close() noexcept { lock_.reset(); }

    /// Gives up the handle without closing it.
    void leak() noexcept;

    /// False if another process is in the way. Precondition: nothing is held.
    bool try_lock(lock_mode mode, error_code& ec);

    /// Turns what is held into a lock of that mode, without giving it up in between.
    /// False if another process is in the way: a refused upgrade leaves the shared lock,
    /// a downgrade is never refused. Errors: errc::unsupported for an upgrade on Windows.
    bool convert_to(lock_mode mode, error_code& ec);

    /// Blocks in the kernel: a cancellation point, with nothing to destroy when
    /// cancelled. May report a deadlock that is none, see hard::entry.
    void lock(lock_mode mode, error_code& ec);

    void unlock(error_code& ec);

private:
    using file_lock = boost::interprocess::file_lock;

    std::optional<file_lock> lock_;
};

}  // namespace hard
}  // namespace filelock

#endif
