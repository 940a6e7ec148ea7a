// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

/// A counter and a log, kept in files that several programs use: the counter is replaced
/// as a whole, the log grows.

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <string>

#include <filelock/file_content.hpp>
#include <filelock/locked_file.hpp>

namespace
{

long number_in(std::string const& text)
{
    return text.empty() ? 0 : std::stol(text);
}

}  // namespace

int main(int argc, char** argv)
{
    using namespace std::chrono_literals;
    std::string const name = argc > 1 ? argv[1] : "visits";

    // Nobody's count is lost, and whoever crashes in here leaves the old number.
    filelock::transform_file(
        name, [](std::string const& old) { return std::to_string(number_in(old) + 1); });
    try
    {
        filelock::locked_file log(name + ".log", std::ios::app, 10s);
        log << "visit " << filelock::read_file(name) << '\n';
        log.close();  // the destructor could not tell us of a full disk
    }
    catch (filelock::error const& e)
    {
        std::cerr << e.what() << '\n';
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
