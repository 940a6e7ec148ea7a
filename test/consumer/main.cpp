// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// A user's program: it is built against the library in every way a user may get it, and
// uses each of its parts that could be missing from a package.

#include <chrono>
#include <iostream>
#include <mutex>
#include <shared_mutex>

#include <boost/filesystem/fstream.hpp>

#include <filelock.hpp>

namespace
{

bool refuses_second_writer(boost::filesystem::path const& target)
{
    filelock::hard_lock other(target);
    try
    {
        other.acquire(std::chrono::milliseconds(10));
        return false;
    }
    catch (filelock::lock_timeout const& e)
    {
        std::cout << e.what() << '\n';
        return e.code() == boost::system::errc::timed_out;
    }
}

bool locks(boost::filesystem::path const& target)
{
    filelock::hard_lock lock(target);
    std::scoped_lock const writer(lock);
    return lock.i_am_locking() && refuses_second_writer(target);
}

bool shares(boost::filesystem::path const& target)
{
    filelock::hard_lock lock(target);
    filelock::hard_lock other(target);
    std::shared_lock const reader(lock);
    return other.try_lock_shared();
}

bool replaces_boosts_lock(boost::filesystem::path const& target)
{
    boost::filesystem::ofstream(target).close();
    filelock::interprocess::file_lock lock(target);
    return lock.try_lock();
}

}  // namespace

int main(int argc, char* argv[])
{
    if (argc != 2)
    {
        std::cerr << "usage: consumer FILE\n";
        return 64;
    }
    boost::filesystem::path const target(argv[1]);
    return locks(target) && shares(target) && replaces_boosts_lock(target) ? 0 : 1;
}
