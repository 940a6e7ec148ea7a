// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "support/abilities.hpp"

#include <windows.h>

namespace test
{

namespace
{

/// Whose function it is.
bool runs_under_wine() noexcept
{
    return GetProcAddress(GetModuleHandleW(L"ntdll.dll"), "wine_get_version") != nullptr;
}

}  // namespace

bool can_prove_deaths() noexcept
{
    return true;
}

bool sees_every_process() noexcept
{
    // Not those of Wine's other prefixes.
    return !runs_under_wine();
}

bool recognizes_the_living() noexcept
{
    return true;
}

int rounds_for(int often) noexcept
{
    return runs_under_wine() ? often / 10 : often;
}

bool is_told_of_events() noexcept
{
    return true;
}

bool can_list_holders() noexcept
{
    return false;
}

bool can_name_hard_holders() noexcept
{
    return false;
}

bool can_upgrade_hard_locks() noexcept
{
    return false;
}

bool can_make_symbolic_links() noexcept
{
    return !runs_under_wine();
}

bool can_replace_open_files() noexcept
{
    return !runs_under_wine();
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
