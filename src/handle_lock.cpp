// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include <filelock/handle_lock.hpp>

#include <new>
#include <utility>

#include <filelock/observer.hpp>

#include "fork_guard.hpp"
#include "notify.hpp"
#include "os/open_file.hpp"
#include "throw_error.hpp"

namespace filelock
{

namespace
{

constexpr char const* scheme_of_handles = "flock";

void tell_of_failed_unlock(handle_ref which, lock_mode mode, error_code why) noexcept
{
    try
    {
        path const name = os::name_of(which.native());
        notify({event::kind::unlock_failed, name, scheme_of_handles, mode, why});
    }
    catch (std::bad_alloc const&)  // NOLINT(bugprone-empty-catch): a destructor calls
    {
    }
}

lock_mode mode_of(lock_flags how) noexcept
{
    return (how & lock_flags::exclusive) == lock_flags::exclusive ? lock_mode::exclusive
                                                                  : lock_mode::shared;
}

}  // namespace

handle_lock::handle_lock(handle_ref which, lock_flags how)
    : handle_lock(which, how, false)
{
    lock(which, how);
    owns_ = true;
}

handle_lock::handle_lock(handle_ref which, lock_flags how, std::try_to_lock_t)
    : handle_lock(which, how, false)
{
    owns_ = try_lock(which, how);
}

handle_lock::handle_lock(handle_ref which, lock_flags how, std::adopt_lock_t)
    : handle_lock(which, how, true)
{
}

handle_lock::handle_lock(handle_ref which, lock_flags how, bool owns)
    : which_(which)
    , mode_(mode_of(how))
    , owns_(owns)
{
    fork_guard::watch();
    process_ = fork_guard::generation();
}

handle_lock::~handle_lock()
{
    if (owns_lock())
    {
        error_code ec;
        unlock(ec);
        if (ec)
        {
            tell_of_failed_unlock(which_, mode_, ec);
        }
    }
}

handle_lock::handle_lock(handle_lock&& moved) noexcept
    : which_(moved.which_)
    , mode_(moved.mode_)
    , owns_(std::exchange(moved.owns_, false))
    , process_(moved.process_)
{
}

handle_lock& handle_lock::operator=(handle_lock&& moved) noexcept
{
    handle_lock taken(std::move(moved));
    std::swap(which_, taken.which_);
    std::swap(mode_, taken.mode_);
    std::swap(owns_, taken.owns_);
    std::swap(process_, taken.process_);
    return *this;
}

bool handle_lock::owns_lock() const noexcept
{
    return owns_ && process_ == fork_guard::generation();
}

void handle_lock::unlock()
{
    error_code ec;
    unlock(ec);
    if (ec)
    {
        throw_unlock_error({"unlock", ec, os::name_of(which_.native()), {}, {}});
    }
}

void handle_lock::unlock(error_code& ec)
{
    bool const is_mine = owns_lock();
    if (!std::exchange(owns_, false))
    {
        ec = errc::not_locked;
    }
    else if (!is_mine)
    {
        ec = errc::not_my_lock;
    }
    else
    {
        filelock::unlock(which_, ec);
    }
}

handle_ref handle_lock::release() noexcept
{
    owns_ = false;
    return which_;
}

}  // namespace filelock
