// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_SOFT_GUARD_HPP_INCLUDED
#define FILELOCK_SOFT_GUARD_HPP_INCLUDED

#include <optional>

#include "hard/hard_scheme.hpp"
#include "soft/marker.hpp"

namespace filelock
{
namespace soft
{

/// The right to remove a marker that has no name of its own by which only one could
/// remove it: a hard lock on a file beside the marker, for as long as the object lives.
///
/// The file is removed before the lock is released, so that nothing stays behind. Who
/// gets the lock on a file that has lost its name so finds out, and does not have the
/// guard. Killed while it holds the guard, a process leaves the file, which the next
/// one uses and removes.
class guard
{
public:
    /// Tries once. Nobody else may have it for long.
    guard(path const& name, boost::filesystem::perms permissions, error_code& ec);
    ~guard();
    guard(guard const&) = delete;
    guard& operator=(guard const&) = delete;

    bool owns() const noexcept { return owns_; }

private:
    path const name_;
    request const who_;
    hard::hard_scheme lock_;
    bool owns_ = false;
};

/// Removes the regular file `name` under the guard if it still is the one that was seen,
/// unchanged. False if it is not, or if another has the guard. One window remains: a file
/// that its owner removes and somebody else makes anew between the look and the removal
/// is removed as well. Refuses, with errc::malformed_record, what is too long for a
/// marker or does not begin like one, and with errc::not_a_lock_file what is no file.
bool remove_guarded(path const& name, os::file_facts const& seen, path const& guard_name,
                    boost::filesystem::perms permissions, error_code& ec);

}  // namespace soft
}  // namespace filelock

#endif
