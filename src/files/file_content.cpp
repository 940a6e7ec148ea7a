// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include <filelock/file_content.hpp>

#include <filelock/error.hpp>

#include "files/hold.hpp"
#include "files/replacement.hpp"
#include "files/throw_file_error.hpp"
#include "os/content.hpp"

namespace filelock
{

namespace
{

constexpr char const* unchanged_file = "the file is as it was";

void check(error_code const& ec, char const* operation, lock_base const& lock,
           char const* consequence = unchanged_file)
{
    if (ec)
    {
        files::throw_file_error(
            {operation, ec, lock.target(), lock.lock_path(), consequence});
    }
}

/// One that is not open, and no error, if there is none.
os::file open_old(path const& name, error_code& ec)
{
    // For writing, too: rename() would replace a file that is write-protected.
    os::content_mode how;
    how.access = os::content_access::both;
    os::file old = os::open_content(name, how, {}, ec);
    if (ec == boost::system::errc::no_such_file_or_directory)
    {
        ec.clear();
    }
    return old;
}

/// errc::not_my_lock if somebody has taken the lock away since it was acquired.
void require_held(lock_base const& lock, error_code& ec)
{
    if (!lock.i_am_still_locking(ec) && !ec)
    {
        ec = errc::not_my_lock;
    }
}

void replace(lock_base const& lock, os::file old, std::string_view bytes,
             boost::filesystem::perms permissions, char const* operation)
{
    error_code ec;
    files::replacement fresh(lock.target());
    // What lies beside the file may be a successor's by now.
    require_held(lock, ec);
    if (!ec)
    {
        fresh.make(bytes, old, permissions, ec);
    }
    // Windows does not replace what is open.
    old.close();
    // To write may have taken long. Paused after this, we may replace what a successor
    // has made; no system has a rename that depends on another file.
    if (!ec)
    {
        require_held(lock, ec);
    }
    if (!ec)
    {
        fresh.take_place(ec);
    }
    check(ec, operation, lock,
          fresh.has_taken_place() ? "the file is replaced, but perhaps not on the disk"
                                  : unchanged_file);
}

}  // namespace

std::string detail::read_file(lock_base& lock, time_limit const& limit)
{
    char const* const operation = "read_file";
    files::hold held(lock, lock_mode::shared, limit, operation);
    error_code ec;
    os::file const opened = os::open_content(lock.target(), {}, {}, ec);
    check(ec, operation, lock, "");
    std::string bytes = os::read_all(opened, ec);
    check(ec, operation, lock, "");
    held.give_back();
    return bytes;
}

void detail::write_file(lock_base& lock, std::string_view bytes, time_limit const& limit,
                        boost::filesystem::perms permissions)
{
    char const* const operation = "write_file";
    files::hold held(lock, lock_mode::exclusive, limit, operation);
    error_code ec;
    os::file old = open_old(lock.target(), ec);
    check(ec, operation, lock);
    replace(lock, std::move(old), bytes, permissions, operation);
    held.give_back();
}

void detail::transform_file(lock_base& lock, transformation const& change,
                            time_limit const& limit, boost::filesystem::perms permissions)
{
    char const* const operation = "transform_file";
    files::hold held(lock, lock_mode::exclusive, limit, operation);
    error_code ec;
    os::file old = open_old(lock.target(), ec);
    check(ec, operation, lock);
    std::string bytes = old.is_open() ? os::read_all(old, ec) : std::string();
    check(ec, operation, lock);
    replace(lock, std::move(old), change(std::move(bytes)), permissions, operation);
    held.give_back();
}

std::string read_file(path const& file, options const& how_to)
{
    hard_lock lock(file, how_to);
    return detail::read_file(lock, std::nullopt);
}

std::string read_file(lock_base& lock)
{
    return detail::read_file(lock, std::nullopt);
}

void write_file(path const& file, std::string_view bytes, options const& how_to)
{
    hard_lock lock(file, how_to);
    detail::write_file(lock, bytes, std::nullopt, how_to.file_permissions);
}

void write_file(lock_base& lock, std::string_view bytes)
{
    detail::write_file(lock, bytes, std::nullopt);
}

void transform_file(path const& file, transformation const& change, options const& how_to)
{
    hard_lock lock(file, how_to);
    detail::transform_file(lock, change, std::nullopt, how_to.file_permissions);
}

void transform_file(lock_base& lock, transformation const& change)
{
    detail::transform_file(lock, change, std::nullopt);
}

}  // namespace filelock
