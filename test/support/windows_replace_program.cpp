// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "support/replace_program.hpp"

namespace test
{

void replace_program(std::string const&)
{
    // No process goes on as another program here: what is called so ends this one, and
    // starts another, with another id.
}

}  // namespace test
