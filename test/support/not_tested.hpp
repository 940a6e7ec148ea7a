// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_NOT_TESTED_HPP_INCLUDED
#define FILELOCK_TEST_NOT_TESTED_HPP_INCLUDED

#include <cstdlib>
#include <iostream>
#include <string>

#include <boost/test/unit_test.hpp>

#include "support/location.hpp"

namespace test
{

/// Something that a test needs cannot be had: the test fails if the environment says
/// CI=true, and else says loudly that it has shown nothing.
inline void not_tested(std::string const& why, location where)
{
    char const* const ci = std::getenv("CI");
    if (ci != nullptr && std::string(ci) == "true")
    {
        BOOST_ERROR(where << ": " << why << ", and in CI that is no excuse");
    }
    else
    {
        std::cerr << "\n*** " << where << ": NOT TESTED, for " << why << "\n\n";
    }
}

}  // namespace test

#endif
