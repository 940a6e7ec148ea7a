// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

/// Code written for Boost.Interprocess, with one line changed.

#include <fstream>
#include <iostream>

#include <boost/interprocess/sync/scoped_lock.hpp>
#include <boost/interprocess/sync/sharable_lock.hpp>

// was: #include <boost/interprocess/sync/file_lock.hpp>
//      using boost::interprocess::file_lock;
#include <filelock/interprocess.hpp>
using filelock::interprocess::file_lock;

int main(int argc, char** argv)
{
    using namespace boost::interprocess;

    char const* const name = argc > 1 ? argv[1] : "data.txt";
    std::ofstream(name, std::ios::app);  // the file must exist

    file_lock writers_lock(name);
    file_lock readers_lock(name);  // Boost's would let both in, in one process
    scoped_lock<file_lock> const writer(writers_lock);
    sharable_lock<file_lock> const reader(readers_lock, try_to_lock);

    std::cout << (reader.owns() ? "not excluded\n" : "excluded\n");
    return reader.owns() ? 1 : 0;
}
