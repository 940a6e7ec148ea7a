// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "support/abilities.hpp"

namespace test
{

bool can_prove_deaths() noexcept
{
    return false;
}

bool sees_every_process() noexcept
{
    return false;
}

bool recognizes_the_living() noexcept
{
    return false;
}

bool is_told_of_events() noexcept
{
    return false;
}

bool can_list_holders() noexcept
{
    return false;
}

bool can_copy_attributes() noexcept
{
    return false;
}

bool can_name_open_files() noexcept
{
    return false;
}

}  // namespace test
