// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/watcher.hpp"

#include <poll.h>
#include <sys/inotify.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <ctime>
#include <vector>

#include "os/file.hpp"
#include "os/linux_notifications.hpp"
#include "parking.hpp"

namespace filelock
{
namespace os
{

namespace
{

/// Whether only this machine changes the file system, so that all changes are announced
/// here. What is not known to be so, network file systems, FUSE and overlays among them,
/// counts as changed by others.
bool is_local(char const* name) noexcept
{
    constexpr std::array<std::uint32_t, 6> magic_numbers = {
        0xEF53,      // ext2, ext3, ext4
        0x58465342,  // XFS
        0x9123683E,  // Btrfs
        0x01021994,  // tmpfs
        0xF2F52010,  // F2FS
        0x2FC12FC1,  // ZFS
    };
    struct statfs status = {};
    return ::statfs(name, &status) == 0
        && std::find(magic_numbers.begin(), magic_numbers.end(),
                     static_cast<std::uint32_t>(status.f_type))
        != magic_numbers.end();
}

timespec remaining(watcher::time_point until) noexcept
{
    using namespace std::chrono;
    auto const left = std::max(until - steady_clock::now(), nanoseconds::zero());
    auto const whole = duration_cast<seconds>(left);
    timespec result{};
    result.tv_sec = static_cast<std::time_t>(whole.count());
    result.tv_nsec = static_cast<long>(nanoseconds(left - whole).count());
    return result;
}

}  // namespace

struct watcher::state
{
    notifications* const borrowed = notifications::borrow();
    std::vector<int> watches;
    std::vector<file> processes;
    bool has_events = false;           // Read only when there is time: the next sleep.
    std::atomic<bool> is_rung{false};  // Whether the alarm may be.
    parking bed;                       // Where nothing could be borrowed.

    void forget_events() noexcept
    {
        if (has_events)
        {
            notifications::drain(borrowed->inotify());
            has_events = false;
        }
    }

    /// What has happened is told once, so that it does not end every sleep to come.
    void take_note(std::vector<pollfd> const& sources)
    {
        if (sources[0].revents != 0)
        {
            has_events = true;
            watches.clear();  // They are for one event each.
        }
        if (sources[1].revents != 0)
        {
            is_rung = false;
            notifications::drain(sources[1].fd);
        }
        for (std::size_t i = sources.size(); i-- > 2;)
        {
            if (sources[i].revents != 0)
            {
                processes.erase(processes.begin() + static_cast<std::ptrdiff_t>(i - 2));
            }
        }
    }

    bool watch(boost::filesystem::path const& name, std::uint32_t events)
    {
        int const inotify = borrowed != nullptr ? borrowed->inotify() : -1;
        if (inotify != -1)
        {
            forget_events();
            watches.reserve(watches.size() + 1);
            // For one event only: then the kernel removes the watch while the waiter is
            // already on its way.
            int const watch = ::inotify_add_watch(inotify, name.c_str(),
                                                  events | IN_ONESHOT | IN_DONT_FOLLOW);
            if (watch != -1)
            {
                watches.push_back(watch);
                return is_local(name.c_str());
            }
        }
        return false;
    }
};

watcher::watcher() : state_(std::make_unique<state>()) {}

watcher::~watcher()
{
    unwatch();
    if (notifications* const borrowed = state_->borrowed)
    {
        if (state_->is_rung.load())
        {
            notifications::drain(borrowed->alarm());
        }
        borrowed->give_back();
    }
}

void watcher::unwatch() noexcept
{
    state_->processes.clear();
    if (!state_->watches.empty())
    {
        for (int const watch : state_->watches)
        {
            ::inotify_rm_watch(state_->borrowed->inotify(), watch);
        }
        state_->watches.clear();
        state_->has_events = true;
    }
}

bool watcher::watch_removal(boost::filesystem::path const& name)
{
    // The loss of one of several names changes the attributes only.
    return state_->watch(name, IN_ATTRIB | IN_DELETE_SELF);
}

bool watcher::watch_entries(boost::filesystem::path const& directory)
{
    return state_->watch(directory, IN_DELETE | IN_MOVED_FROM | IN_DELETE_SELF);
}

bool watcher::watch_changes(boost::filesystem::path const& file)
{
    return state_->watch(file, IN_MODIFY | IN_DELETE_SELF);
}

bool watcher::watch_process(std::int64_t pid)
{
#ifdef SYS_pidfd_open
    // By number: glibc has no wrapper before 2.36.
    file process(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)));
    if (process.is_open())
    {
        state_->processes.push_back(std::move(process));
        return state_->borrowed != nullptr;
    }
#else
    static_cast<void>(pid);
#endif
    return false;
}

bool watcher::sleep_until(time_point until)
{
    if (state_->borrowed == nullptr)
    {
        state_->bed.park_until(until);
        return false;
    }
    if (state_->watches.empty())
    {
        state_->forget_events();
    }
    std::vector<pollfd> sources;
    sources.reserve(state_->processes.size() + 2);
    // A negative descriptor is skipped.
    sources.push_back({state_->borrowed->inotify(), POLLIN, 0});
    sources.push_back({state_->borrowed->alarm(), POLLIN, 0});
    for (file const& process : state_->processes)
    {
        sources.push_back({process.handle(), POLLIN, 0});
    }
    timespec const limit = remaining(until);
    if (::ppoll(sources.data(), static_cast<nfds_t>(sources.size()), &limit, nullptr)
        <= 0)
    {
        return false;
    }
    state_->take_note(sources);
    return true;
}

void watcher::wake() noexcept
{
    if (state_->borrowed == nullptr)
    {
        state_->bed.unpark();
        return;
    }
    state_->is_rung = true;
    std::uint64_t const one = 1;
    // It fails only if the counter is full, which wakes as well.
    static_cast<void>(!::write(state_->borrowed->alarm(), &one, sizeof one));
}

}  // namespace os
}  // namespace filelock
