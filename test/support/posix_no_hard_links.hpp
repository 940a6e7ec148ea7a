// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_POSIX_NO_HARD_LINKS_HPP_INCLUDED
#define FILELOCK_TEST_POSIX_NO_HARD_LINKS_HPP_INCLUDED

#include <functional>

#include "support/location.hpp"
#include "support/temporary_directory.hpp"

namespace test
{

/// From now on every attempt of this process to make a hard link fails with that error:
/// what file systems without them answer. There is no way back, so call it in a child.
void refuse_hard_links(int error, location where = location::here());

/// Runs `what` in a child that has a file system in `directory` which really has no hard
/// links: exFAT, kept by a program. Where that cannot be had: see on_small_file_system().
void on_file_system_without_hard_links(path const& directory,
                                       std::function<void()> const& what,
                                       location where = location::here());

}  // namespace test

#endif
