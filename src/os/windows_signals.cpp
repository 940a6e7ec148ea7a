// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/windows_signals.hpp"

#include <atomic>
#include <utility>

namespace filelock
{
namespace os
{

namespace
{

// A handler is told nothing but what has happened.
std::atomic<held_signals::state*> handled{nullptr};

/// Called by the system in a thread of its own.
BOOL WINAPI note_request(DWORD number) noexcept
{
    held_signals::state& state = *handled;
    {
        std::lock_guard<std::mutex> const guard(state.mutex);
        if (!state.came_first)
        {
            state.came_first = static_cast<int>(number);
        }
    }
    state.changed.notify_all();
    if (number == CTRL_CLOSE_EVENT || number == CTRL_LOGOFF_EVENT
        || number == CTRL_SHUTDOWN_EVENT)
    {
        // On return the process would be ended at once, without having released anything.
        // It ends by itself, or some seconds later by the system.
        Sleep(INFINITE);
    }
    return TRUE;
}

}  // namespace

held_signals::held_signals() : state_(std::make_unique<state>())
{
    handled = state_.get();
    SetConsoleCtrlHandler(&note_request, TRUE);
}

held_signals::~held_signals()
{
    // The handler stays, and with it what it uses.
    static_cast<void>(state_.release());
}

signal_watch::signal_watch(held_signals const& signals, std::function<void()> on_signal)
    : signals_(signals)
    , on_signal_(std::move(on_signal))
    , thread_([this] { watch(); })
{
}

signal_watch::~signal_watch()
{
    stop();
}

void signal_watch::watch() noexcept
{
    held_signals::state& state = signals_.system_state();
    {
        std::unique_lock<std::mutex> guard(state.mutex);
        state.changed.wait(guard, [&] { return stopping_ || state.came_first; });
        taken_ = state.came_first;
    }
    if (taken_)
    {
        on_signal_();
    }
}

std::optional<int> signal_watch::stop() noexcept
{
    if (thread_.joinable())
    {
        held_signals::state& state = signals_.system_state();
        {
            std::lock_guard<std::mutex> const guard(state.mutex);
            stopping_ = true;
        }
        state.changed.notify_all();
        thread_.join();
    }
    return taken_;
}

void die_of(int) noexcept
{
    // What the system's own handler does, whatever it was.
    ExitProcess(status_of_interrupted);
}

}  // namespace os
}  // namespace filelock
