// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/extended_attributes.hpp"

namespace filelock
{
namespace os
{

void copy_extended_attributes(file const&, file const&, error_code& ec)
{
    // POSIX has none.
    ec.clear();
}

}  // namespace os
}  // namespace filelock
