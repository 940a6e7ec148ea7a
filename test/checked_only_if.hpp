// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_CHECKED_ONLY_IF_HPP_INCLUDED
#define FILELOCK_TEST_CHECKED_ONLY_IF_HPP_INCLUDED

#include <string>

#include <boost/test/unit_test.hpp>

/// For a precondition: skips the test case, and says what therefore has not been checked.
inline boost::test_tools::assertion_result checked_only_if(bool possible,
                                                           std::string const& why_not)
{
    boost::test_tools::assertion_result result(possible);
    if (!possible)
    {
        result.message() << why_not;
        BOOST_TEST_MESSAGE("NOT CHECKED: " << why_not);
    }
    return result;
}

#endif
