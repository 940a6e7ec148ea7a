// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "sqlite/sqlite_scheme.hpp"

#include <algorithm>
#include <utility>

#include <filelock/error.hpp>

#include "sqlite/patience.hpp"

/// What becomes of a lock that is held.

namespace filelock
{
namespace sqlite
{

/// Null, and no error, if it is not there and not to be made.
database::pointer sqlite_scheme::kept_in(bool make, error_code& ec)
{
    std::lock_guard<std::mutex> const lock(own_->mutex);
    own_->kept = make
        ? database::find_or_make(lock_path_, own_->kept, how_to_.file_permissions, ec)
        : database::find(lock_path_, own_->kept, ec);
    return own_->kept;
}

/// What the threads of this process that wait for the lock queue under: by another
/// spelling of the path it is the same lock.
path sqlite_scheme::place_in_line()
{
    std::lock_guard<std::mutex> const lock(own_->mutex);
    if (!own_->kept)
    {
        return lock_path_;
    }
    os::file_id const id = own_->kept->id();
    return std::to_string(id.device) + ':' + std::to_string(id.inode) + '/' + lock_name_;
}

/// False if there is no database.
bool sqlite_scheme::change(duration patience, database::action const& what,
                           error_code& ec)
{
    auto const in = kept_in(false, ec);
    if (in && in->change(patience, what, ec) == outcome::busy)
    {
        ec = database_is_busy();
    }
    return in && !ec;
}

void sqlite_scheme::abandon(request const&) noexcept
{
    thread_id const self = this_thread_id();
    std::string const gate = own_->rows.gate_of(self);
    if (!gate.empty())
    {
        error_code ec;
        change(
            patience_of_queries, [&](connection& open) { open.remove(lock_name_, gate); },
            ec);
        error_code missing;
        auto const in = ec ? kept_in(false, missing) : nullptr;
        if (in)
        {
            in->remove_later(lock_name_, gate);
        }
        own_->rows.forget_gate(self);
    }
    soft::waiting_line::wake_first(place_in_line());
}

void sqlite_scheme::release(request const& who, error_code& ec)
{
    auto mine = own_->rows.take_out(who.thread, who.mode);
    bool is_removed = false;
    change(
        patience_of_releases,
        [&](connection& open)
        { is_removed = open.remove(lock_name_, mine.mapped().token); },
        ec);
    if (ec)
    {
        own_->rows.add(std::move(mine));
    }
    else if (!is_removed)
    {
        ec = errc::not_my_lock;
    }
    soft::waiting_line::wake_first(place_in_line());
}

attempt sqlite_scheme::convert(request const& wanted, error_code& ec)
{
    bool const is_upgrade = wanted.mode == lock_mode::exclusive;
    auto mine = own_->rows.take_out(
        wanted.thread, is_upgrade ? lock_mode::shared : lock_mode::exclusive);
    attempt const result =
        is_upgrade ? upgrade(mine.mapped(), ec) : downgrade(mine.mapped(), ec);
    if (ec != errc::not_my_lock)
    {
        own_->rows.add(std::move(mine));
    }
    soft::waiting_line::wake_first(place_in_line());
    return result;
}

attempt sqlite_scheme::downgrade(own_rows::hold& mine, error_code& ec)
{
    bool is_there = false;
    change(
        patience_of_releases,
        [&](connection& open)
        { is_there = open.set_mode(lock_name_, mine.token, lock_mode::shared); },
        ec);
    if (ec || !is_there)
    {
        ec = ec ? ec : errc::not_my_lock;
        return attempt::busy;
    }
    mine.mode = lock_mode::shared;
    return attempt::taken;
}

/// In one transaction, which first removes the dead. The others who hold the lock;
/// nothing if we hold it no more.
std::optional<std::vector<row>>
sqlite_scheme::upgrade_if_alone(std::string const& token, std::vector<row> const& dead,
                                error_code& ec)
{
    std::optional<std::vector<row>> others;
    std::vector<row> removed;
    change(
        patience_of_conversions,
        [&](connection& open)
        {
            removed = open.remove_each(lock_name_, dead);
            auto all = open.rows(lock_name_);
            bool const is_there =
                std::any_of(all.begin(), all.end(),
                            [&](row const& each) { return each.who.token == token; });
            others.reset();
            if (is_there)
            {
                others = those_in_the_way(std::move(all), lock_mode::exclusive, token);
            }
            if (others && others->empty())
            {
                open.set_mode(lock_name_, token, lock_mode::exclusive);
            }
        },
        ec);
    if (!ec)
    {
        tell_of_broken(removed);
    }
    return others;
}

/// In two transactions if readers have died: the proof is sought between them.
attempt sqlite_scheme::upgrade(own_rows::hold& mine, error_code& ec)
{
    std::vector<row> dead;
    do
    {
        auto const others = upgrade_if_alone(mine.token, dead, ec);
        if (ec == database_is_busy())
        {
            ec.clear();  // As if others held the lock: it is still held shared.
            return attempt::busy;
        }
        if (ec || !others)
        {
            ec = ec ? ec : errc::not_my_lock;
            return attempt::busy;
        }
        if (others->empty())
        {
            mine.mode = lock_mode::exclusive;
            return attempt::taken;
        }
        obstacle ignored;
        dead = proved_dead(*others, ignored);
    } while (!dead.empty());
    return attempt::busy;
}

void sqlite_scheme::forget_after_fork() noexcept
{
    // A mutex in it may be locked by a thread that this process lacks. The rows are the
    // parent's; the connection was closed before the fork.
    static_cast<void>(own_.release());
    own_ = std::make_unique<own_state>();
}

}  // namespace sqlite
}  // namespace filelock
