// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_SOFT_PRIVATE_FILE_HPP_INCLUDED
#define FILELOCK_SOFT_PRIVATE_FILE_HPP_INCLUDED

#include <string>
#include <vector>

#include "soft/marker.hpp"
#include "soft/side_names.hpp"

namespace filelock
{
namespace soft
{

/// The private files and claims beside X whose bearers are dead, and that are not X's own
/// file: they hold nothing, and nobody who lives will touch them.
std::vector<path> abandoned_files(side_names const& names, path const& lock_path,
                                  error_code& ec);

/// Removes them as far as that can be done.
void remove_abandoned_files(side_names const& names, path const& lock_path);

/// Whether the bearer's private file is the claim of one who has been proved dead.
bool is_claimed_by_dead(side_names const& names, std::string const& bearer);

/// Whether the one whose file name this is has been proved dead.
bool is_dead(std::string const& bearer);

}  // namespace soft
}  // namespace filelock

#endif
