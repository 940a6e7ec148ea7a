// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include <filelock/semaphore.hpp>

#include <utility>

#include <filelock/any_lock.hpp>

#include "semaphore_impl.hpp"
#include "slots/count_record.hpp"
#include "throw_error.hpp"

namespace filelock
{

namespace
{

/// Makes one at once, so that a name that there is not is told at once.
semaphore::lock_maker maker_for(std::string const& scheme_name)
{
    any_lock const known(scheme_name, path());
    return [scheme_name](options const& how_to)
    { return std::make_shared<any_lock>(scheme_name, how_to.lock_path, how_to); };
}

}  // namespace

semaphore::semaphore(path target, std::ptrdiff_t count, options const& how_to)
    : semaphore(std::move(target), count, "hard", how_to)
{
}

semaphore::semaphore(path target, std::ptrdiff_t count, std::string const& scheme_name,
                     options const& how_to)
    : semaphore(std::move(target), count, maker_for(scheme_name), how_to)
{
}

semaphore::semaphore(path target, std::ptrdiff_t count, lock_maker const& make,
                     options const& how_to)
    : impl_(std::make_shared<impl>(std::move(target), count, how_to, make))
{
}

semaphore::semaphore(semaphore&& other) noexcept = default;

semaphore& semaphore::operator=(semaphore&& other) noexcept
{
    semaphore taken(std::move(other));
    std::swap(impl_, taken.impl_);
    return *this;
}

semaphore::~semaphore()
{
    if (impl_)
    {
        impl_->locks.release_held();
    }
}

bool semaphore::acquire_until(deadline const& until, error_code& ec)
{
    slots::slot taken = impl_->acquire(until, ec);
    if (ec)
    {
        return false;
    }
    impl_->locks.hold(std::move(taken));
    return true;
}

void semaphore::acquire_or_throw(deadline const& until)
{
    auto const began = deadline::clock::now();
    error_code ec;
    if (!acquire_until(until, ec))
    {
        impl_->throw_failure(ec, began);
    }
}

bool semaphore::try_until(deadline const& until)
{
    auto const began = deadline::clock::now();
    error_code ec;
    bool const taken = acquire_until(until, ec);
    if (ec && ec != errc::already_locked && ec != errc::lock_timeout)
    {
        impl_->throw_failure(ec, began);
    }
    return taken;
}

void semaphore::acquire()
{
    acquire_or_throw(deadline::never());
}

void semaphore::acquire(error_code& ec)
{
    acquire_until(deadline::never(), ec);
}

void semaphore::release()
{
    error_code ec;
    impl_->release(ec);
    if (ec)
    {
        impl_->throw_release_failure(ec);
    }
}

void semaphore::release(error_code& ec)
{
    impl_->release(ec);
}

std::ptrdiff_t semaphore::slots_held() const
{
    return impl_->locks.held_count();
}

std::vector<owner> semaphore::owners() const
{
    error_code ec;
    auto found = owners(ec);
    if (ec)
    {
        throw_lock_error({"owners", ec, impl_->base, {}, {}});
    }
    return found;
}

std::vector<owner> semaphore::owners(error_code& ec) const
{
    return impl_->locks.owners(ec);
}

std::ptrdiff_t semaphore::recorded_count(path const& lock_path, error_code& ec)
{
    return slots::read_count(lock_path, ec);
}

std::ptrdiff_t semaphore::count() const noexcept
{
    return impl_->count;
}

path const& semaphore::target() const noexcept
{
    return impl_->target;
}

path const& semaphore::lock_path() const noexcept
{
    return impl_->base;
}

path semaphore::slot_path(std::ptrdiff_t number) const
{
    return impl_->locks.slot_path(number);
}

}  // namespace filelock
