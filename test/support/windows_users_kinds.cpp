// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "support/users_kinds.hpp"

namespace test
{

std::vector<kind> users_kinds()
{
    return {users_kind<custom_kind>()};
}

}  // namespace test
