// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_OS_SIGNALS_HPP_INCLUDED
#define FILELOCK_OS_SIGNALS_HPP_INCLUDED

/// What asks a program to end: HUP, INT, QUIT and TERM; on Windows Ctrl-C, Ctrl-Break,
/// and that the console is closed or the user logs off. Used only by the command-line
/// tool.

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <thread>

namespace filelock
{
namespace os
{

/// These signals, kept from acting by themselves. Those which the process was started to
/// ignore or to block (nohup) stay so and are never taken.
///
/// Made once, before the process has a second thread. It stays in force when the object
/// is gone, so that a signal in the last moment does not replace the exit status.
class held_signals
{
public:
    held_signals();
    ~held_signals();
    held_signals(held_signals const&) = delete;
    held_signals& operator=(held_signals const&) = delete;

    /// What the sources of the system know of them.
    struct state;
    state& system_state() const noexcept { return *state_; }

private:
    std::unique_ptr<state> state_;
};

/// A thread that takes signals and calls `on_signal` in it for the first one that asks
/// the program to end. Nobody else may take signals as long as it lives.
class signal_watch
{
public:
    signal_watch(held_signals const& signals, std::function<void()> on_signal);
    ~signal_watch();
    signal_watch(signal_watch const&) = delete;
    signal_watch& operator=(signal_watch const&) = delete;

    /// Ends the thread. Returns: the signal that was taken, if any was.
    std::optional<int> stop() noexcept;

private:
    void watch() noexcept;

    held_signals const& signals_;
    std::function<void()> on_signal_;
    std::atomic<bool> stopping_{false};
    std::optional<int> taken_;
    std::thread thread_;
};

/// Ends the process by this very signal, so that its parent sees that; on Windows with
/// the status that says so.
[[noreturn]] void die_of(int number) noexcept;

}  // namespace os
}  // namespace filelock

#endif
