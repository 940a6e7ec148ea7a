// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_OS_LINUX_NOTIFICATIONS_HPP_INCLUDED
#define FILELOCK_OS_LINUX_NOTIFICATIONS_HPP_INCLUDED

#include <atomic>

namespace filelock
{
namespace os
{

/// An inotify instance and an eventfd that are kept for good: to close an inotify
/// instance takes the kernel some 10 ms. -1 is what could not be had.
class notifications
{
public:
    /// One that no other thread of the process uses, without events; null if there is
    /// none.
    static notifications* borrow();
    void give_back() noexcept { in_use_.store(false, std::memory_order_release); }

    int inotify() const noexcept { return inotify_; }
    int alarm() const noexcept { return alarm_; }

    /// Reads until nothing is left. For an eventfd and for inotify.
    static void drain(int descriptor) noexcept;

private:
    static bool const ends_in_a_child_;

    static void forget_all();
    void open() noexcept;
    void close() noexcept;

    std::atomic<bool> in_use_{false};
    std::atomic<bool> is_open_{false};
    std::atomic<int> inotify_{-1};
    std::atomic<int> alarm_{-1};
};

}  // namespace os
}  // namespace filelock

#endif
