// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// A user's program that keeps its locks in a database.

#include <cstdlib>
#include <iostream>
#include <mutex>

#include <filelock/any_lock.hpp>
#include <filelock/sqlite_lock.hpp>

int main(int, char** argv)
{
    filelock::sqlite_lock lock(argv[1], "one of many");
    std::scoped_lock const writer(lock);
    if (filelock::sqlite_lock(argv[1], "one of many").try_lock())
    {
        std::cerr << "the lock does not exclude\n";
        return EXIT_FAILURE;
    }
    filelock::register_sqlite_scheme();
    return filelock::make_lock("sqlite", argv[1]).try_lock() ? EXIT_SUCCESS
                                                             : EXIT_FAILURE;
}
