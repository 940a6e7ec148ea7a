// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_SOFT_SOFT_SCHEME_HPP_INCLUDED
#define FILELOCK_SOFT_SOFT_SCHEME_HPP_INCLUDED

#include <memory>
#include <string>
#include <vector>

#include <filelock/options.hpp>
#include <filelock/scheme.hpp>

#include "soft/marker.hpp"

namespace filelock
{
namespace soft
{

class lock_state;
struct obstacle;

/// Makes one object's hands on the marker at a lock path. Also in a forked child, which
/// begins anew.
using marker_maker = std::unique_ptr<marker> (*)(path const&, options const&);

/// Keeps a lock by a marker in the file system, X, and entries for its readers: what all
/// soft locks have in common.
///
/// X is the gate and the writer's lock. A reader takes X, makes its entry, looks
/// whether X is still its own, and gives X back. A writer takes X, and then the readers
/// must be gone: the entries of the dead are removed, the living are waited for with X
/// in hand, so that no new reader comes in and writers do not starve.
///
/// What becomes of a process that is killed at any step: it leaves X, an entry, or both,
/// which name it, and which the others remove on proof of its death. Paused at any step,
/// it holds what it has: X, so that everybody waits, or its entry, so that writers wait.
/// doc/soft_locks.adoc goes through the steps.
class soft_scheme final : public scheme
{
public:
    /// Touches no disk. A relative path is meant from where the process is now.
    soft_scheme(path const& lock_path, options const& how_to, marker_maker make);
    ~soft_scheme() override;

    /// What dead processes have left beside the lock and that holds nothing.
    std::vector<path> leftovers(error_code& ec);
    std::vector<path> remove_leftovers(error_code& ec);

    char const* name() const noexcept override;
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
    std::unique_ptr<lock_state> new_state() const;
    attempt try_once(request const& who, obstacle& why, error_code& ec);
    void tell_of_broken();
    void break_marker(sighting seen, error_code& ec);

    path const lock_path_;
    path const readers_;
    options const how_to_;
    marker_maker const make_;
    std::unique_ptr<lock_state> state_;
    char const* const name_;
};

}  // namespace soft
}  // namespace filelock

#endif
