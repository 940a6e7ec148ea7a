// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

/// Many named locks in one database: each job runs once at a time, and anybody may ask in
/// SQL which of them are running.

#include <cstdlib>
#include <iostream>
#include <string>

#include <filelock/error.hpp>
#include <filelock/sqlite_lock.hpp>

namespace
{

void run(filelock::path const& jobs, std::string const& name)
{
    filelock::options how_to;
    how_to.note = "a job of the example";
    filelock::sqlite_lock once_at_a_time(jobs, name, how_to);
    try
    {
        once_at_a_time.acquire(std::chrono::seconds(0));
    }
    catch (filelock::already_locked const& e)
    {
        std::cout << name << " is running already: " << e.what() << '\n';
        return;
    }
    std::cout << name << " runs\n";
}

}  // namespace

int main(int argc, char** argv)
{
    // sqlite3 jobs.lock 'SELECT name, mode, pid, since, note FROM lock'
    filelock::path const jobs = argc > 1 ? argv[1] : "jobs";

    filelock::sqlite_lock import(jobs, "import");
    import.lock();
    run(jobs, "import");
    run(jobs, "report");
    return EXIT_SUCCESS;
}
