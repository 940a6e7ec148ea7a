// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_SOFT_CREATE_MARKER_HPP_INCLUDED
#define FILELOCK_SOFT_CREATE_MARKER_HPP_INCLUDED

#include <filelock/options.hpp>

#include "soft/marker.hpp"
#include "soft/side_names.hpp"

namespace filelock
{
namespace soft
{

/// X is a file, made by whoever is first to, as Python's `filelock.SoftFileLock` makes it
/// and every program that opens it with O_CREAT | O_EXCL.
///
/// Where the file system has hard links, X appears complete: a private file is written,
/// linked to X, and loses its own name. Elsewhere X is created exclusively and written,
/// and a maker that is killed in between leaves an X that says nothing.
///
/// The protocol has no private name by which only one could remove X. So the holder
/// looks whether X is still its own before it removes it: the same inode, whose number no
/// other file gets while the holder has it open, and its record. Breakers exclude each
/// other with a guard. The window between look and removal is the price of the company:
/// a holder that is broken by order right there may remove its successor's X.
class create_marker final : public marker
{
public:
    create_marker(path lock_path, options const& how_to);

    char const* name() const noexcept override { return "create"; }
    attempt place(error_code& ec) override;
    std::string const& bearer() const noexcept override { return bearer_; }
    bool is_in_place(error_code& ec) override;
    void remove(error_code& ec) override;
    std::optional<sighting> look(error_code& ec) override;
    bool take_away(sighting const& seen, warrant why, error_code& ec) override;
    std::vector<path> leftovers(error_code& ec) override;

private:
    bool link_into_place(error_code& ec);

    path const lock_path_;
    side_names const names_;
    boost::filesystem::perms const permissions_;
    std::string record_;
    os::file held_;  // As long as X is thought to be ours; see os::stop_pinning().
    os::file_id id_;
    std::string bearer_;
};

}  // namespace soft
}  // namespace filelock

#endif
