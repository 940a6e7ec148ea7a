// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "sqlite/sqlite_scheme.hpp"

#include <algorithm>
#include <utility>

#include <filelock/error.hpp>

#include "notify.hpp"
#include "seen_from_anywhere.hpp"

namespace filelock
{
namespace sqlite
{

namespace
{

/// For as long a database that others keep locked is waited for by those who do not say
/// how long they would wait for the lock.
constexpr std::chrono::milliseconds patience_of_attempts{50};
constexpr std::chrono::milliseconds no_patience{0};

/// How often an attempt begins anew because those in the way had died.
constexpr int attempt_rounds = 8;

}  // namespace

/// One attempt to get the lock, in one transaction.
struct sqlite_scheme::bid
{
    request const& who;
    row mine;
    bool has_gate;
    own_rows::holds::node_type new_hold{};
    own_rows::gates::node_type new_gate{};
    std::vector<row> dead{};  ///< To be removed, on proof.

    bool is_taken = false;
    std::vector<row> removed{};
    std::vector<row> in_the_way{};

    /// A writer who will wait keeps new readers out, but nobody while another writes.
    bool wants_gate() const
    {
        return who.will_wait && who.mode == lock_mode::exclusive && !has_gate
            && std::all_of(in_the_way.begin(), in_the_way.end(),
                           [](row const& each) { return each.reads(); });
    }
};

sqlite_scheme::sqlite_scheme(path const& lock_path, std::string lock_name,
                             options const& how_to)
    : lock_path_(seen_from_anywhere(lock_path))
    , lock_name_(std::move(lock_name))
    , how_to_(how_to)
    , own_(std::make_unique<own_state>())
{
}

sqlite_scheme::~sqlite_scheme() = default;

/// To wait is not to hold: no policy protects the gate of the dead.
bool sqlite_scheme::is_stale(row const& one, liveness verdict) const noexcept
{
    return verdict == liveness::dead
        && (how_to_.stale == stale_policy::dead_owner || one.waits());
}

/// All of them if all are dead, and else none: as long as one lives the others do no
/// harm.
std::vector<row> sqlite_scheme::proved_dead(std::vector<row> const& in_the_way,
                                            obstacle& why) const
{
    for (row const& each : in_the_way)
    {
        liveness const verdict = probe(each.who);
        if (!is_stale(each, verdict))
        {
            why.token = each.who.token;
            why.process = verdict == liveness::alive ? each.who.pid : 0;
            return {};
        }
    }
    return in_the_way;
}

void sqlite_scheme::tell_of_broken(std::vector<row> const& removed) const
{
    if (!may_be_observed.load(std::memory_order_acquire))
    {
        return;
    }
    for (row const& each : removed)
    {
        if (!each.waits())
        {
            notify(
                {event::kind::stale_lock_broken, lock_path_, name(), *each.who.mode, {}});
        }
    }
}

outcome sqlite_scheme::place_bid(database& in, bid& mine, duration patience,
                                 error_code& ec)
{
    auto const attempt_once = [&](connection& open)
    {
        mine.is_taken = false;
        mine.removed = open.remove_each(lock_name_, mine.dead);
        mine.in_the_way =
            those_in_the_way(open.rows(lock_name_), mine.who.mode, mine.mine.who.token);
        if (mine.in_the_way.empty() || mine.wants_gate())
        {
            mine.is_taken = mine.in_the_way.empty();
            mine.mine.who.mode.reset();
            if (mine.is_taken)
            {
                mine.mine.who.mode = mine.who.mode;
            }
            open.put(lock_name_, mine.mine);
        }
    };
    outcome const result = in.change(patience, attempt_once, ec);
    if (ec)
    {
        // An error of the disk at the commit does not say whether that was done.
        in.remove_later(lock_name_, mine.mine.who.token);
    }
    return result;
}

/// The gate's row, if there is one, becomes that of the hold.
sqlite_scheme::bid sqlite_scheme::make_bid(request const& who)
{
    thread_id const self = this_thread_id();
    std::string const gate = own_->rows.gate_of(self);
    bid made{who, new_row(who.thread, how_to_.note), !gate.empty()};
    std::string& token = made.mine.who.token;
    token = gate.empty() ? token : gate;
    made.new_hold = own_rows::make_hold(who.thread, {token, who.mode});
    made.new_gate = own_rows::make_gate(self, token);
    return made;
}

attempt sqlite_scheme::try_to_get(request const& who, duration patience, obstacle& why,
                                  error_code& ec)
{
    auto const in = kept_in(true, ec);
    if (!in)
    {
        return attempt::busy;
    }
    bid mine = make_bid(who);
    for (int round = 0; round < attempt_rounds; ++round)
    {
        why = {};
        if (place_bid(*in, mine, patience, ec) == outcome::busy || ec)
        {
            break;
        }
        if (mine.is_taken)
        {
            own_->rows.forget_gate(this_thread_id());
            own_->rows.add(std::move(mine.new_hold));
            tell_of_broken(mine.removed);
            return attempt::taken;
        }
        if (mine.wants_gate())
        {
            own_->rows.add(std::move(mine.new_gate));
            mine.has_gate = true;
        }
        tell_of_broken(mine.removed);
        why.file = in->file();
        mine.dead = proved_dead(mine.in_the_way, why);
        if (mine.dead.empty())
        {
            break;
        }
    }
    return attempt::busy;
}

attempt sqlite_scheme::try_acquire(request const& who, error_code& ec)
{
    obstacle why;
    return try_to_get(who, who.will_wait ? no_patience : patience_of_attempts, why, ec);
}

/// By reading only, which disturbs nobody and costs half.
bool sqlite_scheme::is_worth_trying(request const& who, obstacle& why, error_code& ec)
{
    auto const in = kept_in(false, ec);
    if (!in)
    {
        return !ec;
    }
    std::string const gate = own_->rows.gate_of(this_thread_id());
    bid mine{who, {}, !gate.empty()};
    outcome const seen = in->look(
        no_patience,
        [&](connection& open)
        { mine.in_the_way = those_in_the_way(open.rows(lock_name_), who.mode, gate); },
        ec);
    why = {};
    if (ec || seen == outcome::busy)
    {
        return false;
    }
    why.file = in->file();
    return mine.in_the_way.empty() || mine.wants_gate()
        || !proved_dead(mine.in_the_way, why).empty();
}

wait_end sqlite_scheme::wait(request const& who, wait_limits const& limits,
                             error_code& ec)
{
    if (!limits.until.is_finite() && who.thread != 0 && is_held_by(who.thread, ec))
    {
        ec = errc::would_deadlock;
    }
    if (ec)
    {
        return wait_end::timed_out;
    }
    soft::waiting_line place(place_in_line());
    cancellation::subscription const wake(limits.cancel, [&place] { place.wake(); });
    lookout watch(place, limits);
    while (!limits.cancel.requested())
    {
        if (limits.until.passed())
        {
            return wait_end::timed_out;
        }
        // Who has closed the gate is not to wait for those who wait at it.
        if (!place.is_first() && own_->rows.gate_of(this_thread_id()).empty())
        {
            place.sleep(limits);
            continue;
        }
        obstacle in_the_way;
        if (is_worth_trying(who, in_the_way, ec) && !ec
            && try_to_get(who, no_patience, in_the_way, ec) == attempt::taken)
        {
            return wait_end::taken;
        }
        if (ec)
        {
            return wait_end::timed_out;
        }
        watch.sleep(in_the_way);
    }
    ec = make_error_code(boost::system::errc::operation_canceled);
    return wait_end::timed_out;
}

}  // namespace sqlite
}  // namespace filelock
