// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "files/hold.hpp"

#include <boost/filesystem/operations.hpp>

#include <filelock/file_content.hpp>

#include "files/throw_file_error.hpp"
#include "os/file.hpp"
#include "soft/side_names.hpp"

namespace filelock
{
namespace files
{

namespace
{

namespace fs = boost::filesystem;

[[noreturn]] void refuse(lock_base const& lock, char const* operation, char const* why)
{
    throw_file_error({operation, make_error_code(boost::system::errc::invalid_argument),
                      lock.target(), lock.lock_path(), why});
}

/// Also of one that does not exist yet: the acquire would make the file.
bool is_one_name(path const& one, path const& other)
{
    error_code unknown;
    return one == other
        || (one.filename() == other.filename()
            && fs::equivalent(soft::directory_of(one), soft::directory_of(other), unknown)
            && !unknown);
}

bool is_kept_in_target(lock_base const& lock)
{
    error_code unknown;
    auto const target = os::examine(lock.target(), unknown);
    auto const keeper = os::examine(lock.lock_path(), unknown);
    return !unknown && target.kind != os::file_kind::none
        && keeper.kind != os::file_kind::none && target.id == keeper.id;
}

void acquire(lock_base& lock, lock_mode mode, detail::time_limit const& limit)
{
    bool const shared = mode == lock_mode::shared;
    if (limit)
    {
        shared ? lock.acquire_shared(*limit) : lock.acquire(*limit);
    }
    else
    {
        shared ? lock.acquire_shared() : lock.acquire();
    }
}

}  // namespace

void take(lock_base& lock, lock_mode mode, detail::time_limit const& limit,
          char const* operation)
{
    detail::require_lockable(lock, operation);
    acquire(lock, mode, limit);
}

hold::hold(lock_base& lock, lock_mode mode, detail::time_limit const& limit,
           char const* operation)
    : lock_(lock)
    , mode_(mode)
{
    take(lock, mode, limit, operation);
}

hold::~hold()
{
    if (is_held_)
    {
        mode_ == lock_mode::shared ? lock_.unlock_shared() : lock_.unlock();
    }
}

void hold::give_back()
{
    is_held_ = false;
    lock_.release();
}

}  // namespace files

void detail::require_lockable(lock_base const& lock, char const* operation)
{
    if (lock.target().empty())
    {
        files::refuse(lock, operation, "a file without a name");
    }
    if (files::is_one_name(lock.lock_path(), lock.target())
        || files::is_kept_in_target(lock))
    {
        files::refuse(lock, operation,
                      "a file's lock is not to be kept in the file itself");
    }
}

}  // namespace filelock
