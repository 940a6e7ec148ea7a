// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/open_file.hpp"

#include <string>

#include <boost/filesystem/operations.hpp>

namespace filelock
{
namespace os
{

path name_of(native_handle handle)
{
    std::string const number = std::to_string(handle);
    error_code no_proc_or_no_file;
    path const name =
        boost::filesystem::read_symlink("/proc/self/fd/" + number, no_proc_or_no_file);
    return no_proc_or_no_file ? path("/dev/fd/" + number) : name;
}

}  // namespace os
}  // namespace filelock
