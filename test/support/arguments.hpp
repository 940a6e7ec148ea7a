// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_ARGUMENTS_HPP_INCLUDED
#define FILELOCK_TEST_ARGUMENTS_HPP_INCLUDED

#include <string>

namespace test
{

/// What follows `name` on the test program's command line, such as the path after
/// `--peer` in `wait_test -- --peer PATH`. Throws if it is not there.
std::string argument(std::string const& name);

}  // namespace test

#endif
