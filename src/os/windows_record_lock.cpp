// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/record_lock.hpp"

namespace filelock
{
namespace os
{

second_lock kind_of_second_lock() noexcept
{
    return second_lock::adds;
}

}  // namespace os
}  // namespace filelock
