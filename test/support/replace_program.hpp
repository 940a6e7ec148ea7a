// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_REPLACE_PROGRAM_HPP_INCLUDED
#define FILELOCK_TEST_REPLACE_PROGRAM_HPP_INCLUDED

#include <string>

namespace test
{

/// exec(): the process goes on as another program, with the same standard streams.
/// Returns only if that fails.
void replace_program(std::string const& by);

}  // namespace test

#endif
