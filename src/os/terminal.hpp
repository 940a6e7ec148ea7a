// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_OS_TERMINAL_HPP_INCLUDED
#define FILELOCK_OS_TERMINAL_HPP_INCLUDED

/// The terminal behind standard error. Used only by the command-line tool.

#include <cstddef>

namespace filelock
{
namespace os
{

/// Whether there is one.
bool is_on_terminal() noexcept;

/// Whether this process is in its foreground, and so may draw without spoiling what the
/// user does there meanwhile.
bool is_in_foreground() noexcept;

/// Its present width; 80 if it does not say.
std::size_t terminal_columns() noexcept;

}  // namespace os
}  // namespace filelock

#endif
