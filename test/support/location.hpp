// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_LOCATION_HPP_INCLUDED
#define FILELOCK_TEST_LOCATION_HPP_INCLUDED

#include <ostream>

namespace test
{

/// Where in a test a helper was called: its last parameter, defaulted to here().
struct location
{
    char const* file;
    unsigned line;

    static constexpr location here(char const* file = __builtin_FILE(),
                                   unsigned line = __builtin_LINE()) noexcept
    {
        return {file, line};
    }

    friend std::ostream& operator<<(std::ostream& out, location const& where)
    {
        return out << where.file << '(' << where.line << ')';
    }
};

}  // namespace test

#endif
