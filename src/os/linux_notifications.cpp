// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/linux_notifications.hpp"

#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <climits>

#include "os/fork.hpp"

namespace filelock
{
namespace os
{

namespace
{

/// As many threads as can wait with notifications at a time, each for a lock of its own:
/// those who wait for the same lock queue, and only the first of them watches. An account
/// may have 128 inotify instances by default.
std::array<notifications, 32> all;

}  // namespace

/// Done when the library is loaded, before there are threads that might wait or fork.
// NOLINTNEXTLINE(cert-err58-cpp): without memory, no program would start here.
bool const notifications::ends_in_a_child_ =
    (install({nullptr, nullptr, &forget_all}), true);

notifications* notifications::borrow()
{
    for (notifications& each : all)
    {
        if (!each.in_use_.exchange(true, std::memory_order_acquire))
        {
            each.open();
            if (each.is_open_)
            {
                drain(each.inotify_);  // That the watches of the last one are gone.
                return &each;
            }
            each.give_back();
            break;
        }
    }
    return nullptr;
}

/// In a forked child: the events of an instance that is shared with the parent would be
/// taken away from one by the other.
void notifications::forget_all()
{
    for (notifications& each : all)
    {
        each.close();
        each.in_use_ = false;
    }
}

void notifications::open() noexcept
{
    if (!is_open_)
    {
        inotify_ = ::inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
        alarm_ = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
        is_open_ = alarm_ != -1;  // Else tried again the next time.
        if (!is_open_)
        {
            close();
        }
    }
}

void notifications::close() noexcept
{
    for (auto* each : {&inotify_, &alarm_})
    {
        int const descriptor = each->exchange(-1);
        if (descriptor != -1)
        {
            ::close(descriptor);
        }
    }
    is_open_ = false;
}

void notifications::drain(int descriptor) noexcept
{
    // None of the watched things gives an event a name that is longer than one may be.
    constexpr std::size_t longest_event = sizeof(inotify_event) + NAME_MAX + 1;
    alignas(inotify_event) std::array<char, 4096> events;
    ssize_t length = 0;
    do
    {
        length = ::read(descriptor, events.data(), events.size());
    } while (length > static_cast<ssize_t>(events.size() - longest_event));
}

}  // namespace os
}  // namespace filelock
