// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include <filelock/lock_in_order.hpp>

#include <algorithm>
#include <chrono>
#include <tuple>
#include <utility>

#include <boost/filesystem/path.hpp>
#include <boost/range/adaptor/reversed.hpp>

#include "os/file.hpp"
#include "throw_error.hpp"

namespace filelock
{

namespace
{

/// A lock and where it is kept. There is such a place before there is a lock file, and it
/// stays the same whatever becomes of that.
struct placed_lock
{
    wanted_lock wanted;
    os::file_id directory;
    path::string_type name;
    os::file_facts file;

    auto rank() const noexcept
    {
        return std::tie(directory.inode, name, directory.device);
    }

    bool is_same_as(placed_lock const& other) const noexcept
    {
        return rank() == other.rank()
            || (file.kind == os::file_kind::regular && file.kind == other.file.kind
                && file.id == other.file.id);
    }
};

placed_lock place(wanted_lock const& wanted, error_code& ec)
{
    path const& file = wanted.lock->lock_path();
    // The dot makes a link to a directory stand for the directory.
    os::file_facts const directory = os::examine(file.parent_path() / ".", ec);
    if (!ec && directory.kind == os::file_kind::none)
    {
        ec = make_error_code(boost::system::errc::no_such_file_or_directory);
    }
    if (ec)
    {
        return {wanted, {}, {}, {}};
    }
    return {wanted, directory.id, file.filename().native(), os::examine(file, ec)};
}

/// Puts them in order. Returns: the lock that is to blame if `ec` is set.
lock_base* put_in_order(std::vector<wanted_lock>& all, error_code& ec)
{
    std::vector<placed_lock> placed;
    for (wanted_lock const& each : all)
    {
        placed.push_back(place(each, ec));
        bool const is_there_twice = std::any_of(
            placed.begin(), placed.end() - 1,
            [&](auto const& other) { return placed.back().is_same_as(other); });
        if (!ec && is_there_twice)
        {
            ec = errc::would_deadlock;
        }
        if (ec)
        {
            return each.lock;
        }
    }
    std::sort(placed.begin(), placed.end(),
              [](auto const& a, auto const& b) { return a.rank() < b.rank(); });
    std::transform(placed.begin(), placed.end(), all.begin(),
                   [](auto const& each) { return each.wanted; });
    return nullptr;
}

void acquire_for(wanted_lock const& wanted, std::chrono::nanoseconds timeout,
                 error_code& ec)
{
    wanted.mode == lock_mode::shared ? wanted.lock->acquire_shared(timeout, ec)
                                     : wanted.lock->acquire(timeout, ec);
}

void acquire_one(wanted_lock const& wanted, deadline const& until, error_code& ec)
{
    if (!until.waits())
    {
        acquire_for(wanted, std::chrono::nanoseconds::zero(), ec);
    }
    else if (until.is_finite())
    {
        acquire_for(wanted, until.point() - deadline::clock::now(), ec);
        if (ec == errc::already_locked)
        {
            ec = errc::lock_timeout;  // The one before has used up the time.
        }
    }
    else
    {
        wanted.mode == lock_mode::shared ? wanted.lock->acquire_shared(ec)
                                         : wanted.lock->acquire(ec);
    }
}

}  // namespace

/// Returns: the lock that is to blame if `ec` is set.
lock_base* lock_in_order::take(std::vector<wanted_lock> all, deadline const& until,
                               error_code& ec)
{
    ec.clear();
    if (lock_base* const wrong = put_in_order(all, ec))
    {
        return wrong;
    }
    held_.reserve(all.size());
    for (wanted_lock const& each : all)
    {
        acquire_one(each, until, ec);
        if (ec)
        {
            unlock();
            return each.lock;
        }
        held_.push_back(each);
    }
    return nullptr;
}

// Each delegates to the default constructor first, so that what has been taken is given
// back by the destructor if a lock throws.
lock_in_order::lock_in_order(std::vector<wanted_lock> all, deadline const& until)
    : lock_in_order()
{
    auto const began = deadline::clock::now();
    error_code ec;
    if (lock_base const* const wrong = take(std::move(all), until, ec))
    {
        error_code unknown;
        throw_lock_error({"lock_in_order", ec, wrong->lock_path(), wrong->owners(unknown),
                          deadline::clock::now() - began});
    }
}

lock_in_order::lock_in_order(std::vector<wanted_lock> all, deadline const& until,
                             error_code& ec)
    : lock_in_order()
{
    take(std::move(all), until, ec);
}

lock_in_order::lock_in_order(std::vector<wanted_lock> all, error_code& ec)
    : lock_in_order(std::move(all), deadline::never(), ec)
{
}

lock_in_order::~lock_in_order()
{
    unlock();
}

lock_in_order::lock_in_order(lock_in_order&& moved) noexcept
    : held_(std::exchange(moved.held_, {}))
{
}

lock_in_order& lock_in_order::operator=(lock_in_order&& moved) noexcept
{
    if (this != &moved)
    {
        unlock();
        held_ = std::exchange(moved.held_, {});
    }
    return *this;
}

void lock_in_order::unlock() noexcept
{
    for (wanted_lock const& each : boost::adaptors::reverse(held_))
    {
        each.mode == lock_mode::shared ? each.lock->unlock_shared() : each.lock->unlock();
    }
    held_.clear();
}

}  // namespace filelock
