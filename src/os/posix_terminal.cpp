// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

namespace filelock
{
namespace os
{

bool is_on_terminal() noexcept
{
    return isatty(STDERR_FILENO) == 1;
}

bool is_in_foreground() noexcept
{
    // -1: not the terminal that controls this process, nobody's job control is disturbed.
    pid_t const foreground = tcgetpgrp(STDERR_FILENO);
    return foreground == -1 || foreground == getpgrp();
}

std::size_t terminal_columns() noexcept
{
    winsize size = {};
    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == -1 || size.ws_col == 0)
    {
        return 80;
    }
    return size.ws_col;
}

}  // namespace os
}  // namespace filelock
