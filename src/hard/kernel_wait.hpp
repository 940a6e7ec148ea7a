// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_HARD_KERNEL_WAIT_HPP_INCLUDED
#define FILELOCK_HARD_KERNEL_WAIT_HPP_INCLUDED

#include <filelock/lock_mode.hpp>

#include "hard/registry.hpp"
#include "os/blocking_thread.hpp"

namespace filelock
{
namespace hard
{

/// A request that a helper thread makes of the kernel, blocked there in place of those
/// who may have to leave before it is granted.
///
/// The thread exists only while the request is in flight: nothing is parked between
/// waits, and an uncontended lock never has one. It keeps the entry alive. It runs no
/// signal handlers, is not waited for when the process exits, and is cancelled when the
/// last waiter that it suits has left (fcntl(F_SETLKW) is a cancellation point of POSIX).
class kernel_wait final : public os::blocking_work
{
public:
    using error_code = boost::system::error_code;

    kernel_wait(entry& in, lock_mode mode);

    lock_mode mode() const noexcept { return mode_; }
    void start(error_code& ec) noexcept { thread_.start(*this, ec); }
    void cancel_and_join() noexcept { thread_.cancel_and_join(); }

    void block() override;
    void finish() noexcept override;

private:
    entry_ref in_;
    lock_mode mode_;
    error_code result_;
    os::blocking_thread thread_;
};

}  // namespace hard
}  // namespace filelock

#endif
