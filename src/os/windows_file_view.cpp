// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/windows_file.hpp"

#include <windows.h>

#include <algorithm>
#include <cstring>
#include <memory>

#include "os/windows_error.hpp"

namespace filelock
{
namespace os
{

namespace
{

struct view_closer
{
    void operator()(void* view) const noexcept { ::UnmapViewOfFile(view); }
};

using file_view = std::unique_ptr<void, view_closer>;

/// A view of so many bytes, for which the file is made long enough if they are to be
/// written.
file_view view_start(file const& opened, std::size_t size, bool writes, error_code& ec)
{
    file const mapping(::CreateFileMappingW(opened.handle(), nullptr,
                                            writes ? PAGE_READWRITE : PAGE_READONLY, 0,
                                            static_cast<DWORD>(size), nullptr));
    if (mapping.handle() == nullptr)
    {
        ec = last_windows_error();
        return {};
    }
    file_view view(::MapViewOfFile(mapping.handle(),
                                   writes ? FILE_MAP_WRITE : FILE_MAP_READ, 0, 0, size));
    if (!view)
    {
        ec = last_windows_error();
    }
    return view;
}

std::size_t length_of(file const& opened, error_code& ec)
{
    LARGE_INTEGER length = {};
    if (::GetFileSizeEx(opened.handle(), &length) == 0)
    {
        ec = last_windows_error();
    }
    return static_cast<std::size_t>(length.QuadPart);
}

}  // namespace

std::string read_start_of_view(file const& opened, std::size_t limit, error_code& ec)
{
    ec.clear();
    std::size_t const size = std::min(limit, length_of(opened, ec));
    // There is no view of nothing.
    if (ec || size == 0)
    {
        return {};
    }
    file_view const view = view_start(opened, size, false, ec);
    return view ? std::string(static_cast<char const*>(view.get()), size) : std::string();
}

void overwrite_start_of_view(file const& opened, std::string_view text, error_code& ec)
{
    ec.clear();
    std::size_t const size = std::max(text.size(), length_of(opened, ec));
    if (ec || text.empty())
    {
        return;
    }
    if (file_view const view = view_start(opened, size, true, ec))
    {
        std::memcpy(view.get(), text.data(), text.size());
    }
}

}  // namespace os
}  // namespace filelock
