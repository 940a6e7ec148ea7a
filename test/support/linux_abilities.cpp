// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "support/abilities.hpp"

#include <sys/stat.h>
#include <unistd.h>

namespace test
{

bool can_prove_deaths() noexcept
{
    return true;
}

bool sees_every_process() noexcept
{
    constexpr ino_t initial = 0xEFFFFFFC;
    struct stat here = {};
    return stat("/proc/self/ns/pid", &here) == 0 && here.st_ino == initial
        && access("/proc/1/stat", R_OK) == 0;
}

bool recognizes_the_living() noexcept
{
    return sees_every_process();
}

bool is_told_of_events() noexcept
{
    return true;
}

bool can_list_holders() noexcept
{
    return true;
}

bool can_copy_attributes() noexcept
{
    return true;
}

bool can_name_open_files() noexcept
{
    return true;
}

}  // namespace test
