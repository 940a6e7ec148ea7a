// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "support/replace_program.hpp"

#include <unistd.h>

namespace test
{

void replace_program(std::string const& by)
{
    execl(by.c_str(), by.c_str(), static_cast<char*>(nullptr));
}

}  // namespace test
