// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "tool/optional_schemes.hpp"

#include <filelock/sqlite_lock.hpp>

namespace filelock
{
namespace tool
{

bool add_sqlite_scheme()
{
    register_sqlite_scheme();
    return true;
}

}  // namespace tool
}  // namespace filelock
