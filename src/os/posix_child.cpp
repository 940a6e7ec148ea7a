// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/posix_child.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>

#include "os/posix_signals.hpp"

namespace filelock
{
namespace os
{

namespace
{

using boost::system::error_code;

// Closed by a successful exec; otherwise it brings errno.
struct exec_report
{
    int read_end = -1;
    int write_end = -1;
};

error_code last_error() noexcept
{
    return {errno, boost::system::system_category()};
}

exec_report open_report(error_code& ec)
{
    int ends[2];
    if (pipe(ends) != 0)
    {
        ec = last_error();
        return {};
    }
    // Nobody else forks in this process, so that pipe2(), which not all have, is not
    // needed.
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    return {ends[0], ends[1]};
}

// Zero if the command runs.
int read_report(int descriptor) noexcept
{
    int reason = 0;
    ssize_t length = 0;
    do
    {
        length = read(descriptor, &reason, sizeof reason);
    } while (length == -1 && errno == EINTR);
    close(descriptor);
    return length == static_cast<ssize_t>(sizeof reason) ? reason : 0;
}

// After fork: async-signal-safe calls only.
[[noreturn]] void become(char* const* command, held_signals const& signals, pid_t parent,
                         int report) noexcept
{
    end_with_parent(parent, SIGTERM);
    signals.system_state().restore();
    execvp(command[0], command);
    int const reason = errno;
    ssize_t const told = write(report, &reason, sizeof reason);
    _exit(told == -1 ? 126 : 127);
}

bool has_reached(taken_signal const& taken, pid_t child) noexcept
{
    if (!taken.from_terminal)
    {
        return false;
    }
    // A terminal that hangs up tells the session's leader alone.
    if (taken.number == SIGHUP && getsid(0) == getpid())
    {
        return false;
    }
    return getpgid(child) == getpgrp();
}

struct started_child
{
    pid_t pid;
    sigset_t early;  // Came before there was a child that could have got them, too.
};

child_end wait_and_hand_on(started_child child, held_signals const& signals) noexcept
{
    for (;;)
    {
        taken_signal const taken = signals.system_state().take();
        if (is_about_child(taken))
        {
            int status = 0;
            if (waitpid(child.pid, &status, WNOHANG) == child.pid)
            {
                return WIFSIGNALED(status) ? child_end{true, WTERMSIG(status)}
                                           : child_end{false, WEXITSTATUS(status)};
            }
            continue;
        }
        bool const came_early = sigismember(&child.early, taken.number) == 1;
        sigdelset(&child.early, taken.number);
        if (came_early || !has_reached(taken, child.pid))
        {
            kill(child.pid, taken.number);
        }
    }
}

std::vector<char*> pointers_to(std::vector<std::string> const& command)
{
    std::vector<char*> pointers;
    pointers.reserve(command.size() + 1);
    for (std::string const& word : command)
    {
        pointers.push_back(const_cast<char*>(word.c_str()));
    }
    pointers.push_back(nullptr);
    return pointers;
}

}  // namespace

child_end run_child(std::vector<std::string> const& command, held_signals const& signals,
                    error_code& ec)
{
    ec.clear();
    std::vector<char*> const words = pointers_to(command);
    exec_report const report = open_report(ec);
    if (ec)
    {
        return {};
    }
    pid_t const parent = getpid();
    started_child child = {};
    child.pid = fork();
    if (child.pid == 0)
    {
        become(words.data(), signals, parent, report.write_end);
    }
    if (child.pid == -1)
    {
        ec = last_error();
    }
    sigpending(&child.early);
    close(report.write_end);
    int const reason = read_report(report.read_end);
    if (child.pid != -1 && reason != 0)
    {
        ec.assign(reason, boost::system::system_category());
        waitpid(child.pid, nullptr, 0);
    }
    return ec ? child_end{} : wait_and_hand_on(child, signals);
}

}  // namespace os
}  // namespace filelock
