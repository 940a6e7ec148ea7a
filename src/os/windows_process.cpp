// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/process.hpp"

#include <windows.h>

#include <limits>
#include <memory>

#include <boost/locale/encoding_utf.hpp>

#include "os/windows_error.hpp"

namespace filelock
{
namespace os
{

namespace
{

struct handle_closer
{
    void operator()(void* handle) const noexcept { ::CloseHandle(handle); }
};

using process_handle = std::unique_ptr<void, handle_closer>;

std::string utf8_of(std::wstring const& text)
{
    return boost::locale::conv::utf_to_utf<char>(text);
}

std::string windows_host_name()
{
    DWORD size = 0;
    ::GetComputerNameExW(ComputerNamePhysicalDnsHostname, nullptr, &size);
    std::wstring name(size, L'\0');
    if (::GetComputerNameExW(ComputerNamePhysicalDnsHostname, name.data(), &size) == 0)
    {
        return {};
    }
    name.resize(size);
    return utf8_of(name);
}

/// Made when the system was installed, and the same in its copies.
std::string windows_machine_id()
{
    wchar_t text[64] = {};
    DWORD size = sizeof text;
    LSTATUS const failed = ::RegGetValueW(
        HKEY_LOCAL_MACHINE, L"SOFTWARE\\Microsoft\\Cryptography", L"MachineGuid",
        RRF_RT_REG_SZ | RRF_SUBKEY_WOW6464KEY, nullptr, text, &size);
    return failed == ERROR_SUCCESS ? utf8_of(text) : std::string();
}

std::uint64_t number_of(FILETIME const& time) noexcept
{
    return (static_cast<std::uint64_t>(time.dwHighDateTime) << 32U) | time.dwLowDateTime;
}

std::optional<std::uint64_t> start_of(HANDLE process) noexcept
{
    FILETIME began = {};
    FILETIME ended = {};
    FILETIME in_kernel = {};
    FILETIME in_program = {};
    if (::GetProcessTimes(process, &began, &ended, &in_kernel, &in_program) == 0)
    {
        return std::nullopt;
    }
    return number_of(began);
}

process_identity read_windows_identity()
{
    process_identity self;
    self.host = windows_host_name();
    self.pid = static_cast<std::int64_t>(::GetCurrentProcessId());
    self.start = start_of(::GetCurrentProcess()).value_or(0);
    self.boot_id = absolute_starts;
    self.machine_id = windows_machine_id();
    // There is but one of either.
    self.pid_namespace = 1;
    self.time_namespace = 1;
    return self;
}

/// An exited process is there as long as anybody has a handle to it.
bool has_exited(HANDLE process) noexcept
{
    return ::WaitForSingleObject(process, 0) == WAIT_OBJECT_0;
}

}  // namespace

process_identity this_process()
{
    static process_identity const& self = *new process_identity(read_windows_identity());
    return self;
}

process_report look_up_process(std::int64_t pid)
{
    if (pid <= 0 || pid > std::numeric_limits<DWORD>::max())
    {
        return {};
    }
    process_handle const process(::OpenProcess(
        PROCESS_QUERY_LIMITED_INFORMATION | SYNCHRONIZE, FALSE, static_cast<DWORD>(pid)));
    if (!process)
    {
        // "Invalid parameter" is what it says of a number that no process has.
        DWORD const reason = ::GetLastError();
        return {reason == ERROR_INVALID_PARAMETER   ? process_state::gone
                    : reason == ERROR_ACCESS_DENIED ? process_state::running
                                                    : process_state::unreadable,
                std::nullopt};
    }
    if (has_exited(process.get()))
    {
        return {process_state::gone, std::nullopt};
    }
    return {process_state::running, start_of(process.get())};
}

process_state look_up_everywhere(std::int64_t pid, std::uint64_t start)
{
    process_report const there = look_up_process(pid);
    bool const is_readable = there.state != process_state::running || there.start;
    if (there.state == process_state::running && there.start == start)
    {
        return process_state::running;
    }
    // Another prefix of Wine's on the same machine has the same name and other processes.
    return is_readable && !is_wine() && there.state != process_state::unreadable
        ? process_state::gone
        : process_state::unreadable;
}

}  // namespace os
}  // namespace filelock
