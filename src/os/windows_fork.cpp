// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/fork.hpp"

#include <windows.h>

namespace filelock
{
namespace os
{

void install(fork_handlers const&) {}

void keep_loaded()
{
    HMODULE pinned = nullptr;
    ::GetModuleHandleExW(GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS
                             | GET_MODULE_HANDLE_EX_FLAG_PIN,
                         reinterpret_cast<wchar_t const*>(&keep_loaded), &pinned);
}

}  // namespace os
}  // namespace filelock
