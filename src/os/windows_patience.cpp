// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/patience.hpp"

#include <windows.h>

#include <algorithm>
#include <thread>

#include "os/windows_error.hpp"

namespace filelock
{
namespace os
{

namespace
{

constexpr std::chrono::milliseconds longest_patience{1000};
constexpr std::chrono::milliseconds longest_nap{10};

/// "Access denied" is said of names that are being deleted, and of what is forbidden for
/// good: only the status underneath tells which.
bool is_deleted_name() noexcept
{
    constexpr long status_delete_pending = static_cast<long>(0xC0000056UL);
    using get_status = long(WINAPI*)();
    static auto const last_status =
        windows_function<get_status>(L"ntdll.dll", "RtlGetLastNtStatus");
    return last_status != nullptr && last_status() == status_delete_pending;
}

bool passes_by_itself(boost::system::error_code const& ec) noexcept
{
    if (ec.category() != boost::system::system_category())
    {
        return false;
    }
    switch (ec.value())
    {
    case ERROR_SHARING_VIOLATION:
    case ERROR_DELETE_PENDING:
    case ERROR_USER_MAPPED_FILE:
        return true;
    case ERROR_ACCESS_DENIED:
        return is_deleted_name();
    default:
        return false;
    }
}

}  // namespace

bool patience::allows_another(boost::system::error_code const& ec)
{
    if (!passes_by_itself(ec) || slept_ >= longest_patience)
    {
        return false;
    }
    std::this_thread::sleep_for(nap_);
    slept_ += nap_;
    nap_ = std::min(nap_ * 2, longest_nap);
    return true;
}

}  // namespace os
}  // namespace filelock
