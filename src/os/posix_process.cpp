// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/posix_process.hpp"

#include <signal.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <limits>
#include <memory>

namespace filelock
{
namespace os
{

namespace
{

struct snapshot
{
    snapshot const* inherited;  // Keeps the parent's from looking like a leak in a child.
    pid_t pid;
    std::uint64_t pid_namespace;
    process_identity identity;
};

}  // namespace

process_state find_process(std::int64_t pid) noexcept
{
    if (pid <= 0 || pid > std::numeric_limits<pid_t>::max())
    {
        return process_state::unreadable;
    }
    if (::kill(static_cast<pid_t>(pid), 0) == 0 || errno == EPERM)
    {
        return process_state::running;
    }
    return errno == ESRCH ? process_state::gone : process_state::unreadable;
}

std::string host_name()
{
    std::array<char, 256> name{};
    // Whether a name that does not fit ends with a zero is not specified; this one does.
    if (::gethostname(name.data(), name.size() - 1) != 0)
    {
        return {};
    }
    return name.data();
}

process_identity this_process()
{
    // No mutex: a fork could leave it locked in the child for ever.
    static std::atomic<snapshot const*> latest{nullptr};

    // A child in a new pid namespace may well have its parent's pid there: both are 1.
    pid_t const pid = ::getpid();
    std::uint64_t const where = pid_namespace();
    snapshot const* known = latest.load(std::memory_order_acquire);
    if (known != nullptr && known->pid == pid && known->pid_namespace == where)
    {
        return known->identity;
    }
    auto fresh =
        std::make_unique<snapshot const>(snapshot{known, pid, where, read_identity()});
    process_identity result = fresh->identity;
    if (latest.compare_exchange_strong(known, fresh.get(), std::memory_order_acq_rel))
    {
        // Never freed: another thread may be reading it.
        static_cast<void>(fresh.release());
    }
    return result;
}

}  // namespace os
}  // namespace filelock
