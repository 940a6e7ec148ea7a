// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/posix_signals.hpp"

#include <signal.h>
#include <unistd.h>

#include <utility>

namespace filelock
{
namespace os
{

namespace
{

extern "C" void ignore_child(int) {}

bool acts_when_started(int number, sigset_t const& mask) noexcept
{
    struct sigaction before = {};
    sigaction(number, nullptr, &before);
    return before.sa_handler != SIG_IGN && sigismember(&mask, number) == 0;
}

}  // namespace

held_signals::held_signals() : state_(std::make_unique<state>())
{
    pthread_sigmask(SIG_BLOCK, nullptr, &state_->mask_before);
    sigemptyset(&state_->held);
    for (int const number : {SIGHUP, SIGINT, SIGQUIT, SIGTERM})
    {
        // Linux queues a blocked signal even if it is ignored: taking it would undo
        // nohup.
        if (acts_when_started(number, state_->mask_before))
        {
            sigaddset(&state_->held, number);
        }
    }
    sigaddset(&state_->held, SIGCHLD);
    pthread_sigmask(SIG_BLOCK, &state_->held, nullptr);

    // Inherited as ignored, SIGCHLD would make the system reap the child and lose its
    // status; with the default action some systems drop it even while it is blocked.
    struct sigaction handled = {};
    handled.sa_handler = &ignore_child;
    sigaction(SIGCHLD, &handled, &state_->child_before);
}

held_signals::~held_signals() = default;

taken_signal held_signals::state::take() const noexcept
{
    return take_one_of(held);
}

void held_signals::state::restore() const noexcept
{
    sigaction(SIGCHLD, &child_before, nullptr);
    pthread_sigmask(SIG_SETMASK, &mask_before, nullptr);
}

bool is_about_child(taken_signal const& taken) noexcept
{
    return taken.number == SIGCHLD;
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
    for (;;)
    {
        taken_signal const taken = signals_.system_state().take();
        if (!is_about_child(taken))
        {
            taken_ = taken.number;
            on_signal_();
            return;
        }
        if (stopping_)
        {
            return;
        }
    }
}

std::optional<int> signal_watch::stop() noexcept
{
    if (thread_.joinable())
    {
        stopping_ = true;
        // The one signal of the set that means nothing while there is no child of ours.
        pthread_kill(thread_.native_handle(), SIGCHLD);
        thread_.join();
    }
    return taken_;
}

void die_of(int number) noexcept
{
    struct sigaction by_default = {};
    by_default.sa_handler = SIG_DFL;
    sigaction(number, &by_default, nullptr);
    kill(getpid(), number);
    sigset_t only;
    sigemptyset(&only);
    sigaddset(&only, number);
    pthread_sigmask(SIG_UNBLOCK, &only, nullptr);
    _exit(128 + number);
}

}  // namespace os
}  // namespace filelock
