// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_OS_WINDOWS_CHILD_HPP_INCLUDED
#define FILELOCK_OS_WINDOWS_CHILD_HPP_INCLUDED

#include <array>

#include <windows.h>

#include "os/child.hpp"

namespace filelock
{
namespace os
{

/// Standard input, output and error.
using standard_handles = std::array<HANDLE, 3>;

/// Those of this process.
standard_handles own_standard_handles() noexcept;

/// run_child() with these.
child_end run_child_with(standard_handles const& streams,
                         std::vector<std::string> const& command,
                         held_signals const& signals, boost::system::error_code& ec);

}  // namespace os
}  // namespace filelock

#endif
