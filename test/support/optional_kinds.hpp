// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_OPTIONAL_KINDS_HPP_INCLUDED
#define FILELOCK_TEST_OPTIONAL_KINDS_HPP_INCLUDED

#include <vector>

#include "support/every_lock.hpp"

namespace test
{

/// These, and those of the optional components with which the tests are built.
std::vector<kind> with_optional_kinds(std::vector<kind> kinds);

}  // namespace test

#endif
