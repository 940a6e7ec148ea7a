// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_OS_WINDOWS_ERROR_HPP_INCLUDED
#define FILELOCK_OS_WINDOWS_ERROR_HPP_INCLUDED

#include <boost/system/error_code.hpp>

#include <filelock/config.hpp>

namespace filelock
{
namespace os
{

/// What the last call of this thread has failed with.
/// Exported for the command-line tool.
FILELOCK_DECL boost::system::error_code last_windows_error() noexcept;

/// A function of a system library that is loaded; null if it has none of that name.
void (*find_windows_function(wchar_t const* library, char const* name) noexcept)();

template <class Function>
Function windows_function(wchar_t const* library, char const* name) noexcept
{
    return reinterpret_cast<Function>(find_windows_function(library, name));
}

/// Whether this is Wine, whose LockFileEx() can neither be cancelled nor be overlapped,
/// and which sees the processes of its own prefix only.
bool is_wine() noexcept;

}  // namespace os
}  // namespace filelock

#endif
