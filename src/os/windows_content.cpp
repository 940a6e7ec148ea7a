// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/content.hpp"

#include <windows.h>

#include <aclapi.h>

#include <algorithm>
#include <memory>

#include <boost/filesystem/operations.hpp>

#include "os/windows_error.hpp"
#include "os/windows_file.hpp"

namespace filelock
{
namespace os
{

namespace
{

namespace generic = boost::system::errc;

/// Larger requests need as much of the system's own memory.
constexpr std::size_t longest_request = 1 << 24;

error_code objection_to(file_kind kind) noexcept
{
    switch (kind)
    {
    case file_kind::regular:
        return {};
    case file_kind::directory:
        return make_error_code(generic::is_a_directory);
    default:
        return make_error_code(generic::not_supported);
    }
}

/// A symbolic link, or a device, a pipe.
error_code objection_to_name(path const& name)
{
    error_code unknown;
    file_kind const kind = examine(name, unknown).kind;
    if (unknown || kind == file_kind::none)
    {
        return {};
    }
    error_code ignored;
    return boost::filesystem::symlink_status(name, ignored).type()
            == boost::filesystem::symlink_file
        ? make_error_code(generic::too_many_symbolic_link_levels)
        : objection_to(kind);
}

DWORD access_for(content_mode how) noexcept
{
    DWORD const writing = how.appends
        ? FILE_APPEND_DATA | FILE_WRITE_ATTRIBUTES | SYNCHRONIZE | READ_CONTROL
        : GENERIC_WRITE;
    return (how.access == content_access::write ? 0 : GENERIC_READ)
        | (how.access == content_access::read ? 0 : writing);
}

struct local_memory_freer
{
    void operator()(void* memory) const noexcept { ::LocalFree(memory); }
};

bool is_directory(file const& opened) noexcept
{
    error_code unknown;
    return facts_of(opened, unknown).kind == file_kind::directory;
}

}  // namespace

file open_content(path const& name, content_mode how,
                  boost::filesystem::perms permissions, error_code& ec)
{
    ec = objection_to_name(name);
    if (ec)
    {
        return file();
    }
    bool const is_writable = (permissions & boost::filesystem::owner_write) != 0;
    file opened = open_shared(
        name, access_for(how), how.creates ? OPEN_ALWAYS : OPEN_EXISTING,
        is_writable || !how.creates ? FILE_ATTRIBUTE_NORMAL : FILE_ATTRIBUTE_READONLY,
        ec);
    // It may have become something else since.
    file_kind const kind = ec ? file_kind::none : facts_of(opened, ec).kind;
    if (!ec)
    {
        ec = objection_to(kind);
    }
    if (!ec && how.truncates)
    {
        resize(opened, 0, ec);
    }
    return ec ? file() : std::move(opened);
}

file open_directory(path const& name, error_code& ec)
{
    file opened(::CreateFileW(name.c_str(), FILE_LIST_DIRECTORY,
                              FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
                              nullptr, OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS,
                              nullptr));
    ec = opened.is_open() ? error_code() : last_windows_error();
    if (!ec && !is_directory(opened))
    {
        ec = make_error_code(generic::not_a_directory);
    }
    return ec ? file() : std::move(opened);
}

std::size_t read_some(file const& opened, char* to, std::size_t size, error_code& ec)
{
    ec.clear();
    DWORD length = 0;
    DWORD const wanted = static_cast<DWORD>(std::min(size, longest_request));
    if (::ReadFile(opened.handle(), to, wanted, &length, nullptr) == 0)
    {
        ec = last_windows_error();
    }
    return length;
}

void write_all(file const& opened, std::string_view bytes, error_code& ec)
{
    ec.clear();
    while (!bytes.empty() && !ec)
    {
        DWORD length = 0;
        DWORD const wanted = static_cast<DWORD>(std::min(bytes.size(), longest_request));
        if (::WriteFile(opened.handle(), bytes.data(), wanted, &length, nullptr) == 0)
        {
            ec = last_windows_error();
        }
        else if (length == 0)
        {
            ec = make_error_code(generic::no_space_on_device);
        }
        bytes.remove_prefix(length);
    }
}

std::int64_t seek(file const& opened, std::int64_t offset, seek_from where,
                  error_code& ec)
{
    ec.clear();
    DWORD const from = where == seek_from::beginning ? FILE_BEGIN
        : where == seek_from::here                   ? FILE_CURRENT
                                                     : FILE_END;
    LARGE_INTEGER distance = {};
    LARGE_INTEGER stands = {};
    distance.QuadPart = offset;
    if (::SetFilePointerEx(opened.handle(), distance, &stands, from) == 0)
    {
        ec = last_windows_error();
        return -1;
    }
    return stands.QuadPart;
}

void sync(file const& opened, error_code& ec)
{
    ec.clear();
    // A directory's changes are in the file system's journal, in the order in which they
    // were made.
    if (!is_directory(opened) && ::FlushFileBuffers(opened.handle()) == 0)
    {
        ec = last_windows_error();
    }
}

void close(file&& opened, error_code& ec)
{
    ec.clear();
    if (::CloseHandle(opened.release()) == 0)
    {
        ec = last_windows_error();
    }
}

void copy_access(file const& from, file const& to, error_code& ec)
{
    ec.clear();
    PSECURITY_DESCRIPTOR descriptor = nullptr;
    DWORD const failed =
        ::GetSecurityInfo(from.handle(), SE_FILE_OBJECT, DACL_SECURITY_INFORMATION,
                          nullptr, nullptr, nullptr, nullptr, &descriptor);
    std::unique_ptr<void, local_memory_freer> const owned(descriptor);
    if (failed != ERROR_SUCCESS)
    {
        ec.assign(static_cast<int>(failed), boost::system::system_category());
        return;
    }
    // It was opened to be written, not for this. As it is, that is without what it would
    // inherit here.
    file const to_protect(
        ::ReOpenFile(to.handle(), WRITE_DAC | READ_CONTROL,
                     FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, 0));
    if (!to_protect.is_open()
        || ::SetKernelObjectSecurity(to_protect.handle(), DACL_SECURITY_INFORMATION,
                                     descriptor)
            == 0)
    {
        ec = last_windows_error();
        return;
    }
    FILE_BASIC_INFO about = {};
    if (::GetFileInformationByHandleEx(from.handle(), FileBasicInfo, &about, sizeof about)
        != 0)
    {
        FILE_BASIC_INFO wanted = {};  // A time of zero is left as it is.
        wanted.FileAttributes = about.FileAttributes;
        if (::SetFileInformationByHandle(to.handle(), FileBasicInfo, &wanted,
                                         sizeof wanted)
            != 0)
        {
            return;
        }
    }
    ec = last_windows_error();
}

}  // namespace os
}  // namespace filelock
