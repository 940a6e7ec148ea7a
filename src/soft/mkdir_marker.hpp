// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_SOFT_MKDIR_MARKER_HPP_INCLUDED
#define FILELOCK_SOFT_MKDIR_MARKER_HPP_INCLUDED

#include <filelock/options.hpp>

#include "soft/marker.hpp"

namespace filelock
{
namespace soft
{

/// X is a directory, in which the bearer has an entry with a name of its own.
///
/// place() makes X, makes the entry, and looks whether the entry is alone: it holds the
/// lock only then, else it withdraws. The look is what makes it safe to remove an X
/// that a creator left empty: the creator may be slow rather than dead, find the next
/// one's X, and make its entry there.
///
/// **The right to remove X is to have removed the bearer's entry**, which only one can,
/// and rmdir() is conditional by itself: a remover that was paused for an hour removes
/// an empty directory or nothing. What is left at each step by whoever is killed there:
///
/// - X without entry (killed before the entry was made, or after it was removed): says
///   nothing of its maker, whom nobody can prove dead; it is
///   indistinguishable from a shell script's `mkdir` and counts as held, until it has not
///   changed for options::abandoned_after.
/// - X with an entry: held; broken once its bearer is dead.
/// - X with a dead one's entry and others: they withdraw, and the dead one's is removed.
///
/// Each acquisition has a fresh name: a breaker that is slow finds the old entry gone.
/// test/model/mkdir_lock.pml checks all this.
class mkdir_marker final : public marker
{
public:
    mkdir_marker(path lock_path, options const& how_to);

    char const* name() const noexcept override { return "mkdir"; }
    attempt place(error_code& ec) override;
    std::string const& bearer() const noexcept override { return bearer_; }
    bool is_in_place(error_code& ec) override;
    void remove(error_code& ec) override;
    std::optional<sighting> look(error_code& ec) override;
    bool take_away(sighting const& seen, warrant why, error_code& ec) override;
    std::vector<path> leftovers(error_code& ec) override;

private:
    bool enter(error_code& ec);
    bool is_alone(error_code& ec) const;
    void remove_directory(error_code& ec);
    void return_to_directory(error_code& ec);
    bool remove_unnamed(warrant why, error_code& ec);

    path const lock_path_;
    boost::filesystem::perms const permissions_;
    owner self_;  // With the token of the latest acquisition.
    std::string bearer_;
    std::string const note_;
};

}  // namespace soft
}  // namespace filelock

#endif
