// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/windows_error.hpp"

#include <windows.h>

namespace filelock
{
namespace os
{

boost::system::error_code last_windows_error() noexcept
{
    return {static_cast<int>(::GetLastError()), boost::system::system_category()};
}

void (*find_windows_function(wchar_t const* library, char const* name) noexcept)()
{
    HMODULE const loaded = ::GetModuleHandleW(library);
    return loaded == nullptr
        ? nullptr
        : reinterpret_cast<void (*)()>(::GetProcAddress(loaded, name));
}

bool is_wine() noexcept
{
    static bool const it_is =
        find_windows_function(L"ntdll.dll", "wine_get_version") != nullptr;
    return it_is;
}

}  // namespace os
}  // namespace filelock
