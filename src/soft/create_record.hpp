// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_SOFT_CREATE_RECORD_HPP_INCLUDED
#define FILELOCK_SOFT_CREATE_RECORD_HPP_INCLUDED

#include <optional>
#include <string>
#include <string_view>

#include <filelock/owner.hpp>

namespace filelock
{
namespace soft
{

/// What Python's `filelock.SoftFileLock` writes into its file: the lines pid, host and
/// start. On Linux the start is one number: the boot id, shifted left by 64 bits, or-ed
/// with the process's start time in clock ticks.
std::string make_create_record(owner const& who);

/// The owner that such a record names. Nothing if the text is none. Older versions of
/// that library write nothing, or no start; without start the owner cannot be judged.
std::optional<owner> parse_create_record(std::string_view text);

/// Whether the one behind such a record still runs. It names no machine and no
/// namespace. So `dead` only if the boot id is this boot's, which no other machine has;
/// as seen from the initial pid namespace; and if no process, nor one of a nested
/// namespace, may be it.
/// What the record does not name is then added to `who`, so that probe() agrees.
liveness judge_create_record(owner& who);

}  // namespace soft
}  // namespace filelock

#endif
