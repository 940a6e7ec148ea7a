// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

/// Threads that read and write one file under one lock. It would be the same with
/// processes.

#include <fstream>
#include <iostream>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <thread>
#include <vector>

#include <filelock/hard_lock.hpp>

namespace
{

/// Adds one to the number in the file, a hundred times.
void count(std::string const& file)
{
    filelock::hard_lock lock(file);
    for (int i = 0; i < 100; ++i)
    {
        std::scoped_lock const alone(lock);
        int number = 0;
        std::ifstream(file) >> number;
        std::ofstream(file) << number + 1;
    }
}

/// Sees whole numbers only, never a file that is being written.
bool watch(std::string const& file)
{
    filelock::hard_lock lock(file);
    for (int i = 0; i < 100; ++i)
    {
        std::shared_lock const with_others(lock);
        int number = 0;
        if (!(std::ifstream(file) >> number))
        {
            return false;
        }
    }
    return true;
}

}  // namespace

int main(int argc, char** argv)
{
    std::string const file = argc > 1 ? argv[1] : "number.txt";
    std::ofstream(file) << 0;

    bool whole = true;
    std::vector<std::thread> threads;
    for (int i = 0; i < 3; ++i)
    {
        threads.emplace_back(count, file);
    }
    threads.emplace_back([&] { whole = watch(file); });
    for (auto& each : threads)
    {
        each.join();
    }

    int number = 0;
    std::ifstream(file) >> number;
    std::cout << number << (whole ? "" : ", but a reader has seen less") << '\n';
    return number == 300 && whole ? 0 : 1;
}
