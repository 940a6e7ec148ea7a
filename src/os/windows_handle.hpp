// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_OS_WINDOWS_HANDLE_HPP_INCLUDED
#define FILELOCK_OS_WINDOWS_HANDLE_HPP_INCLUDED

#include <memory>

#include <windows.h>

namespace filelock
{
namespace os
{

struct handle_closer
{
    void operator()(HANDLE handle) const noexcept { CloseHandle(handle); }
};

/// Of a process, a thread, a job or a pipe's end; null if there is none.
using owned_handle = std::unique_ptr<void, handle_closer>;

}  // namespace os
}  // namespace filelock

#endif
