// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "hard/hard_scheme.hpp"

#include <mutex>
#include <utility>

#include <filelock/error.hpp>

#include "hard/kernel_wait.hpp"
#include "hard/record_file.hpp"
#include "seen_from_anywhere.hpp"

namespace filelock
{
namespace hard
{

hard_scheme::hard_scheme(boost::filesystem::path const& lock_path, options const& how_to,
                         purpose what)
    : lock_path_(seen_from_anywhere(lock_path))
    , what_(what)
    , permissions_(how_to.file_permissions)
    , records_(how_to.record_owner)
    , note_(how_to.note)
{
}

char const* hard_scheme::name() const noexcept
{
    return "hard";
}

void hard_scheme::open(error_code& ec)
{
    to_lock(ec);
}

entry* hard_scheme::to_lock(error_code& ec)
{
    entry* known = lockable_.load(std::memory_order_acquire);
    if (known != nullptr)
    {
        return known;
    }
    std::lock_guard<brief_mutex> const lock(opening_);
    known = lockable_.load(std::memory_order_relaxed);
    if (known == nullptr)
    {
        entry_ref found = registry::instance().open(lock_path_, what_, permissions_, ec);
        known = found.get();
        if (known != nullptr)
        {
            ref_ = std::move(found);
            lockable_.store(known, std::memory_order_release);
        }
    }
    return known;
}

/// Keeps what it finds open until the lock object ends, or finds another file at its
/// first acquire: the fewer files are closed, the fewer locks of careless others are
/// dropped.
entry_ref hard_scheme::to_probe(error_code& ec)
{
    std::lock_guard<brief_mutex> const lock(opening_);
    if (lockable_.load(std::memory_order_relaxed) == nullptr)
    {
        ref_ = registry::instance().open(lock_path_, purpose::probe, permissions_, ec);
    }
    return ref_;
}

attempt hard_scheme::try_acquire(request const& who, error_code& ec)
{
    entry* const at = to_lock(ec);
    if (at == nullptr || at->try_acquire(who, ec) == attempt::busy)
    {
        return attempt::busy;
    }
    return records_ ? arrive(*at, who, ec) : attempt::taken;
}

wait_end hard_scheme::wait(request const& who, wait_limits const& limits, error_code& ec)
{
    entry* const at = to_lock(ec);
    if (at == nullptr)
    {
        return wait_end::timed_out;
    }
    wait_end const end = at->wait(who, limits, ec);
    if (end == wait_end::taken && records_)
    {
        arrive(*at, who, ec);
    }
    return end;
}

/// What comes after the lock is held, where owners are recorded. Fails without the lock.
attempt hard_scheme::arrive(entry& at, request const& who, error_code& ec)
{
    auto const left_behind = read_record(at.own_file(), ec);
    if (!ec)
    {
        previous_owner_died_ = left_behind.has_value();
        write_own_record(at, who, ec);
    }
    if (ec)
    {
        error_code ignored;
        at.release(who, ignored);
        return attempt::busy;
    }
    return attempt::taken;
}

void hard_scheme::write_own_record(entry& at, request const& who, error_code& ec)
{
    if (who.mode == lock_mode::exclusive)
    {
        owner mine = this_owner();
        mine.thread = who.thread;
        mine.mode = who.mode;
        mine.note = note_;
        write_record(at.own_file(), mine, ec);
    }
}

void hard_scheme::release(request const& who, error_code& ec)
{
    entry& at = *lockable_.load(std::memory_order_acquire);
    if (records_ && who.mode == lock_mode::exclusive)
    {
        // A record that cannot be removed makes the next holder more careful than need
        // be; keeping the lock for it would make everybody wait for ever.
        error_code ignored;
        remove_record(at.own_file(), ignored);
    }
    at.release(who, ec);
}

/// The system takes the lock from nobody, but who removes the file takes its name away,
/// by which others find the lock.
bool hard_scheme::is_still_held(request const&, error_code& ec)
{
    auto const there = os::look_up(lock_path_, ec);
    if (ec == errc::not_a_lock_file)
    {
        ec.clear();
    }
    return there && is_kept_in(*there);
}

attempt hard_scheme::convert(request const& wanted, error_code& ec)
{
    entry& at = *lockable_.load(std::memory_order_acquire);
    bool const downgrade = wanted.mode == lock_mode::shared;
    if (records_ && downgrade)
    {
        // Before readers of other processes can come in, who would take it for a dead
        // one's.
        remove_record(at.own_file(), ec);
        if (ec)
        {
            return attempt::busy;
        }
    }
    if (at.convert(wanted, ec) == attempt::busy)
    {
        return attempt::busy;
    }
    if (records_ && !downgrade)
    {
        write_own_record(at, wanted, ec);
        if (ec)
        {
            error_code ignored;
            at.convert({lock_mode::shared, wanted.thread, false}, ignored);
            return attempt::busy;
        }
    }
    return attempt::taken;
}

bool hard_scheme::is_locked(error_code& ec)
{
    entry_ref const at = to_probe(ec);
    return at && at->is_locked(ec);
}

bool hard_scheme::is_kept_in(os::file_id const& file) const noexcept
{
    return lockable_.load(std::memory_order_acquire)->id() == file;
}

std::optional<owner> hard_scheme::left_behind(error_code& ec)
{
    entry_ref const at = to_probe(ec);
    error_code unreadable;
    auto const seen = at ? read_record(at->own_file(), unreadable) : std::nullopt;
    if (!seen || at->is_locked(ec) || ec)
    {
        return std::nullopt;
    }
    // A holder that released meanwhile has emptied the file before.
    auto const still = read_record(at->own_file(), unreadable);
    return still && still->pid == seen->pid && still->since == seen->since ? still
                                                                           : std::nullopt;
}

std::vector<owner> hard_scheme::owners(error_code& ec)
{
    entry_ref const at = to_probe(ec);
    if (!at)
    {
        return {};
    }
    std::vector<owner> found = at->owners(ec);
    if (found.size() == 1 && found.front().mode == lock_mode::exclusive)
    {
        // The kernel knows the process, its own record the rest. A record of another
        // process is one that died, or that is about to be replaced.
        error_code unreadable;
        auto recorded = read_record(at->own_file(), unreadable);
        owner& holder = found.front();
        if (recorded && (holder.pid == 0 || recorded->pid == holder.pid))
        {
            holder = *std::move(recorded);
        }
    }
    return found;
}

void hard_scheme::break_lock(error_code& ec)
{
    // Whoever holds it lives: the system has freed the locks of all others.
    if (is_locked(ec))
    {
        ec = errc::unsupported;
    }
}

void hard_scheme::forget_after_fork() noexcept
{
    lockable_.store(nullptr, std::memory_order_relaxed);
    ref_.forget();
    opening_.unlock();  // whoever may have held it is not in this process
}

}  // namespace hard
}  // namespace filelock
