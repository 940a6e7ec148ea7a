// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/lock_holders.hpp"

namespace filelock
{
namespace os
{

std::vector<lock_holder> find_lock_holders(file const& opened, bool is_held_here,
                                           error_code& ec)
{
    auto const one = find_lock_holder(opened, is_held_here, ec);
    return one ? std::vector<lock_holder>{*one} : std::vector<lock_holder>{};
}

}  // namespace os
}  // namespace filelock
