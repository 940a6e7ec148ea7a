// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

/// A lock that is kept in a way of one's own has all that others have: see
/// semaphore_scheme.hpp.

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>

#include <filelock/custom_lock.hpp>
#include <filelock/fair_lock.hpp>

#include "semaphore_scheme.hpp"

namespace
{

filelock::custom_lock lock_number(std::string const& file, int number)
{
    return {file, std::make_unique<semaphore_scheme>(ftok(file.c_str(), number))};
}

}  // namespace

int main(int argc, char** argv)
{
    std::string const file = argc > 1 ? argv[1] : "stock";
    std::ofstream(file, std::ios::app);  // ftok() makes a number of an existing file

    // A lock, and another one to be its gate.
    filelock::fair_lock<filelock::custom_lock> stock(lock_number(file, 1),
                                                     lock_number(file, 2));
    {
        std::scoped_lock const alone(stock);
        for (auto const& holder : stock.owners())
        {
            std::cout << "held by " << describe(holder) << '\n';
        }
    }
    std::shared_lock const with_others(stock);
    return stock.is_locked() ? EXIT_SUCCESS : EXIT_FAILURE;
}
