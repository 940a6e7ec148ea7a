// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_OS_SIGNALS_HPP_INCLUDED
#define FILELOCK_OS_SIGNALS_HPP_INCLUDED

/// The signals that ask a program to end. Used only by the command-line tool.

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <thread>

namespace filelock
{
namespace os
{

struct taken_signal
{
    int number;

    /// The terminal sent it, to every process of its foreground group.
    bool from_terminal;
};

/// HUP, INT, QUIT and TERM, kept from acting by themselves: they wait until take() is
/// called. Those which the process was started to ignore or to block (nohup) stay so and
/// are never taken. The end of a child process is one of the signals that are taken.
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

    /// Waits for the next signal. One thread at a time.
    taken_signal take() const noexcept;

    /// In a forked child: mask and dispositions as the process was started with.
    /// Async-signal-safe.
    void restore() const noexcept;

private:
    struct state;
    std::unique_ptr<state> state_;
};

/// Whether `taken` tells of the end (or the stopping) of a child.
bool is_about_child(taken_signal const& taken) noexcept;

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

/// Ends the process by this very signal, so that its parent sees that.
[[noreturn]] void die_of(int number) noexcept;

}  // namespace os
}  // namespace filelock

#endif
