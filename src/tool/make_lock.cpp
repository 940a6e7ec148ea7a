// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "tool/make_lock.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

#include <boost/algorithm/string/join.hpp>
#include <boost/filesystem/fstream.hpp>
#include <boost/filesystem/operations.hpp>

#include <filelock/any_lock.hpp>
#include <filelock/create_lock.hpp>
#include <filelock/hard_lock.hpp>
#include <filelock/link_lock.hpp>
#include <filelock/mkdir_lock.hpp>

#include "tool/optional_schemes.hpp"
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

chosen_lock make_sqlite_lock(path const& target, options const& how_to)
{
    if (!add_sqlite_scheme())
    {
        throw usage_error("this filelock was built without the scheme \"sqlite\"");
    }
    auto const lock = std::make_shared<any_lock>("sqlite", target, how_to);
    auto const none = [] { return std::vector<path>(); };
    return {lock, [] { return false; }, [] { return std::optional<owner>(); }, none,
            none};
}

/// By what SQLite puts first in a file, and this library says of itself there:
/// https://www.sqlite.org/fileformat.html. This command has no connection to the file,
/// which a close would rob of its locks.
bool is_lock_database(path const& file)
{
    constexpr std::string_view format("SQLite format 3\0", 16);
    constexpr std::string_view application = "FLok";
    constexpr std::size_t application_at = 68;
    std::array<char, application_at + application.size()> header{};
    boost::filesystem::ifstream(file, std::ios::binary)
        .read(header.data(), static_cast<std::streamsize>(header.size()));
    std::string_view const text(header.data(), header.size());
    return text.substr(0, format.size()) == format
        && text.substr(application_at) == application;
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
        {"create", &make_marker_lock<create_lock>},
        {"sqlite", &make_sqlite_lock}};
    return all;
}

}  // namespace

std::string known_schemes()
{
    add_sqlite_scheme();
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
    auto const type = boost::filesystem::symlink_status(link.lock_path(), ec).type();
    if (type == boost::filesystem::directory_file)
    {
        return "mkdir";
    }
    if (type == boost::filesystem::regular_file && is_lock_database(link.lock_path()))
    {
        return "sqlite";
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
