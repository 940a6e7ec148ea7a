// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_SOFT_LINK_MARKER_HPP_INCLUDED
#define FILELOCK_SOFT_LINK_MARKER_HPP_INCLUDED

#include <chrono>

#include <filelock/options.hpp>

#include "soft/marker.hpp"
#include "soft/side_names.hpp"

namespace filelock
{
namespace soft
{

/// X is a hard link to the bearer's private file P.
///
/// P is made at the first place(), with the whole record in it, and kept until the object
/// ends: to create a file costs ten times as much as to link one. So X is complete from
/// its first moment on.
///
/// **The right to remove X is the right to rename P.** The holder renames P to its other
/// number and then removes X. A breaker renames P to a claim, looks again whether X is
/// still that very file, and only if so removes X; last it removes the claim. One of them
/// alone can win the rename; who finds P gone has lost, and touches nothing more. What is
/// left at each step by whoever is killed there:
///
/// - P without X: holds nothing, anybody removes it once its bearer is dead.
/// - P and X: held; broken once its bearer is dead.
/// - P with its other number, and X (killed within remove()): the same.
/// - A claim and X: a claim whose claimant is dead is claimed by renaming it again. If
///   the bearer lives the claimant had an order to break X, which others carry out: the
///   bearer cannot remove X any more, and perhaps does not know that it is there.
/// - A claim without X: removed like a P.
///
/// Without the second look a breaker could remove a successor's X: the owner may release,
/// and die idle, between the breaker's reading X and its renaming P.
/// test/model/link_lock.pml checks all this.
class link_marker final : public marker
{
public:
    link_marker(path lock_path, options const& how_to);
    ~link_marker() override;

    char const* name() const noexcept override { return "link"; }
    attempt place(error_code& ec) override;
    std::string const& bearer() const noexcept override { return bearer_; }
    bool is_in_place(error_code& ec) override;
    void remove(error_code& ec) override;
    std::optional<sighting> look(error_code& ec) override;
    bool take_away(sighting const& seen, warrant why, error_code& ec) override;
    std::vector<path> leftovers(error_code& ec) override;

private:
    void make_private_file(error_code& ec);
    void discard_private_file() noexcept;
    bool is_in_place_after_error();
    bool has_our_id(error_code& ec) const;
    bool renumber(error_code& ec);
    bool is_half_broken(std::string const& bearer);
    bool claim(side_names::found_file const& file, error_code& ec);
    bool break_claimed(path const& claimed, error_code& ec);

    path const lock_path_;
    side_names const names_;
    boost::filesystem::perms const permissions_;
    std::string const note_;

    std::string claimant_;  // What this object is called where it breaks others' locks.
    std::string bearer_;
    path private_file_;  // Empty: not made yet, or known to be gone.
    path other_name_;    // What it is renamed to next.
    os::file_id id_;     // Of the private file.

    std::string suspect_;  // The bearer whose private file may be a dead one's claim.
    std::chrono::steady_clock::time_point next_look_for_claims_;
};

}  // namespace soft
}  // namespace filelock

#endif
