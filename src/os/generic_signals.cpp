// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/posix_signals.hpp"

#include <unistd.h>

namespace filelock
{
namespace os
{

// Not every system has sigwaitinfo, nor says who sent a signal. A key of the terminal is
// the likely sender of INT and QUIT to the group that the terminal has in its foreground.
taken_signal take_one_of(sigset_t const& set) noexcept
{
    int number = 0;
    while (sigwait(&set, &number) != 0)
    {
    }
    bool const by_key = number == SIGINT || number == SIGQUIT;
    return {number, by_key && tcgetpgrp(STDIN_FILENO) == getpgrp()};
}

}  // namespace os
}  // namespace filelock
