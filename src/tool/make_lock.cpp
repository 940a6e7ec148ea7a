// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "tool/make_lock.hpp"

#include <algorithm>
#include <map>

#include <boost/algorithm/string/join.hpp>
#include <boost/filesystem/operations.hpp>

#include <filelock/any_lock.hpp>
#include <filelock/create_lock.hpp>
#include <filelock/hard_lock.hpp>
#include <filelock/link_lock.hpp>
#include <filelock/mkdir_lock.hpp>

#include "tool/usage.hpp"

namespace filelock
{
namespace tool
{

namespace
{

using boost::filesystem::path;
using maker = chosen_lock (*)(path const&, options const&);

chosen_lock make_hard_lock(path const& target, options const& how_to)
{
    auto const lock = std::make_shared<hard_lock>(target, how_to);
    auto const none = [] { return std::vector<path>(); };
    return {lock, [lock] { return lock->previous_owner_died(); },
            [lock] { return lock->left_behind(); }, none, none};
}

template <class Lock>
chosen_lock make_marker_lock(path const& target, options const& how_to)
{
    auto const lock = std::make_shared<Lock>(target, how_to);
    // A marker is not left behind: it is there, and its owner dead.
    return {lock, [] { return false; }, [] { return std::optional<owner>(); },
            [lock] { return lock->leftovers(); },
            [lock] { return lock->remove_leftovers(); }};
}

/// Whether somebody may hold the lock by a file of which we know no more than that no
/// hard lock of ours leaves one like it: it has a second name, or a content that is no
/// record.
bool is_foreign_marker(path const& file)
{
    error_code ec;
    if (boost::filesystem::symlink_status(file, ec).type()
        != boost::filesystem::regular_file)
    {
        return false;
    }
    bool const is_empty = boost::filesystem::file_size(file, ec) == 0;
    if (ec || is_empty)
    {
        return boost::filesystem::hard_link_count(file, ec) > 1 && !ec;
    }
    options how_to;
    how_to.lock_path = file;
    hard_lock const hard(file, how_to);
    return !hard.is_locked(ec) && !hard.left_behind(ec);
}

std::map<std::string, maker> const& makers()
{
    static std::map<std::string, maker> const all = {
        {"hard", &make_hard_lock},
        {"link", &make_marker_lock<link_lock>},
        {"mkdir", &make_marker_lock<mkdir_lock>},
        {"create", &make_marker_lock<create_lock>}};
    return all;
}

}  // namespace

std::string known_schemes()
{
    return boost::algorithm::join(scheme_names(), ", ");
}

chosen_lock make_chosen_lock(std::string const& scheme, path const& target,
                             options const& how_to)
{
    auto const found = makers().find(scheme);
    if (found == makers().end())
    {
        throw usage_error("there is no scheme \"" + scheme + "\", only "
                          + known_schemes());
    }
    return found->second(target, how_to);
}

std::string scheme_at(path const& target, options const& how_to)
{
    error_code ec;
    link_lock const link(target, how_to);
    if (boost::filesystem::symlink_status(link.lock_path(), ec).type()
        == boost::filesystem::directory_file)
    {
        return "mkdir";
    }
    // A hard lock's record has no token. A reader's entry tells that the lock is soft,
    // not which kind: the link lock reads them all.
    auto const linked = link.owners(ec);
    if (std::any_of(linked.begin(), linked.end(),
                    [](owner const& each)
                    { return !each.token.empty() || each.mode == lock_mode::shared; }))
    {
        return "link";
    }
    auto const created = create_lock(target, how_to).owners(ec);
    if (std::any_of(created.begin(), created.end(),
                    [](owner const& each) { return each.pid != 0; }))
    {
        return "create";
    }
    return is_foreign_marker(link.lock_path()) ? "link" : "hard";
}

}  // namespace tool
}  // namespace filelock
