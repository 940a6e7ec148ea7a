// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "soft/link_marker.hpp"

#include <utility>

#include <boost/filesystem/operations.hpp>

#include <filelock/error.hpp>

#include "os/patience.hpp"
#include "owner_record.hpp"
#include "soft/bearer_name.hpp"
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

namespace fs = boost::filesystem;
namespace generic = boost::system::errc;

/// Looking for claims reads the whole directory, which others may have filled.
constexpr std::chrono::milliseconds between_looks_for_claims{500};

/// Whether no private file goes with the marker any more: somebody has tidied up. Nobody
/// can make one, nor break the marker by it.
bool is_only_name(path const& marker, error_code& ec)
{
    auto const count = fs::hard_link_count(marker, ec);
    if (means_gone(ec))
    {
        ec.clear();  // somebody else has broken it
    }
    return count == 1 && !ec;
}

}  // namespace

link_marker::link_marker(path lock_path, options const& how_to)
    : lock_path_(std::move(lock_path))
    , names_(lock_path_)
    , permissions_(how_to.file_permissions)
    , note_(how_to.note)
{
}

link_marker::~link_marker()
{
    // An X that could not be given back is broken by P, once this process is dead.
    error_code unreadable;
    if (!has_our_id(unreadable))
    {
        discard_private_file();
    }
}

void link_marker::discard_private_file() noexcept
{
    if (!private_file_.empty())
    {
        error_code ec;
        os::remove_file(private_file_, ec);
        if (!ec || means_gone(ec))
        {
            private_file_.clear();  // Else there is the destructor, later.
        }
    }
}

void link_marker::make_private_file(error_code& ec)
{
    owner self = new_bearer();
    self.note = note_;
    bearer_ = bearer_name(self);
    path file = names_.private_file(bearer_, 0);
    write_new_file(file, make_record(self), permissions_, ec);
    if (!ec)
    {
        id_ = os::examine(file, ec).id;
        private_file_ = std::move(file);
        other_name_ = names_.private_file(bearer_, 1);
    }
}

attempt link_marker::place(error_code& ec)
{
    // Twice: somebody may have removed the private file, explicitly breaking our lock or
    // tidying up by hand.
    for (int round = 0; round < 2; ++round)
    {
        if (private_file_.empty())
        {
            make_private_file(ec);
            if (ec)
            {
                return attempt::busy;
            }
        }
        os::with_patience(ec,
                          [this](error_code& failed)
                          { fs::create_hard_link(private_file_, lock_path_, failed); });
        if (!ec || is_in_place_after_error())
        {
            ec.clear();
            return attempt::taken;
        }
        if (ec == generic::file_exists)
        {
            ec.clear();
            return attempt::busy;
        }
        if (!means_gone(ec))
        {
            break;
        }
        private_file_.clear();
    }
    discard_private_file();
    if (means_no_hard_links(ec))
    {
        ec = errc::no_hard_links;
    }
    return attempt::busy;
}

/// A network file system that has lost the reply to a request sends the request again,
/// and reports what that came to: the name exists. It does, and is ours.
bool link_marker::is_in_place_after_error()
{
    error_code unreadable;
    return is_in_place(unreadable) && !unreadable;
}

bool link_marker::has_our_id(error_code& ec) const
{
    os::file_facts const there = os::examine(lock_path_, ec);
    return there.kind == os::file_kind::regular && there.id == id_;
}

bool link_marker::is_in_place(error_code& ec)
{
    // Once the private file is gone another file may have got its inode's number.
    return has_our_id(ec) && !ec && os::examine(private_file_, ec).id == id_;
}

/// Renames P to its other number. False, and no error: it is not there any more.
bool link_marker::renumber(error_code& ec)
{
    os::with_patience(ec,
                      [this](error_code& failed)
                      { fs::rename(private_file_, other_name_, failed); });
    if (means_gone(ec))
    {
        // The reply to the first request may be lost, see above.
        os::file_facts const renamed = os::examine(other_name_, ec);
        if (renamed.kind != os::file_kind::regular || !(renamed.id == id_))
        {
            return false;
        }
    }
    if (!ec)
    {
        private_file_.swap(other_name_);
    }
    return !ec;
}

void link_marker::remove(error_code& ec)
{
    // Others than this library remove and make markers without asking for P. That it is P
    // which has this number is seen when it is renamed.
    bool const is_ours = has_our_id(ec);
    if (ec)
    {
        return;
    }
    if (is_ours && renumber(ec))
    {
        os::remove_file(lock_path_, ec);
        if (means_gone(ec))
        {
            ec = errc::not_my_lock;
        }
        return;
    }
    if (!ec)
    {
        if (is_ours)
        {
            // It is a breaker's claim now. What one began who has died is ours to end.
            private_file_.clear();
            error_code ignored;
            take_away({{}, {}, bearer_, liveness::dead}, warrant::proof, ignored);
        }
        ec = errc::not_my_lock;
    }
}

std::optional<sighting> link_marker::look(error_code& ec)
{
    auto const found = read_file(lock_path_, ec);
    if (!found)
    {
        return std::nullopt;
    }
    sighting seen;
    seen.facts = found->facts;
    seen.who = unnamed_owner(*found);
    if (auto who = parse_record(found->text); who && who->pid != 0 && !who->token.empty())
    {
        seen.who = *std::move(who);
        seen.who.since = seen.facts.changed;
        seen.bearer = bearer_name(seen.who);
        seen.state = probe(seen.who);
        if (seen.state != liveness::dead && is_half_broken(seen.bearer))
        {
            seen.state = liveness::dead;
        }
    }
    return seen;
}

/// Whether somebody has begun to break X by order and not lived to remove it.
bool link_marker::is_half_broken(std::string const& bearer)
{
    auto const now = std::chrono::steady_clock::now();
    bool const is_new = bearer != suspect_;
    bool const is_due = !is_new && now >= next_look_for_claims_;
    if (is_new || is_due)
    {
        suspect_ = bearer;
        next_look_for_claims_ = now + between_looks_for_claims;
    }
    return is_due && is_claimed_by_dead(names_, bearer);
}

bool link_marker::take_away(sighting const& seen, warrant why, error_code& ec)
{
    if (claimant_.empty())
    {
        claimant_ = bearer_name(new_bearer());
    }
    // Twice: a listing may miss a file that is renamed while it is read.
    for (int round = 0; round < 2 && seen.says_who(); ++round)
    {
        for (auto const& file : names_.list(ec))
        {
            if (file.bearer == seen.bearer)
            {
                return claim(file, ec);
            }
        }
    }
    return !ec
        && (!seen.says_who() || why == warrant::order || is_only_name(lock_path_, ec))
        && remove_guarded(lock_path_, seen.facts, names_.guard(), permissions_, ec);
}

/// Makes the private file of X's bearer our claim, and breaks X if it still is that file.
bool link_marker::claim(side_names::found_file const& file, error_code& ec)
{
    bool const by_another = !file.claimant.empty() && file.claimant != claimant_;
    if (by_another && !is_dead(file.claimant))
    {
        return false;
    }
    path const claimed = names_.claim(file.bearer, claimant_);
    if (claimed != file.name)
    {
        os::with_patience(
            ec, [&](error_code& failed) { fs::rename(file.name, claimed, failed); });
        if (means_gone(ec))
        {
            ec.clear();
            return false;
        }
    }
    return !ec && break_claimed(claimed, ec);
}

bool link_marker::break_claimed(path const& claimed, error_code& ec)
{
    os::file_facts const held = os::examine(claimed, ec);
    os::file_facts const there = ec ? os::file_facts{} : os::examine(lock_path_, ec);
    if (ec)
    {
        return false;
    }
    bool const still_there = there.kind == os::file_kind::regular && there.id == held.id;
    if (still_there)
    {
        os::remove_file(lock_path_, ec);
        if (ec)
        {
            return false;  // The claim stays: the next look goes on from here.
        }
    }
    os::remove_file(claimed, ec);
    return still_there;
}

std::vector<path> link_marker::leftovers(error_code& ec)
{
    return abandoned_files(names_, lock_path_, ec);
}

}  // namespace soft
}  // namespace filelock
