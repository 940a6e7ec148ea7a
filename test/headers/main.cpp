// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include <filelock.hpp>

int main()
{
    return FILELOCK_VERSION_MAJOR + FILELOCK_VERSION_MINOR == 0 ? 1 : 0;
}
