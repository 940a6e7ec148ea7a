// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/terminal.hpp"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace filelock
{
namespace os
{

std::vector<std::string> arguments_of_main(int argc, char** argv,
                                           boost::system::error_code& ec)
{
    ec.clear();
    return {argv + (argc > 0 ? 1 : 0), argv + argc};
}

void prepare_standard_streams()
{
    for (int const descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    {
        if (fcntl(descriptor, F_GETFD) == -1)
        {
            // The lowest free number is this one. In the wrong direction, so that using
            // it is an error, as it is for a closed one.
            int const direction = descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY;
            ::open("/dev/null", direction | O_CLOEXEC);
        }
    }
}

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
