// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_OS_PROCESS_HPP_INCLUDED
#define FILELOCK_OS_PROCESS_HPP_INCLUDED

/// Who this process is, and what can be told of another. Knows nothing about locks.

#include <cstdint>
#include <optional>
#include <string>

namespace filelock
{
namespace os
{

/// What distinguishes a process from every other, as far as the system tells. What cannot
/// be read is empty or zero.
struct process_identity
{
    std::string host;
    std::int64_t pid = 0;
    std::uint64_t start = 0;
    std::string boot_id;
    std::string machine_id;
    std::uint64_t pid_namespace = 0;
    std::uint64_t time_namespace = 0;
};

/// In place of a boot's id where the start of a process is a point in time, which counts
/// from no boot: Windows, from 1601.
constexpr char absolute_starts[] = "1601";

/// This process. Read once per process; a forked child reads anew.
process_identity this_process();

enum class process_state
{
    running,    ///< There is such a process; also if only some of its threads are left.
    gone,       ///< There is none, or it has exited and waits to be reaped.
    unreadable  ///< The system does not say.
};

/// What there is to say of the process that has `pid` now, in this process's pid
/// namespace.
struct process_report
{
    process_state state = process_state::unreadable;
    std::optional<std::uint64_t> start;  ///< As in process_identity, if readable.
};

process_report look_up_process(std::int64_t pid);

/// Whether a process runs that has, or had when it looked, this pid and start in its own
/// pid namespace, whichever that is. Reads about every process if none has that pid here.
/// `gone` only if it is sure, which takes the initial pid namespace and a view of all
/// processes.
process_state look_up_everywhere(std::int64_t pid, std::uint64_t start);

}  // namespace os
}  // namespace filelock

#endif
