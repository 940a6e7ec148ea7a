// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_HARD_RECORD_FILE_HPP_INCLUDED
#define FILELOCK_HARD_RECORD_FILE_HPP_INCLUDED

#include <optional>

#include <boost/system/error_code.hpp>

#include <filelock/owner.hpp>

#include "os/file.hpp"

namespace filelock
{
namespace hard
{

/// The owner record inside a lock file. Written while the lock is held exclusively,
/// removed before it is released.

/// The record in the file, with the time at which it was written; nothing if the file is
/// empty; errc::malformed_record if it holds anything else.
std::optional<owner> read_record(os::file const& lock_file,
                                 boost::system::error_code& ec);

/// Writes a record over the one that is there, if any. A process that is killed meanwhile
/// leaves the old one or the new one.
void write_record(os::file const& lock_file, owner const& who,
                  boost::system::error_code& ec);

/// Whether the file is a link lock's marker, whoever made it and whether or not he lives:
/// a record with a token, which one of a hard lock has not. A file that cannot be read is
/// none.
bool is_link_marker(os::file const& lock_file);

void remove_record(os::file const& lock_file, boost::system::error_code& ec);

}  // namespace hard
}  // namespace filelock

#endif
