// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "hard/registry.hpp"

#include <memory>
#include <new>

#include <filelock/error.hpp>

#include "fork_guard.hpp"
#include "hard/kernel_wait.hpp"
#include "hard/record_file.hpp"
#include "os/fork.hpp"

namespace filelock
{
namespace hard
{

entry_ref::entry_ref(entry& to) noexcept : to_(&to)
{
    to_->users_.fetch_add(1, std::memory_order_relaxed);
}

entry_ref::entry_ref(entry_ref const& other) noexcept : to_(other.to_)
{
    if (to_ != nullptr)
    {
        to_->users_.fetch_add(1, std::memory_order_relaxed);
    }
}

entry_ref::~entry_ref()
{
    if (to_ != nullptr)
    {
        registry::instance().drop(*to_);
    }
}

registry::registry()
{
    // What is installed first is locked last, always in the same order.
    fork_guard::watch();
    // Before a fork no file is half-opened. The threads that use the entries do not exist
    // in the child, which has none of the locks: it forgets all, and begins anew.
    os::install({[] { instance().mutex_.lock(); }, [] { instance().mutex_.unlock(); },
                 []
                 {
                     instance().forget_all();
                     instance().mutex_.unlock();
                 }});
}

registry& registry::instance()
{
    static registry& only = *new registry;
    return only;
}

namespace
{

/// Made when the library is loaded: see fork_guard::watch().
// NOLINTNEXTLINE(cert-err58-cpp): without memory, no program would start here.
[[maybe_unused]] registry const& made_at_the_start = registry::instance();

}  // namespace

entry_ref registry::open(path const& name, purpose what,
                         boost::filesystem::perms permissions, error_code& ec)
{
    entry_ref found;  // outlives the guard: dropping the last reference locks the mutex
    std::lock_guard<std::mutex> const lock(mutex_);
    bool again = true;
    while (again)
    {
        found = find_or_open(name, what, permissions, again, ec);
    }
    if (found && what != purpose::probe)
    {
        make_lockable(*found.get(), name, what, ec);
    }
    return ec ? entry_ref() : found;
}

/// Between looking and opening, somebody may create, remove or replace the file: `again`.
entry_ref registry::find_or_open(path const& name, purpose what,
                                 boost::filesystem::perms permissions, bool& again,
                                 error_code& ec)
{
    again = false;
    auto const seen = os::look_up(name, ec);
    if (ec)
    {
        return {};
    }
    if (seen)
    {
        auto const known = entries_.find(*seen);
        if (known != entries_.end())
        {
            return entry_ref(*known->second);
        }
    }
    else if (what == purpose::probe)
    {
        return {};
    }
    bool const create = !seen && what == purpose::lock;
    os::file opened = os::open(
        name, create ? os::open_mode::create : os::open_mode::existing, permissions, ec);
    if (create ? ec == boost::system::errc::file_exists
               : seen && ec == boost::system::errc::no_such_file_or_directory)
    {
        again = true;
        return {};
    }
    return ec ? entry_ref() : enter(std::move(opened), ec);
}

entry_ref registry::enter(os::file opened, error_code& ec)
{
    os::file_id const id = os::identify(opened, ec);
    if (ec)
    {
        return {};
    }
    auto const known = entries_.find(id);
    if (known != entries_.end())
    {
        // The name was moved to this inode since it was looked up. Closing the new
        // descriptor would drop the locks that are held through the old one.
        known->second->files_.push_back(std::move(opened));
        return entry_ref(*known->second);
    }
    auto made = std::make_unique<entry>(id, std::move(opened));
    entries_.emplace(id, made.get());
    return entry_ref(*made.release());
}

/// Opens Boost's lock on the entry's very inode; and, if the file was not writable
/// before, one more descriptor of our own, for the record.
void registry::make_lockable(entry& it, path const& name, purpose what, error_code& ec)
{
    if (it.native_.is_open())
    {
        return;
    }
    // The record that we would write were the end of the other lock's owner's.
    if (what == purpose::lock && is_link_marker(it.own_file()))
    {
        ec = errc::other_scheme;
        return;
    }
    path const itself = os::name_for_reopening(it.own_file(), name);
    it.native_.open(itself, ec);
    if (ec)
    {
        return;
    }
    if (itself == name)
    {
        auto const meant = os::look_up(name, ec);
        if (!meant || !(*meant == it.id()))
        {
            // The name was moved while it was opened. Boost has some other inode open,
            // which may be another entry's: not closed, for that could drop its locks.
            it.native_.leak();
            ec = make_error_code(boost::system::errc::resource_unavailable_try_again);
            return;
        }
    }
    os::file writable = os::reopen_for_writing(it.own_file(), itself, ec);
    if (!ec && writable.is_open())
    {
        it.files_.push_back(std::move(writable));
        it.own_ = &it.files_.back();
    }
}

void registry::drop(entry& used) noexcept
{
    int users = used.users_.load(std::memory_order_relaxed);
    while (users > 1)
    {
        if (used.users_.compare_exchange_weak(users, users - 1,
                                              std::memory_order_acq_rel))
        {
            return;
        }
    }
    // Perhaps the last: decided under the mutex, where open() makes new uses of it.
    std::lock_guard<std::mutex> const lock(mutex_);
    if (used.users_.fetch_sub(1, std::memory_order_acq_rel) == 1)
    {
        entries_.erase(used.id());
        delete &used;
    }
}

void registry::forget_all() noexcept
{
    for (auto const& each : entries_)
    {
        each.second->native_.close();
        for (os::file& file : each.second->files_)
        {
            file.close();
        }
    }
    // Leaked: objects and threads of the parent's, frozen in the middle of something, may
    // refer to the entries; and their condition variables must not be destroyed.
    new (&entries_) std::map<os::file_id, entry*>();
}

}  // namespace hard
}  // namespace filelock
