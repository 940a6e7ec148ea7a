// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/posix_signals.hpp"

namespace filelock
{
namespace os
{

taken_signal take_one_of(sigset_t const& set) noexcept
{
    for (;;)
    {
        siginfo_t about = {};
        // Fails only with EINTR: after SIGSTOP and SIGCONT, for one.
        int const number = sigwaitinfo(&set, &about);
        if (number > 0)
        {
            return {number, about.si_code == SI_KERNEL};
        }
    }
}

}  // namespace os
}  // namespace filelock
