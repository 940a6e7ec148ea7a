// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_OS_POSIX_SIGNALS_HPP_INCLUDED
#define FILELOCK_OS_POSIX_SIGNALS_HPP_INCLUDED

#include <signal.h>

#include "os/signals.hpp"

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

/// The end of a child process is one of the signals that are held, too.
struct held_signals::state
{
    /// Waits for the next signal. One thread at a time.
    taken_signal take() const noexcept;

    /// In a forked child: mask and dispositions as the process was started with.
    /// Async-signal-safe.
    void restore() const noexcept;

    sigset_t held;
    sigset_t mask_before;
    struct sigaction child_before;
};

/// Whether `taken` tells of the end (or the stopping) of a child.
bool is_about_child(taken_signal const& taken) noexcept;

/// Waits for one signal of a blocked set: what the POSIX systems do in different ways.
taken_signal take_one_of(sigset_t const& set) noexcept;

}  // namespace os
}  // namespace filelock

#endif
