// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

/// A program that must run once: a second instance says who is running, and leaves.

#include <cstdlib>
#include <iostream>

#include <filelock/hard_lock.hpp>

int main(int argc, char** argv)
{
    filelock::options how_to;
    how_to.record_owner = true;  // so that the second one can say more than a process id
    how_to.note = "the nightly report";

    filelock::hard_lock only_one(argc > 1 ? argv[1] : "report", how_to);
    if (!only_one.try_lock())
    {
        std::cerr << "already running:";
        for (auto const& holder : only_one.owners())
        {
            std::cerr << ' ' << describe(holder);
        }
        std::cerr << '\n';
        return EXIT_FAILURE;
    }
    if (only_one.previous_owner_died())
    {
        std::cout << "the last run did not finish: starting over\n";
    }
    std::cout << "running\n";
    return EXIT_SUCCESS;  // the destructor lets go; so does the system, if we crash
}
