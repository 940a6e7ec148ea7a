// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/posix_child.hpp"

namespace filelock
{
namespace os
{

void end_with_parent(int, int) noexcept {}

}  // namespace os
}  // namespace filelock
