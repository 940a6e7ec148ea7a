// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_SOFT_READERS_HPP_INCLUDED
#define FILELOCK_SOFT_READERS_HPP_INCLUDED

#include <string>
#include <vector>

#include <boost/filesystem/file_status.hpp>

#include <filelock/options.hpp>
#include <filelock/owner.hpp>

#include "soft/marker.hpp"

namespace filelock
{
namespace soft
{

/// A reader as it was found. One that does not say who it is has pid zero.
struct reader
{
    owner who;
    std::string bearer;
    liveness state = liveness::unknown;  ///< Whether it still runs.
};

/// The readers of a soft lock: one entry each in the directory `X.readers`.
///
/// The marker X is the gate. A reader comes in only while it has X; a writer that has X
/// waits until the readers are gone. **That they are gone is proved by rmdir()**, which
/// is conditional and atomic, where a listing can miss an entry that is made while it
/// is read. So a thread that has an entry may make a second one without X.
///
/// Killed while it makes its entry, a reader leaves one that names it. Killed after
/// removing it, it leaves an empty directory, which the next writer or reader removes.
class readers
{
public:
    readers(path directory, options const& how_to);

    path const& directory() const noexcept { return directory_; }

    /// Makes an entry for this process and returns its name.
    std::string enter(thread_id thread, error_code& ec);

    /// Removes the entry. errc::not_my_lock: somebody has removed it before.
    void leave(std::string const& bearer, error_code& ec);

    /// Whether the entry is still there.
    bool has(std::string const& bearer, error_code& ec) const;

    /// Whether there are none; and none can come as long as the caller has X.
    bool are_gone(error_code& ec);

    std::vector<reader> look(error_code& ec) const;

    /// Removes one that is dead or broken by order. Whether somebody else has done it
    /// before makes no difference. Refuses, with errc::not_a_lock_file, what no reader
    /// has put there.
    void remove(reader const& who, error_code& ec);

private:
    path const directory_;
    boost::filesystem::perms const permissions_;
    std::string const note_;
};

}  // namespace soft
}  // namespace filelock

#endif
