// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/file.hpp"

#include <string>

#include <sys/stat.h>

namespace filelock
{
namespace os
{

path name_for_reopening(file const& opened, path const& name)
{
    // Without /proc, or with that of another pid namespace, the name is all there is.
    path const through = "/proc/self/fd/" + std::to_string(opened.descriptor());
    struct stat there = {};
    struct stat here = {};
    bool const same = ::stat(through.c_str(), &there) == 0
        && ::fstat(opened.descriptor(), &here) == 0 && there.st_dev == here.st_dev
        && there.st_ino == here.st_ino;
    return same ? through : name;
}

}  // namespace os
}  // namespace filelock
