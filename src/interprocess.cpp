// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include <filelock/interprocess.hpp>

#include <utility>

#include <boost/date_time/posix_time/posix_time_types.hpp>
#include <boost/filesystem/operations.hpp>

#include <filelock/lock_base.hpp>
#include <filelock/options.hpp>

#include "hard/hard_scheme.hpp"

namespace filelock
{
namespace interprocess
{

namespace
{

[[noreturn]] void throw_as_boost(boost::system::error_code ec)
{
    using namespace boost::interprocess;
    // Boost's type takes the system's numbers; what is no such number gets one like it.
    int number = ec.value();
    if (ec.category() != boost::system::system_category())
    {
        number = ec.default_error_condition().value();
    }
    throw interprocess_exception(error_info(number));
}

boost::filesystem::path resolved(boost::filesystem::path const& name)
{
    boost::system::error_code ec;
    auto found = boost::filesystem::canonical(name, ec);
    if (ec)
    {
        throw_as_boost(ec);
    }
    return found;
}

options any_thread_in(boost::filesystem::path const& file)
{
    options how_to;
    how_to.lock_path = file;
    how_to.threaded = false;
    return how_to;
}

}  // namespace

/// The same lock as hard_lock's, on the file itself, in the vocabulary of Boost.
struct file_lock::impl : lock_base
{
    explicit impl(boost::filesystem::path const& file)
        : lock_base(file, any_thread_in(file),
                    std::make_unique<hard::hard_scheme>(file, any_thread_in(file),
                                                        hard::purpose::lock_existing))
    {
        error_code ec;
        static_cast<hard::hard_scheme&>(kept_by()).open(ec);
        if (ec)
        {
            throw_as_boost(ec);
        }
    }

    using lock_base::acquire_until;
    using lock_base::release;
};

file_lock::file_lock() noexcept = default;

file_lock::file_lock(char const* name) : file_lock(boost::filesystem::path(name)) {}

file_lock::file_lock(boost::filesystem::path const& name)
    : impl_(std::make_unique<impl>(resolved(name)))
{
}

file_lock::~file_lock() = default;

file_lock::file_lock(file_lock&& moved) noexcept = default;

file_lock& file_lock::operator=(file_lock&& moved) noexcept = default;

void file_lock::swap(file_lock& other) noexcept
{
    impl_.swap(other.impl_);
}

bool file_lock::acquire(lock_mode mode, deadline const& until)
{
    error_code ec;
    bool const taken = impl_->acquire_until(mode, until, ec);
    if (ec && ec != errc::already_locked && ec != errc::lock_timeout)
    {
        throw_as_boost(ec);
    }
    return taken;
}

void file_lock::release(lock_mode mode)
{
    error_code ec;
    impl_->release(mode, ec);
    if (ec)
    {
        throw_as_boost(ec);
    }
}

namespace
{

deadline until(boost::posix_time::ptime const& point)
{
    using boost::posix_time::microsec_clock;
    if (point.is_pos_infinity())
    {
        return deadline::never();
    }
    auto const now = microsec_clock::universal_time();
    if (point.is_special() || point <= now)
    {
        return deadline::immediate();
    }
    return deadline::after(std::chrono::microseconds((point - now).total_microseconds()));
}

}  // namespace

void file_lock::lock()
{
    acquire(lock_mode::exclusive, deadline::never());
}

bool file_lock::try_lock()
{
    return acquire(lock_mode::exclusive, deadline::immediate());
}

bool file_lock::timed_lock(boost::posix_time::ptime const& abs_time)
{
    return acquire(lock_mode::exclusive, until(abs_time));
}

void file_lock::unlock()
{
    release(lock_mode::exclusive);
}

void file_lock::lock_sharable()
{
    acquire(lock_mode::shared, deadline::never());
}

bool file_lock::try_lock_sharable()
{
    return acquire(lock_mode::shared, deadline::immediate());
}

bool file_lock::timed_lock_sharable(boost::posix_time::ptime const& abs_time)
{
    return acquire(lock_mode::shared, until(abs_time));
}

void file_lock::unlock_sharable()
{
    release(lock_mode::shared);
}

}  // namespace interprocess
}  // namespace filelock
