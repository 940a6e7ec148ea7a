// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/posix_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include <filelock/error.hpp>

namespace filelock
{
namespace os
{

namespace
{

error_code last_error() noexcept
{
    return {errno, boost::system::system_category()};
}

file_id id_of(struct stat const& status) noexcept
{
    return {static_cast<std::uint64_t>(status.st_dev),
            static_cast<std::uint64_t>(status.st_ino)};
}

/// open(2)'s ways of saying that the name is not a regular file's: a link under
/// O_NOFOLLOW (FreeBSD says EMLINK), a directory opened for writing, a socket or a device
/// without driver.
bool means_other_kind(int error) noexcept
{
    return error == ELOOP || error == EMLINK || error == EISDIR || error == ENXIO
        || error == ENODEV;
}

bool means_not_writable(int error) noexcept
{
    return error == EACCES || error == EROFS || error == EPERM || error == ETXTBSY;
}

file_kind kind_of(struct stat const& status) noexcept
{
    return S_ISREG(status.st_mode) ? file_kind::regular
        : S_ISDIR(status.st_mode)  ? file_kind::directory
                                   : file_kind::other;
}

}  // namespace

int open_restarted(char const* name, int flags, mode_t mode) noexcept
{
    int descriptor = -1;
    do
    {
        // O_NONBLOCK: what was a regular file a moment ago may be a FIFO now.
        descriptor =
            ::open(name, flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, mode);
    } while (descriptor == -1 && errno == EINTR);
    return descriptor;
}

path of_any_length(path const& name)
{
    return name;
}

file_facts examine(path const& name, error_code& ec)
{
    ec.clear();
    struct stat status = {};
    if (::lstat(name.c_str(), &status) != 0)
    {
        if (errno != ENOENT)
        {
            ec = last_error();
        }
        return {};
    }
    return {kind_of(status), id_of(status), time_of_change(status)};
}

void file::close() noexcept
{
    if (is_open())
    {
        // Not repeated on EINTR: Linux has closed the descriptor by then, and another
        // thread may have got its number.
        ::close(release());
    }
}

file open(path const& name, open_mode how, boost::filesystem::perms permissions,
          error_code& ec)
{
    ec.clear();
    int descriptor = -1;
    if (how == open_mode::create)
    {
        auto const mode = static_cast<mode_t>(permissions) & mode_t{07777};
        descriptor = open_restarted(name.c_str(), O_RDWR | O_CREAT | O_EXCL, mode);
    }
    else if (how == open_mode::existing)
    {
        descriptor = open_restarted(name.c_str(), O_RDWR, 0);
    }
    if (how == open_mode::read
        || (how == open_mode::existing && descriptor == -1 && means_not_writable(errno)))
    {
        descriptor = open_restarted(name.c_str(), O_RDONLY, 0);
    }
    if (descriptor == -1)
    {
        ec = last_error();
        if (means_other_kind(ec.value()))
        {
            ec = errc::not_a_lock_file;
        }
    }
    return file(descriptor);
}

void stop_pinning(file&) noexcept {}

file_id identify(file const& opened, error_code& ec)
{
    ec.clear();
    struct stat status = {};
    if (::fstat(opened.handle(), &status) != 0)
    {
        ec = last_error();
    }
    else if (!S_ISREG(status.st_mode))
    {
        ec = errc::not_a_lock_file;
    }
    return id_of(status);
}

file reopen_for_writing(file const& opened, path const& name, error_code& ec)
{
    ec.clear();
    int const flags = ::fcntl(opened.handle(), F_GETFL);
    if (flags == -1 || (flags & O_ACCMODE) != O_RDONLY)
    {
        return file();
    }
    // A name in /proc/self/fd is a link, and the one thing here that is to be followed.
    file second(::open(name.c_str(), O_RDWR | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    if (!second.is_open())
    {
        ec = last_error();
    }
    return second;
}

std::string read_start(file const& opened, std::size_t limit, error_code& ec)
{
    ec.clear();
    std::string text(limit, '\0');
    ssize_t length = 0;
    do
    {
        length = ::pread(opened.handle(), text.data(), text.size(), 0);
    } while (length == -1 && errno == EINTR);
    if (length == -1)
    {
        ec = last_error();
        length = 0;
    }
    text.resize(static_cast<std::size_t>(length));
    return text;
}

void overwrite_start(file const& opened, std::string_view text, error_code& ec)
{
    ec.clear();
    ssize_t written = 0;
    do
    {
        written = ::pwrite(opened.handle(), text.data(), text.size(), 0);
    } while (written == -1 && errno == EINTR);
    if (written == -1)
    {
        ec = last_error();
    }
    else if (static_cast<std::size_t>(written) != text.size())
    {
        ec = make_error_code(boost::system::errc::no_space_on_device);
    }
}

void empty(file const& opened, error_code& ec)
{
    ec.clear();
    int failed = 0;
    do
    {
        failed = ::ftruncate(opened.handle(), 0);
    } while (failed != 0 && errno == EINTR);
    if (failed != 0)
    {
        ec = last_error();
    }
}

void remove_file(path const& name, error_code& ec)
{
    ec.clear();
    if (::unlink(name.c_str()) != 0)
    {
        ec = last_error();
    }
}

void remove_directory(path const& name, error_code& ec)
{
    ec.clear();
    if (::rmdir(name.c_str()) != 0)
    {
        ec = last_error();
    }
}

std::optional<std::chrono::system_clock::time_point> last_change(file const& opened)
{
    struct stat status = {};
    if (::fstat(opened.handle(), &status) != 0)
    {
        return std::nullopt;
    }
    return std::chrono::system_clock::from_time_t(status.st_mtime);
}

}  // namespace os
}  // namespace filelock
