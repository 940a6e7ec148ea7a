// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_REPLACED_FILE_HPP_INCLUDED
#define FILELOCK_TEST_REPLACED_FILE_HPP_INCLUDED

#include <string>

namespace test
{

/// A change that shows how often it was made.
inline std::string exclaim(std::string bytes)
{
    return bytes + '!';
}

/// What a writer of "target" might call its unfinished file.
inline std::string const private_name = "target.01234567-89ab-cdef-0123-456789abcdef.new";

}  // namespace test

#endif
