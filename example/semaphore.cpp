// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// At most two at a time, and each knows which of two places is its own. Start it several
// times at once to see processes take turns; one start shows it with threads.

#include <iostream>
#include <sstream>
#include <thread>
#include <vector>

#include <filelock.hpp>

namespace
{

void work_with_a_licence(filelock::semaphore& licences, int who)
{
    filelock::semaphore_slot const mine(licences);
    std::ostringstream line;
    line << "worker " << who << " has licence " << mine.number() << " of "
         << licences.count() << '\n';
    std::cout << line.str() << std::flush;
}

}  // namespace

int main(int argc, char** argv)
{
    filelock::semaphore licences(argc > 1 ? argv[1] : "licences", 2);
    std::vector<std::thread> workers;
    for (int who = 1; who <= 5; ++who)
    {
        workers.emplace_back([&licences, who] { work_with_a_licence(licences, who); });
    }
    for (std::thread& each : workers)
    {
        each.join();
    }

    // Without a guard, with a timeout, and with a look at who is in.
    licences.acquire(std::chrono::seconds(10));
    for (filelock::owner const& who : licences.owners())
    {
        std::cout << "held by " << describe(who) << '\n';
    }
    licences.release();
}
