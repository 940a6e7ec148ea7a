// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "soft/mkdir_marker.hpp"

#include <utility>

#include <filelock/error.hpp>

#include "owner_record.hpp"
#include "path_text.hpp"
#include "soft/bearer_name.hpp"
#include "soft/entry.hpp"
#include "soft/meaning.hpp"
#include "soft/record.hpp"

namespace filelock
{
namespace soft
{

namespace
{

namespace generic = boost::system::errc;

/// How often an attempt begins anew because somebody was tidying up: others then have had
/// the lock, and "busy" is the truth.
constexpr int tidying_rounds = 8;

}  // namespace

mkdir_marker::mkdir_marker(path lock_path, options const& how_to)
    : lock_path_(std::move(lock_path))
    , permissions_(how_to.file_permissions)
    , note_(how_to.note)
{
}

attempt mkdir_marker::place(error_code& ec)
{
    if (!bearer_.empty() && is_in_place(ec))
    {
        return attempt::taken;  // Ours still, from a remove() that failed.
    }
    for (int round = 0; round < tidying_rounds && !ec; ++round)
    {
        bool const is_new = make_directory(lock_path_, permissions_, ec);
        if (ec == generic::file_exists)
        {
            ec.clear();
            return attempt::busy;
        }
        if (ec || !is_new)
        {
            return attempt::busy;
        }
        if (enter(ec))
        {
            return attempt::taken;
        }
    }
    return attempt::busy;
}

/// Makes our entry in the directory that we have just made, unless somebody has taken it
/// for abandoned since. False, and no error: it was not ours any more.
bool mkdir_marker::enter(error_code& ec)
{
    self_ = new_bearer();
    self_.note = note_;
    bearer_ = bearer_name(self_);
    write_new_file(lock_path_ / bearer_, make_record(self_), permissions_, ec);
    if (!ec && is_alone(ec))
    {
        return true;
    }
    error_code const reason = ec;
    remove_directory(ec);
    ec = means_gone(reason) ? error_code{} : reason;
    bearer_.clear();
    return false;
}

bool mkdir_marker::is_alone(error_code& ec) const
{
    auto const found = list_directory(lock_path_, ec);
    return !ec && found.size() == 1 && found.front().filename() == bearer_;
}

bool mkdir_marker::is_in_place(error_code& ec)
{
    return os::examine(lock_path_ / bearer_, ec).kind == os::file_kind::regular;
}

/// Removes our entry, if it is there, and the directory, unless others are in it.
void mkdir_marker::remove_directory(error_code& ec)
{
    os::remove_file(lock_path_ / bearer_, ec);
    if (ec && !means_gone(ec))
    {
        return;
    }
    os::remove_directory(lock_path_, ec);
    if (means_gone(ec) || means_not_empty(ec))
    {
        ec.clear();
    }
}

void mkdir_marker::remove(error_code& ec)
{
    os::remove_file(lock_path_ / bearer_, ec);
    if (means_gone(ec))
    {
        bearer_.clear();
        ec = errc::not_my_lock;
    }
    if (ec)
    {
        return;
    }
    remove_directory(ec);
    if (!ec)
    {
        bearer_.clear();
    }
    else
    {
        // An empty X would block everybody and name nobody.
        return_to_directory(ec);
    }
}

/// Makes our entry again after X could not be removed. If a creator that was slow has
/// entered X before us it is its own, and we have released.
void mkdir_marker::return_to_directory(error_code& ec)
{
    error_code failed;
    write_new_file(lock_path_ / bearer_, make_record(self_), permissions_, failed);
    if (!failed && !is_alone(failed) && !failed)
    {
        os::remove_file(lock_path_ / bearer_, failed);
        bearer_.clear();
        ec.clear();
    }
}

/// Of several entries, all but one of which are about to withdraw, a dead one's comes
/// first: it is in everybody's way.
std::optional<sighting> mkdir_marker::look(error_code& ec)
{
    sighting seen;
    seen.facts = os::examine(lock_path_, ec);
    if (ec || seen.facts.kind == os::file_kind::none)
    {
        return std::nullopt;
    }
    seen.who.since = seen.facts.changed;
    error_code unreadable;
    auto const found = seen.facts.kind == os::file_kind::directory
        ? list_directory(lock_path_, unreadable)
        : std::vector<path>{};
    for (path const& entry : found)
    {
        if (auto who = read_entry(entry))
        {
            liveness const state = probe(*who);
            if (!seen.says_who() || state == liveness::dead)
            {
                seen.who = *std::move(who);
                seen.bearer = text_of(entry.filename());
                seen.state = state;
            }
            if (state == liveness::dead)
            {
                break;
            }
        }
    }
    return seen;
}

bool mkdir_marker::take_away(sighting const& seen, warrant why, error_code& ec)
{
    if (!seen.says_who())
    {
        return remove_unnamed(why, ec);
    }
    os::remove_file(lock_path_ / seen.bearer, ec);
    if (means_gone(ec))
    {
        ec.clear();
        return false;
    }
    if (!ec)
    {
        os::remove_directory(lock_path_, ec);
    }
    if (means_gone(ec) || means_not_empty(ec))
    {
        ec.clear();
    }
    return !ec;
}

/// Removes a directory that is empty, or that holds nothing but what a program of another
/// kind would put there: empty or short files. An entry of ours is a successor's: since
/// the look somebody has removed that directory and made the next one.
bool mkdir_marker::remove_unnamed(warrant why, error_code& ec)
{
    os::file_kind const kind = os::examine(lock_path_, ec).kind;
    if (kind != os::file_kind::directory)
    {
        bool const is_gone = kind == os::file_kind::none;
        if (!ec && !is_gone && why == warrant::order)
        {
            ec = errc::not_a_lock_file;
        }
        return false;
    }
    auto const found = list_directory(lock_path_, ec);
    for (path const& entry : found)
    {
        if (parse_bearer_name(text_of(entry.filename())))
        {
            return false;
        }
        auto const file = ec ? std::nullopt : read_file(entry, ec);
        bool const may_go = !file
            || (file->facts.kind == os::file_kind::regular
                && file->text.size() <= longest_record);
        if (!ec && !may_go)
        {
            ec = errc::not_a_lock_file;
        }
    }
    for (path const& entry : found)
    {
        if (!ec)
        {
            os::remove_file(entry, ec);
            if (means_gone(ec))
            {
                ec.clear();
            }
        }
    }
    if (!ec)
    {
        os::remove_directory(lock_path_, ec);
        if (means_gone(ec) || means_not_empty(ec))
        {
            ec.clear();
            return false;
        }
    }
    return !ec;
}

std::vector<path> mkdir_marker::leftovers(error_code&)
{
    return {};  // Everything is in X.
}

}  // namespace soft
}  // namespace filelock
