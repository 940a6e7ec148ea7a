// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/posix_process.hpp"

#include <unistd.h>

namespace filelock
{
namespace os
{

process_identity read_identity()
{
    process_identity self;
    self.host = host_name();
    self.pid = ::getpid();
    return self;
}

std::uint64_t pid_namespace() noexcept
{
    return 0;
}

process_report look_up_process(std::int64_t pid)
{
    return {find_process(pid), std::nullopt};
}

process_state look_up_everywhere(std::int64_t, std::uint64_t)
{
    return process_state::unreadable;
}

}  // namespace os
}  // namespace filelock
