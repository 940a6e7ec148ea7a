// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include <filelock/file_handle.hpp>

#include "open_file_wait.hpp"
#include "os/open_file.hpp"
#include "throw_error.hpp"

namespace filelock
{

namespace
{

bool has_flag(lock_flags how, lock_flags flag) noexcept
{
    return (how & flag) == flag;
}

bool lock_handle(handle_ref which, lock_flags how, deadline const& until, error_code& ec)
{
    ec.clear();
    constexpr auto all =
        lock_flags::shared | lock_flags::exclusive | lock_flags::non_blocking;
    bool const exclusive = has_flag(how, lock_flags::exclusive);
    if (exclusive == has_flag(how, lock_flags::shared) || !has_flag(all, how))
    {
        ec = make_error_code(boost::system::errc::invalid_argument);
        return false;
    }
    return lock_open_file_until(
        which.native(), exclusive ? lock_mode::exclusive : lock_mode::shared,
        has_flag(how, lock_flags::non_blocking) ? deadline::immediate() : until, ec);
}

void throw_if(error_code ec, char const* operation, handle_ref which)
{
    if (ec)
    {
        throw_lock_error({operation, ec, os::name_of(which.native()), {}, {}});
    }
}

}  // namespace

handle_ref::handle_ref(std::FILE* stream) noexcept : native_(os::handle_of(stream)) {}

handle_ref::native_type handle_ref::of_descriptor(int descriptor) noexcept
{
    return os::handle_of(descriptor);
}

void lock(handle_ref which, lock_flags how)
{
    error_code ec;
    lock(which, how, ec);
    throw_if(ec, "lock", which);
}

void lock(handle_ref which, lock_flags how, error_code& ec)
{
    if (!lock_handle(which, how, deadline::never(), ec) && !ec)
    {
        ec = errc::already_locked;
    }
}

bool try_lock(handle_ref which, lock_flags how)
{
    error_code ec;
    bool const taken = try_lock(which, how, ec);
    throw_if(ec, "try_lock", which);
    return taken;
}

bool try_lock(handle_ref which, lock_flags how, error_code& ec)
{
    return lock_handle(which, how, deadline::immediate(), ec);
}

bool detail::try_lock_until(handle_ref which, deadline const& until, lock_flags how)
{
    error_code ec;
    bool const taken = lock_handle(which, how, until, ec);
    throw_if(ec, "try_lock_until", which);
    return taken;
}

bool detail::try_lock_until(handle_ref which, deadline const& until, lock_flags how,
                            error_code& ec)
{
    return lock_handle(which, how, until, ec);
}

void unlock(handle_ref which)
{
    error_code ec;
    unlock(which, ec);
    if (ec)
    {
        throw_unlock_error({"unlock", ec, os::name_of(which.native()), {}, {}});
    }
}

void unlock(handle_ref which, error_code& ec)
{
    os::unlock_open_file(which.native(), ec);
}

}  // namespace filelock
