// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "soft/create_marker.hpp"

#include <utility>

#include <boost/filesystem/operations.hpp>

#include <filelock/error.hpp>

#include "os/patience.hpp"
#include "soft/bearer_name.hpp"
#include "soft/create_record.hpp"
#include "soft/guard.hpp"
#include "soft/meaning.hpp"
#include "soft/private_file.hpp"
#include "soft/record.hpp"

namespace filelock
{
namespace soft
{

namespace
{

namespace generic = boost::system::errc;

/// With the process: the next one's marker may get the same inode's number.
std::string name_of(os::file_id const& id, owner const& who)
{
    return std::to_string(id.device) + ':' + std::to_string(id.inode) + ':'
        + std::to_string(who.pid);
}

}  // namespace

create_marker::create_marker(path lock_path, options const& how_to)
    : lock_path_(std::move(lock_path))
    , names_(lock_path_)
    , permissions_(how_to.file_permissions)
{
}

attempt create_marker::place(error_code& ec)
{
    os::file_facts const there = os::examine(lock_path_, ec);
    if (ec)
    {
        return attempt::busy;
    }
    if (there.kind != os::file_kind::none)
    {
        // Ours still, from a remove() that failed?
        bool const is_ours = !bearer_.empty() && is_in_place(ec);
        return is_ours ? attempt::taken : attempt::busy;
    }
    record_ = make_create_record(this_owner());
    if (!link_into_place(ec))
    {
        held_ = write_new_file(lock_path_, record_, permissions_, ec);
        if (!ec)
        {
            id_ = os::identify(held_, ec);
        }
    }
    if (ec)
    {
        held_.close();
        bearer_.clear();
        if (ec == generic::file_exists)
        {
            ec.clear();
        }
        return attempt::busy;
    }
    bearer_ = name_of(id_, this_owner());
    os::stop_pinning(held_);
    return attempt::taken;
}

/// False, and no error: the file system has no hard links.
bool create_marker::link_into_place(error_code& ec)
{
    path const draft = names_.private_file(bearer_name(new_bearer()), 0);
    held_ = write_new_file(draft, record_, permissions_, ec);
    if (ec)
    {
        return true;
    }
    id_ = os::identify(held_, ec);
    os::with_patience(ec,
                      [&](error_code& failed) {
                          boost::filesystem::create_hard_link(draft, lock_path_, failed);
                      });
    if (ec)
    {
        error_code unreadable;
        if (os::examine(lock_path_, unreadable).id == id_ && !unreadable)
        {
            ec.clear();  // The reply was lost on the network.
        }
    }
    // As long as it is open its name would stay, on Windows.
    os::stop_pinning(held_);
    error_code ignored;
    os::remove_file(draft, ignored);
    if (ec && means_no_hard_links(ec))
    {
        ec.clear();
        return false;
    }
    return true;
}

bool create_marker::is_in_place(error_code& ec)
{
    auto const there = read_file(lock_path_, ec);
    return there && there->facts.kind == os::file_kind::regular && there->facts.id == id_
        && (there->text.empty() || there->text == record_);
}

void create_marker::remove(error_code& ec)
{
    bool const is_ours = is_in_place(ec);
    if (!ec && is_ours)
    {
        os::remove_file(lock_path_, ec);
    }
    if (ec ? means_gone(ec) : !is_ours)
    {
        ec = errc::not_my_lock;
    }
    if (!ec || ec == errc::not_my_lock)
    {
        held_.close();
        bearer_.clear();
    }
}

std::optional<sighting> create_marker::look(error_code& ec)
{
    auto const found = read_file(lock_path_, ec);
    if (!found)
    {
        return std::nullopt;
    }
    sighting seen;
    seen.facts = found->facts;
    seen.who = unnamed_owner(*found);
    if (auto who = parse_create_record(found->text))
    {
        seen.state = judge_create_record(*who);
        seen.who = *std::move(who);
        seen.who.since = seen.facts.changed;
        seen.bearer = name_of(seen.facts.id, seen.who);
    }
    return seen;
}

bool create_marker::take_away(sighting const& seen, warrant, error_code& ec)
{
    return remove_guarded(lock_path_, seen.facts, names_.guard(), permissions_, ec);
}

std::vector<path> create_marker::leftovers(error_code& ec)
{
    return abandoned_files(names_, lock_path_, ec);
}

}  // namespace soft
}  // namespace filelock
