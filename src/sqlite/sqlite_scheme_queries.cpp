// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "sqlite/sqlite_scheme.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "sqlite/patience.hpp"

/// Who holds the lock, and taking it from them.

namespace filelock
{
namespace sqlite
{

namespace
{

bool is_same_process(owner const& a, owner const& b)
{
    return a.pid == b.pid && a.process_start == b.process_start
        && a.pid_namespace == b.pid_namespace && a.boot_id == b.boot_id
        && a.host == b.host;
}

}  // namespace

bool sqlite_scheme::is_still_held(request const& who, error_code& ec)
{
    std::string const token = own_->rows.token_of(who.thread, who.mode);
    auto const found = holders(ec);
    return std::any_of(found.begin(), found.end(),
                       [&](row const& each) { return each.who.token == token; });
}

std::vector<row> sqlite_scheme::all_rows(error_code& ec)
{
    std::vector<row> found;
    auto const in = kept_in(false, ec);
    if (in
        && in->look(
               patience_of_queries,
               [&](connection& open) { found = open.rows(lock_name_); }, ec)
            == outcome::busy)
    {
        ec = database_is_busy();
    }
    return found;
}

std::vector<row> sqlite_scheme::holders(error_code& ec)
{
    auto found = all_rows(ec);
    found.erase(std::remove_if(found.begin(), found.end(),
                               [](row const& each) { return each.waits(); }),
                found.end());
    return found;
}

bool sqlite_scheme::is_held_by(thread_id thread, error_code& ec)
{
    owner const self = this_owner();
    auto const found = holders(ec);
    return std::any_of(found.begin(), found.end(),
                       [&](row const& each) {
                           return each.who.thread == thread
                               && is_same_process(each.who, self);
                       });
}

bool sqlite_scheme::is_locked(error_code& ec)
{
    auto const found = holders(ec);
    return std::any_of(found.begin(), found.end(),
                       [this](row const& each)
                       { return !is_stale(each, probe(each.who)); });
}

std::vector<owner> sqlite_scheme::owners(error_code& ec)
{
    std::vector<owner> found;
    std::vector<owner> at_the_gate;
    for (row& each : all_rows(ec))
    {
        // The dead hold nobody up at the gate, whatever the policy.
        if (!each.waits() || probe(each.who) != liveness::dead)
        {
            (each.waits() ? at_the_gate : found).push_back(std::move(each.who));
        }
    }
    std::move(at_the_gate.begin(), at_the_gate.end(), std::back_inserter(found));
    if (found.empty() && !ec && is_database_busy())
    {
        // Who waits in vain should learn why.
        found.emplace_back().note = "another connection keeps the whole database locked";
    }
    return found;
}

/// Whether nobody can take a lock in it, for longer than one of us needs for that.
bool sqlite_scheme::is_database_busy()
{
    error_code ec;
    change(
        patience_of_conversions, [](connection&) {}, ec);
    return ec == database_is_busy();
}

void sqlite_scheme::break_lock(error_code& ec)
{
    change(
        patience_of_queries, [&](connection& open) { open.remove_all(lock_name_); }, ec);
    soft::waiting_line::wake_first(place_in_line());
}

}  // namespace sqlite
}  // namespace filelock
