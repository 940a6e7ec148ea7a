// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include <filelock/lock_base.hpp>

#include <utility>

#include <boost/assert.hpp>

#include "fork_guard.hpp"
#include "lock_base_impl.hpp"
#include "throw_error.hpp"

namespace filelock
{

namespace
{

bool is_slash(boost::filesystem::path::value_type c) noexcept
{
    // NOLINTNEXTLINE(misc-redundant-expression): not everywhere
    return c == '/' || c == boost::filesystem::path::preferred_separator;
}

}  // namespace

lock_base::lock_base(boost::filesystem::path target, options how_to,
                     std::unique_ptr<scheme> how)
{
    BOOST_ASSERT(how);
    fork_guard::watch();
    impl_ = std::make_unique<impl>(std::move(target), std::move(how_to), std::move(how));
}

lock_base::lock_base(lock_base&& other) noexcept : impl_(std::move(other.impl_))
{
    if (impl_)
    {
        impl_->mind_fork();  // What the parent holds a child may move.
    }
    BOOST_ASSERT_MSG(!impl_ || impl_->held->empty(), "a lock that is held was moved");
}

lock_base& lock_base::operator=(lock_base&& other) noexcept
{
    if (other.impl_)
    {
        other.impl_->mind_fork();
    }
    BOOST_ASSERT_MSG(!other.impl_ || other.impl_->held->empty(),
                     "a lock that is held was moved");
    if (this != &other)
    {
        if (impl_)
        {
            impl_->release_everything();
        }
        impl_ = std::move(other.impl_);
    }
    return *this;
}

lock_base::~lock_base()
{
    if (impl_)
    {
        impl_->release_everything();
    }
}

scheme& lock_base::kept_by() const noexcept
{
    impl_->mind_fork();
    return *impl_->keeper;
}

boost::filesystem::path lock_base::lock_path_of(boost::filesystem::path const& target,
                                                options const& how_to)
{
    if (!how_to.lock_path.empty())
    {
        return how_to.lock_path;
    }
    // A directory is the same with a slash at the end as without.
    boost::filesystem::path beside = target;
    while (beside.filename_is_dot() && is_slash(beside.native().back())
           && beside.has_parent_path())
    {
        beside = beside.parent_path();
    }
    beside += ".lock";
    return beside;
}

bool lock_base::acquire_until(lock_mode mode, deadline const& until, error_code& ec)
{
    return impl_->acquire(mode, until, ec);
}

void lock_base::acquire_or_throw(lock_mode mode, deadline const& until)
{
    // The clock costs a tenth of an uncontended acquire, and only a timeout's text wants
    // it.
    auto const began =
        until.is_finite() ? deadline::clock::now() : deadline::clock::time_point();
    error_code ec;
    if (!impl_->acquire(mode, until, ec))
    {
        failure what =
            impl_->failed(mode == lock_mode::shared ? "lock_shared" : "lock", ec);
        what.waited = deadline::clock::now() - began;
        throw_lock_error(std::move(what));
    }
}

bool lock_base::try_until(lock_mode mode, deadline const& until)
{
    error_code ec;
    bool const taken = impl_->acquire(mode, until, ec);
    if (ec && ec != errc::already_locked && ec != errc::lock_timeout)
    {
        throw_lock_error(impl_->failed(
            mode == lock_mode::shared ? "try_lock_shared" : "try_lock", ec));
    }
    return taken;
}

void lock_base::acquire()
{
    acquire_or_throw(lock_mode::exclusive, deadline::never());
}

void lock_base::acquire(error_code& ec)
{
    acquire_until(lock_mode::exclusive, deadline::never(), ec);
}

void lock_base::acquire_shared()
{
    acquire_or_throw(lock_mode::shared, deadline::never());
}

void lock_base::acquire_shared(error_code& ec)
{
    acquire_until(lock_mode::shared, deadline::never(), ec);
}

void lock_base::release()
{
    error_code ec;
    impl_->release(std::nullopt, ec);
    if (ec)
    {
        throw_unlock_error(impl_->failed("release", ec));
    }
}

void lock_base::release(error_code& ec)
{
    impl_->release(std::nullopt, ec);
}

void lock_base::release(lock_mode mode, error_code& ec)
{
    impl_->release(mode, ec);
}

void lock_base::unlock() noexcept
{
    impl_->unlock(lock_mode::exclusive);
}

void lock_base::unlock_shared() noexcept
{
    impl_->unlock(lock_mode::shared);
}

bool lock_base::is_locked() const
{
    error_code ec;
    bool const locked = is_locked(ec);
    if (ec)
    {
        throw_lock_error(impl_->failed("is_locked", ec));
    }
    return locked;
}

bool lock_base::is_locked(error_code& ec) const
{
    ec.clear();
    return impl_->asked().is_locked(ec);
}

bool lock_base::i_am_locking() const noexcept
{
    impl_->mind_fork();
    return impl_->held->find(impl_->me()).has_value();
}

bool lock_base::i_am_still_locking() const
{
    error_code ec;
    bool const still = i_am_still_locking(ec);
    if (ec)
    {
        throw_lock_error(impl_->failed("i_am_still_locking", ec));
    }
    return still;
}

bool lock_base::i_am_still_locking(error_code& ec) const
{
    ec.clear();
    scheme& how = impl_->asked();
    thread_id const thread = impl_->me();
    auto const mode = impl_->held->find(thread);
    return mode && how.is_still_held({*mode, thread, false}, ec) && !ec;
}

void lock_base::break_lock()
{
    error_code ec;
    break_lock(ec);
    if (ec)
    {
        throw_lock_error(impl_->failed("break_lock", ec));
    }
}

void lock_base::break_lock(error_code& ec)
{
    ec.clear();
    impl_->asked().break_lock(ec);
}

std::vector<owner> lock_base::owners() const
{
    error_code ec;
    auto found = owners(ec);
    if (ec)
    {
        throw_lock_error(impl_->failed("owners", ec));
    }
    return found;
}

std::vector<owner> lock_base::owners(error_code& ec) const
{
    ec.clear();
    return impl_->asked().owners(ec);
}

void lock_base::unlock_and_lock_shared()
{
    error_code ec;
    unlock_and_lock_shared(ec);
    if (ec)
    {
        throw_conversion_error("unlock_and_lock_shared", ec);
    }
}

void lock_base::unlock_and_lock_shared(error_code& ec)
{
    impl_->convert(lock_mode::exclusive, lock_mode::shared, ec);
}

bool lock_base::try_unlock_shared_and_lock()
{
    error_code ec;
    bool const changed = try_unlock_shared_and_lock(ec);
    if (ec)
    {
        throw_conversion_error("try_unlock_shared_and_lock", ec);
    }
    return changed;
}

bool lock_base::try_unlock_shared_and_lock(error_code& ec)
{
    return impl_->convert(lock_mode::shared, lock_mode::exclusive, ec);
}

void lock_base::throw_conversion_error(char const* operation, error_code ec)
{
    if (ec == errc::not_locked || ec == errc::not_my_lock)
    {
        throw_unlock_error(impl_->failed(operation, ec));
    }
    throw_lock_error(impl_->failed(operation, ec));
}

boost::filesystem::path const& lock_base::target() const noexcept
{
    return impl_->target;
}

boost::filesystem::path const& lock_base::lock_path() const noexcept
{
    return impl_->path;
}

char const* lock_base::scheme_name() const noexcept
{
    return impl_->how->name();
}

}  // namespace filelock
