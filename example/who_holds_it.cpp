// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

/// A batch job on a shared home directory: a soft lock, and what is to be told of
/// whoever is in the way.

#include <cstdlib>
#include <iostream>

#include <filelock.hpp>

int main(int argc, char** argv)
{
    using namespace std::chrono_literals;
    if (argc != 2)
    {
        std::cerr << "usage: who_holds_it FILE\n";
        return EXIT_FAILURE;
    }
    filelock::options how;
    how.note = "nightly import";
    filelock::soft_lock job(argv[1], how);
    job.lock();

    // Somebody else, who has half a second's patience.
    filelock::soft_lock another(argv[1]);
    try
    {
        another.acquire(500ms);
    }
    catch (filelock::lock_timeout const& busy)
    {
        std::cout << busy.what() << '\n';
        for (auto const& who : busy.owners())
        {
            std::cout << describe(who) << ": " << to_string(probe(who)) << '\n';
        }
    }

    job.unlock();
    return another.try_lock() ? EXIT_SUCCESS : EXIT_FAILURE;
}
