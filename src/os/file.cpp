// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/file.hpp"

#include <filelock/error.hpp>

/// What is the same on all systems.

namespace filelock
{
namespace os
{

std::optional<file_id> look_up(path const& name, error_code& ec)
{
    file_facts const there = examine(name, ec);
    if (ec || there.kind == file_kind::none)
    {
        return std::nullopt;
    }
    if (there.kind != file_kind::regular)
    {
        ec = errc::not_a_lock_file;
        return std::nullopt;
    }
    return there.id;
}

file::file(file&& other) noexcept : handle_(other.release()) {}

file& file::operator=(file&& other) noexcept
{
    close();
    handle_ = other.release();
    return *this;
}

file::~file()
{
    close();
}

}  // namespace os
}  // namespace filelock
