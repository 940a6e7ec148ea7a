// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "support/arguments.hpp"

#include <stdexcept>

#include <boost/test/unit_test.hpp>

namespace test
{

std::string argument(std::string const& name)
{
    auto const& suite = boost::unit_test::framework::master_test_suite();
    for (int i = 1; i + 1 < suite.argc; ++i)
    {
        if (suite.argv[i] == name)
        {
            return suite.argv[i + 1];
        }
    }
    throw std::runtime_error("the test wants its program's arguments: -- " + name
                             + " PATH");
}

}  // namespace test
