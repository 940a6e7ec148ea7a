// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/watcher.hpp"

#include <windows.h>

#include <algorithm>
#include <vector>

#include "os/file.hpp"

namespace filelock
{
namespace os
{

namespace
{

using boost::filesystem::path;

path directory_with(path const& name)
{
    return name.has_parent_path() ? name.parent_path() : path(L".");
}

/// What other machines do is announced by some servers and not by others.
bool is_local(path const& name)
{
    wchar_t volume[MAX_PATH + 1] = {};
    return ::GetVolumePathNameW(name.c_str(), volume, MAX_PATH) != 0
        && ::GetDriveTypeW(volume) != DRIVE_REMOTE;
}

DWORD milliseconds_until(watcher::time_point until) noexcept
{
    auto const left = std::chrono::ceil<std::chrono::milliseconds>(
        until - std::chrono::steady_clock::now());
    constexpr std::int64_t longest = INFINITE - 1;
    return static_cast<DWORD>(std::clamp<std::int64_t>(left.count(), 0, longest));
}

}  // namespace

struct watcher::state
{
    enum class announcement
    {
        of_name,
        of_end  ///< Of a process.
    };

    struct awaited_event
    {
        HANDLE handle;
        announcement what;
    };

    static void stop_awaiting(awaited_event const& event) noexcept
    {
        event.what == announcement::of_name ? ::FindCloseChangeNotification(event.handle)
                                            : ::CloseHandle(event.handle);
    }

    state() : alarm(::CreateEventW(nullptr, FALSE, FALSE, nullptr)) {}

    ~state()
    {
        forget();
        ::CloseHandle(alarm);
    }

    state(state const&) = delete;
    state& operator=(state const&) = delete;

    void forget() noexcept
    {
        std::for_each(events.begin(), events.end(), stop_awaiting);
        events.clear();
    }

    /// One of the handles waited for is the alarm.
    bool has_room() const noexcept { return events.size() + 1 < MAXIMUM_WAIT_OBJECTS; }

    bool watch_directory_of(path const& name, DWORD changes)
    {
        path const directory = directory_with(name);
        if (!has_room())
        {
            return false;
        }
        events.reserve(events.size() + 1);
        HANDLE const handle =
            ::FindFirstChangeNotificationW(directory.c_str(), FALSE, changes);
        if (handle == INVALID_HANDLE_VALUE)
        {
            return false;
        }
        events.push_back({handle, announcement::of_name});
        // From now on nothing goes unnoticed: what is gone by now has to be seen now.
        error_code unreadable;
        return examine(name, unreadable).kind != file_kind::none && is_local(directory);
    }

    HANDLE alarm;
    std::vector<awaited_event> events;
};

watcher::watcher() : state_(std::make_unique<state>()) {}

watcher::~watcher() = default;

void watcher::unwatch() noexcept
{
    state_->forget();
}

bool watcher::watch_removal(path const& name)
{
    return state_->watch_directory_of(
        name, FILE_NOTIFY_CHANGE_FILE_NAME | FILE_NOTIFY_CHANGE_DIR_NAME);
}

bool watcher::watch_entries(path const& directory)
{
    // A handle to the directory itself would keep its name from being used again after it
    // was removed. The one who removes the last entry removes the directory as well.
    return watch_removal(directory);
}

bool watcher::watch_changes(path const& file)
{
    return state_->watch_directory_of(file,
                                      FILE_NOTIFY_CHANGE_FILE_NAME
                                          | FILE_NOTIFY_CHANGE_SIZE
                                          | FILE_NOTIFY_CHANGE_LAST_WRITE);
}

bool watcher::watch_process(std::int64_t pid)
{
    if (!state_->has_room())
    {
        return false;
    }
    state_->events.reserve(state_->events.size() + 1);
    HANDLE const process = ::OpenProcess(SYNCHRONIZE, FALSE, static_cast<DWORD>(pid));
    if (process == nullptr)
    {
        return false;
    }
    state_->events.push_back({process, state::announcement::of_end});
    return ::WaitForSingleObject(process, 0) != WAIT_OBJECT_0;
}

bool watcher::sleep_until(time_point until)
{
    std::vector<HANDLE> handles{state_->alarm};
    for (state::awaited_event const& each : state_->events)
    {
        handles.push_back(each.handle);
    }
    DWORD const first =
        ::WaitForMultipleObjects(static_cast<DWORD>(handles.size()), handles.data(),
                                 FALSE, milliseconds_until(until));
    if (first <= WAIT_OBJECT_0 || first >= WAIT_OBJECT_0 + handles.size())
    {
        return false;
    }
    auto const happened =
        state_->events.begin() + static_cast<std::ptrdiff_t>(first - WAIT_OBJECT_0 - 1);
    state::stop_awaiting(*happened);
    state_->events.erase(happened);
    return true;
}

void watcher::wake() noexcept
{
    ::SetEvent(state_->alarm);
}

}  // namespace os
}  // namespace filelock
