// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/posix_child.hpp"

#include <sys/prctl.h>
#include <unistd.h>

namespace filelock
{
namespace os
{

void end_with_parent(int parent, int signal) noexcept
{
    prctl(PR_SET_PDEATHSIG, signal);
    // It is sent only for a death that is still to come.
    if (getppid() != parent)
    {
        _exit(128 + signal);
    }
}

}  // namespace os
}  // namespace filelock
