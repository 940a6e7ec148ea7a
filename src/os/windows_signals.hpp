// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_OS_WINDOWS_SIGNALS_HPP_INCLUDED
#define FILELOCK_OS_WINDOWS_SIGNALS_HPP_INCLUDED

#include <condition_variable>
#include <mutex>
#include <optional>

#include <windows.h>

#include "os/signals.hpp"

namespace filelock
{
namespace os
{

/// What a process ends with that has no handler of its own: STATUS_CONTROL_C_EXIT of
/// ntstatus.h, which windows.h does not go with.
constexpr DWORD status_of_interrupted = 0xC000013A;

struct held_signals::state
{
    /// The first that has come, such as CTRL_C_EVENT.
    std::optional<int> first() noexcept
    {
        std::lock_guard<std::mutex> const guard(mutex);
        return came_first;
    }

    std::mutex mutex;
    std::condition_variable changed;
    std::optional<int> came_first;
};

}  // namespace os
}  // namespace filelock

#endif
