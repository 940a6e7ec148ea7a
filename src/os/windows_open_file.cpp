// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/open_file.hpp"

#include <windows.h>

#include <io.h>

#include <string>

#include "os/windows_error.hpp"

namespace filelock
{
namespace os
{

namespace
{

/// All of the file.
constexpr DWORD everything = MAXDWORD;

error_code unlock_everything(native_handle handle) noexcept
{
    OVERLAPPED from_start = {};
    error_code ec;
    if (::UnlockFileEx(handle, 0, everything, everything, &from_start) == 0)
    {
        ec = last_windows_error();
    }
    // Wine has another name for it.
    bool const has_none = ec.value() == ERROR_NOT_LOCKED
        || (is_wine() && ec.value() == ERROR_LOCK_VIOLATION);
    return has_none ? error_code() : ec;
}

/// LockFileEx() would add the lock to one that the handle has, or wait for that one.
error_code lock_everything(native_handle handle, lock_mode mode, DWORD flags) noexcept
{
    if (error_code const ec = unlock_everything(handle))
    {
        return ec;
    }
    OVERLAPPED from_start = {};
    DWORD const how =
        flags | (mode == lock_mode::exclusive ? LOCKFILE_EXCLUSIVE_LOCK : 0);
    if (::LockFileEx(handle, how, 0, everything, everything, &from_start) != 0)
    {
        return {};
    }
    error_code const ec = last_windows_error();
    DWORD unused = 0;
    // The caller may have opened it for overlapped use.
    bool const is_under_way =
        ec.value() == ERROR_IO_PENDING && (flags & LOCKFILE_FAIL_IMMEDIATELY) == 0;
    if (is_under_way && ::GetOverlappedResult(handle, &from_start, &unused, TRUE) != 0)
    {
        return {};
    }
    return is_under_way ? last_windows_error() : ec;
}

}  // namespace

native_handle handle_of(std::FILE* stream) noexcept
{
    return stream != nullptr ? handle_of(::_fileno(stream)) : no_handle();
}

native_handle handle_of(int descriptor) noexcept
{
    // Of a bad descriptor the C library would call the program to account.
    return descriptor >= 0 ? reinterpret_cast<native_handle>(::_get_osfhandle(descriptor))
                           : no_handle();
}

path name_of(native_handle handle)
{
    std::wstring name(MAX_PATH, L'\0');
    DWORD length = ::GetFinalPathNameByHandleW(
        handle, name.data(), static_cast<DWORD>(name.size()), FILE_NAME_NORMALIZED);
    if (length > name.size())
    {
        name.resize(length);
        length = ::GetFinalPathNameByHandleW(
            handle, name.data(), static_cast<DWORD>(name.size()), FILE_NAME_NORMALIZED);
    }
    if (length == 0 || length > name.size())
    {
        return L"an open file";
    }
    name.resize(length);
    constexpr wchar_t prefix[] = L"\\\\?\\";
    bool const is_plain =
        name.compare(0, 4, prefix) == 0 && name.compare(4, 4, L"UNC\\") != 0;
    return is_plain ? name.substr(4) : name;
}

bool try_lock_open_file(native_handle handle, lock_mode mode, error_code& ec) noexcept
{
    ec = lock_everything(handle, mode, LOCKFILE_FAIL_IMMEDIATELY);
    bool const is_locked = !ec;
    if (ec.value() == ERROR_LOCK_VIOLATION || ec.value() == ERROR_IO_PENDING)
    {
        ec.clear();
    }
    return is_locked;
}

void lock_open_file(native_handle handle, lock_mode mode, error_code& ec) noexcept
{
    ec = lock_everything(handle, mode, 0);
}

void lock_open_file_cancellably(native_handle handle, lock_mode mode, error_code& ec)
{
    lock_open_file(handle, mode, ec);
}

void unlock_open_file(native_handle handle, error_code& ec) noexcept
{
    ec = unlock_everything(handle);
}

}  // namespace os
}  // namespace filelock
