// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_EXPECT_HPP_INCLUDED
#define FILELOCK_TEST_EXPECT_HPP_INCLUDED

#include <sstream>
#include <stdexcept>
#include <string>

#include "support/location.hpp"

namespace test
{

/// The assertion for other threads and for forked children, where Boost.Test's may not be
/// used: the exception comes to the test through task::get() or child::finish().
inline void expect(bool holds, std::string const& what, location where = location::here())
{
    if (!holds)
    {
        std::ostringstream text;
        text << where << ": expected: " << what;
        throw std::runtime_error(text.str());
    }
}

}  // namespace test

#endif
