// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

/// A log that a shell script writes, too: this program locks the file that it has open,
/// the script says
///
///     flock app.log sh -c 'echo "$$: backup done" >> app.log'

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <memory>

#include <filelock/handle_lock.hpp>

int main(int argc, char** argv)
{
    using namespace std::chrono_literals;
    char const* const name = argc > 1 ? argv[1] : "app.log";

    // "e": programs that are started from here shall not keep the lock.
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> const log(std::fopen(name, "ae"),
                                                              &std::fclose);
    if (!log)
    {
        std::perror(name);
        return EXIT_FAILURE;
    }
    try
    {
        if (!filelock::try_lock_for(log.get(), 5s))
        {
            std::cerr << name << ": somebody has been writing for 5 s\n";
            return EXIT_FAILURE;
        }
        filelock::handle_lock const mine(log.get(), filelock::lock_flags::exclusive,
                                         std::adopt_lock);
        std::fputs("one line,\n  and what belongs to it\n", log.get());
        std::fflush(log.get());  // before the lock goes: a buffer knows nothing of it
    }
    catch (filelock::lock_failed const& e)
    {
        std::cerr << e.what() << '\n';  // such as a file system without locks
        return EXIT_FAILURE;
    }
    std::cout << "written to " << name << '\n';
    return EXIT_SUCCESS;
}
