// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_JUDGE_HPP_INCLUDED
#define FILELOCK_JUDGE_HPP_INCLUDED

#include <filelock/owner.hpp>

#include "os/process.hpp"

namespace filelock
{

/// The verdict of probe() on `who`, seen from the process `self`, when `report` is what
/// the system says of the process that has the owner's pid here. Asks nobody else: the
/// rules of proof are all here. doc/record.adoc gives the reason for each.
liveness judge(owner const& who, os::process_identity const& self,
               os::process_report const& report);

}  // namespace filelock

#endif
