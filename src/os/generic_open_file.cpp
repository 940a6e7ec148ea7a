// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/open_file.hpp"

#include <string>

namespace filelock
{
namespace os
{

path name_of(native_handle handle)
{
    return "/dev/fd/" + std::to_string(handle);
}

}  // namespace os
}  // namespace filelock
