// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "support/abilities.hpp"

namespace test
{

int rounds_for(int often) noexcept
{
    return often;
}

bool can_name_hard_holders() noexcept
{
    return true;
}

bool can_upgrade_hard_locks() noexcept
{
    return true;
}

bool can_make_symbolic_links() noexcept
{
    return true;
}

bool can_replace_open_files() noexcept
{
    return true;
}

}  // namespace test
