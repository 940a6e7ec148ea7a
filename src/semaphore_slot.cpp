// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include <filelock/semaphore_slot.hpp>

#include <utility>

#include "semaphore_impl.hpp"
#include "throw_error.hpp"

namespace filelock
{

semaphore_slot::semaphore_slot(semaphore& from)
{
    auto const began = deadline::clock::now();
    error_code ec;
    take(from, deadline::never(), ec);
    if (ec)
    {
        from.impl_->throw_failure(ec, began);
    }
}

semaphore_slot::semaphore_slot(semaphore& from, std::try_to_lock_t)
{
    try_until(from, deadline::immediate());
}

semaphore_slot::semaphore_slot(semaphore& from, std::adopt_lock_t)
{
    take_over(from, from.impl_->locks.last_held());
}

semaphore_slot::semaphore_slot(semaphore_slot&& other) noexcept
    : from_(std::move(other.from_))
    , lock_(std::move(other.lock_))
    , number_(std::exchange(other.number_, 0))
{
}

semaphore_slot& semaphore_slot::operator=(semaphore_slot&& other) noexcept
{
    semaphore_slot taken(std::move(other));
    std::swap(from_, taken.from_);
    std::swap(lock_, taken.lock_);
    std::swap(number_, taken.number_);
    return *this;
}

semaphore_slot::~semaphore_slot()
{
    if (owns_slot())
    {
        lock_->unlock();
        if (!lock_->i_am_locking())
        {
            from_->locks.put_back({std::move(lock_), number_});
        }
    }
}

void semaphore_slot::take(semaphore& from, deadline const& until, error_code& ec)
{
    slots::slot taken = from.impl_->acquire(until, ec);
    if (!ec)
    {
        take_over(from, std::move(taken));
    }
}

void semaphore_slot::take_over(semaphore& from, slots::slot taken)
{
    from_ = from.impl_;
    lock_ = std::move(taken.lock);
    number_ = taken.number;
}

void semaphore_slot::try_until(semaphore& from, deadline const& until)
{
    auto const began = deadline::clock::now();
    error_code ec;
    take(from, until, ec);
    if (ec && ec != errc::already_locked && ec != errc::lock_timeout)
    {
        from.impl_->throw_failure(ec, began);
    }
}

bool semaphore_slot::owns_slot() const noexcept
{
    return lock_ && lock_->i_am_locking();
}

std::ptrdiff_t semaphore_slot::number() const noexcept
{
    return owns_slot() ? number_ : 0;
}

void semaphore_slot::release()
{
    error_code ec;
    release(ec);
    if (ec && from_)
    {
        from_->throw_release_failure(ec);
    }
    if (ec)
    {
        throw_unlock_error({"release", ec, path(), {}, {}});
    }
}

void semaphore_slot::release(error_code& ec)
{
    ec.clear();
    if (!owns_slot())
    {
        ec = errc::not_locked;
        return;
    }
    from_->locks.release({lock_, number_}, ec);
    if (!ec || ec == errc::not_my_lock)
    {
        lock_.reset();
    }
}

}  // namespace filelock
