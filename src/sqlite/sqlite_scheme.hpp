// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_SQLITE_SQLITE_SCHEME_HPP_INCLUDED
#define FILELOCK_SQLITE_SQLITE_SCHEME_HPP_INCLUDED

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include <filelock/options.hpp>
#include <filelock/scheme.hpp>

#include "sqlite/database.hpp"
#include "sqlite/lookout.hpp"
#include "sqlite/own_rows.hpp"

namespace filelock
{
namespace sqlite
{

/// Keeps a lock by rows of a database: one for each holder, and one for each writer that
/// waits for readers to leave, which is the gate that keeps new readers out.
///
/// What becomes of a process that is killed at any step: between two transactions it
/// leaves its rows, which name it and which the others remove on proof of its death; in
/// the middle of one, SQLite makes it undone. Who is paused in the middle of one keeps
/// the whole database locked; that is waited for as for a held lock, within the limits.
///
/// Deaths are proved outside of transactions, which are so kept short: who is dead stays
/// dead, and a token is never used again.
class sqlite_scheme final : public scheme
{
public:
    /// Touches no disk. A relative path is meant from where the process is now.
    sqlite_scheme(path const& lock_path, std::string lock_name, options const& how_to);
    ~sqlite_scheme() override;

    char const* name() const noexcept override { return "sqlite"; }
    attempt try_acquire(request const& who, error_code& ec) override;
    wait_end wait(request const& who, wait_limits const& limits, error_code& ec) override;
    void abandon(request const& who) noexcept override;
    void release(request const& who, error_code& ec) override;
    bool is_still_held(request const& who, error_code& ec) override;
    attempt convert(request const& wanted, error_code& ec) override;
    bool is_locked(error_code& ec) override;
    std::vector<owner> owners(error_code& ec) override;
    void break_lock(error_code& ec) override;
    void forget_after_fork() noexcept override;

private:
    using duration = database::duration;
    struct bid;

    /// What a forked child begins anew.
    struct own_state
    {
        own_rows rows;
        std::mutex mutex;
        database::pointer kept;
    };

    attempt try_to_get(request const& who, duration patience, obstacle& why,
                       error_code& ec);
    bool is_worth_trying(request const& who, obstacle& why, error_code& ec);
    bid make_bid(request const& who);
    outcome place_bid(database& in, bid& mine, duration patience, error_code& ec);
    bool is_stale(row const& one, liveness verdict) const noexcept;
    std::vector<row> proved_dead(std::vector<row> const& in_the_way, obstacle& why) const;
    void tell_of_broken(std::vector<row> const& removed) const;

    database::pointer kept_in(bool make, error_code& ec);
    path place_in_line();
    bool change(duration patience, database::action const& what, error_code& ec);
    std::vector<row> all_rows(error_code& ec);
    std::vector<row> holders(error_code& ec);
    bool is_database_busy();
    bool is_held_by(thread_id thread, error_code& ec);
    attempt downgrade(own_rows::hold& mine, error_code& ec);
    std::optional<std::vector<row>> upgrade_if_alone(std::string const& token,
                                                     std::vector<row> const& dead,
                                                     error_code& ec);
    attempt upgrade(own_rows::hold& mine, error_code& ec);

    path const lock_path_;
    std::string const lock_name_;
    options const how_to_;
    std::unique_ptr<own_state> own_;
};

}  // namespace sqlite
}  // namespace filelock

#endif
