// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_POSIX_SMALL_FILE_SYSTEM_HPP_INCLUDED
#define FILELOCK_TEST_POSIX_SMALL_FILE_SYSTEM_HPP_INCLUDED

#include <functional>
#include <string>

#include "support/location.hpp"
#include "support/temporary_directory.hpp"

namespace test
{

/// Runs `what` in a child that sees a file system of its own in `directory`, made with
/// such mount options as "size=64k,nr_inodes=10"; it is gone with the child.
///
/// Where that cannot be had the test fails if the environment says CI=true, and else says
/// loudly that it has shown nothing.
void on_small_file_system(path const& directory, std::string const& mount_options,
                          std::function<void()> const& what,
                          location where = location::here());

}  // namespace test

#endif
