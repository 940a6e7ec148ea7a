// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/posix_file.hpp"

namespace filelock
{
namespace os
{

path name_for_reopening(file const&, path const& name)
{
    return name;
}

std::chrono::system_clock::time_point time_of_change(struct stat const& status) noexcept
{
    // Systems name the finer field in different ways.
    return std::chrono::system_clock::from_time_t(status.st_ctime);
}

}  // namespace os
}  // namespace filelock
