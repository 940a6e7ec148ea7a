// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "hard/kernel_lock.hpp"

#include <new>
#include <utility>

#include <boost/interprocess/exceptions.hpp>

#include <filelock/error.hpp>

#include "os/record_lock.hpp"

namespace filelock
{
namespace hard
{

namespace
{

using boost::interprocess::interprocess_exception;

/// Runs `call` until no signal interrupts it. Boost 1.74 reports EINTR as an exception.
/// Catches nothing but Boost's exception, for a cancelled thread unwinds through here.
template <class Call>
void restarted(boost::system::error_code& ec, Call call)
{
    for (;;)
    {
        try
        {
            call();
            ec.clear();
            return;
        }
        catch (interprocess_exception const& e)
        {
            ec.assign(e.get_native_error(), boost::system::system_category());
        }
        if (ec != boost::system::errc::interrupted)
        {
            return;
        }
    }
}

}  // namespace

void kernel_lock::open(boost::filesystem::path const& name, error_code& ec)
{
    restarted(ec, [&] { lock_.emplace(name.c_str()); });
}

void kernel_lock::leak() noexcept
{
    if (lock_)
    {
        // Boost gives no access to the handle; an object that is never destroyed keeps
        // it.
        static_cast<void>(new (std::nothrow) file_lock(boost::move(*lock_)));
        lock_.reset();
    }
}

bool kernel_lock::try_lock(lock_mode mode, error_code& ec)
{
    bool taken = false;
    restarted(ec,
              [&]
              {
                  taken = mode == lock_mode::exclusive ? lock_->try_lock()
                                                       : lock_->try_lock_sharable();
              });
    return taken && !ec;
}

bool kernel_lock::convert_to(lock_mode mode, error_code& ec)
{
    if (os::kind_of_second_lock() == os::second_lock::replaces)
    {
        return try_lock(mode, ec);
    }
    if (mode == lock_mode::exclusive)
    {
        ec = errc::unsupported;
        return false;
    }
    // The first unlock of two drops the exclusive lock; and the killed have none.
    if (!try_lock(lock_mode::shared, ec))
    {
        return false;
    }
    unlock(ec);
    return !ec;
}

void kernel_lock::lock(lock_mode mode, error_code& ec)
{
    restarted(ec,
              [&]
              { mode == lock_mode::exclusive ? lock_->lock() : lock_->lock_sharable(); });
}

void kernel_lock::unlock(error_code& ec)
{
    restarted(ec, [&] { lock_->unlock(); });
}

}  // namespace hard
}  // namespace filelock
