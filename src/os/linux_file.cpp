// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/posix_file.hpp"

#include <string>

namespace filelock
{
namespace os
{

path name_for_reopening(file const& opened, path const& name)
{
    // Without /proc, or with that of another pid namespace, the name is all there is.
    path const through = "/proc/self/fd/" + std::to_string(opened.handle());
    struct stat there = {};
    struct stat here = {};
    bool const same = ::stat(through.c_str(), &there) == 0
        && ::fstat(opened.handle(), &here) == 0 && there.st_dev == here.st_dev
        && there.st_ino == here.st_ino;
    return same ? through : name;
}

std::chrono::system_clock::time_point time_of_change(struct stat const& status) noexcept
{
    using std::chrono::system_clock;
    auto const fraction = std::chrono::nanoseconds(status.st_ctim.tv_nsec);
    return system_clock::from_time_t(status.st_ctim.tv_sec)
        + std::chrono::duration_cast<system_clock::duration>(fraction);
}

}  // namespace os
}  // namespace filelock
