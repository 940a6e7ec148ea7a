// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_POSIX_INVENTORY_HPP_INCLUDED
#define FILELOCK_TEST_POSIX_INVENTORY_HPP_INCLUDED

#include <string>
#include <vector>

#include "support/location.hpp"
#include "support/temporary_directory.hpp"

namespace test
{

/// What the system says of everything below a directory, one line each, sorted. Follows
/// and opens nothing but regular files.
std::vector<std::string> inventory(path const& directory);

/// Fails the test in the end if anything in the directory has changed meanwhile.
class unchanged
{
public:
    explicit unchanged(path const& directory, location where = location::here());
    ~unchanged();
    unchanged(unchanged const&) = delete;
    unchanged& operator=(unchanged const&) = delete;

private:
    path const directory_;
    std::vector<std::string> const before_;
    location const where_;
};

}  // namespace test

#endif
