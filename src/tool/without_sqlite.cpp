// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "tool/optional_schemes.hpp"

namespace filelock
{
namespace tool
{

bool add_sqlite_scheme()
{
    return false;
}

}  // namespace tool
}  // namespace filelock
