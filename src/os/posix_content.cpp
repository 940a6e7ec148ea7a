// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/content.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "os/extended_attributes.hpp"
#include "os/posix_file.hpp"

namespace filelock
{
namespace os
{

namespace
{

namespace generic = boost::system::errc;

error_code last_content_error() noexcept
{
    return {errno, boost::system::system_category()};
}

/// What speaks against a file of that mode.
error_code objection_to(mode_t mode) noexcept
{
    return S_ISREG(mode) ? error_code()
        : S_ISDIR(mode)  ? make_error_code(generic::is_a_directory)
        : S_ISLNK(mode)  ? make_error_code(generic::too_many_symbolic_link_levels)
                         : make_error_code(generic::not_supported);
}

int flags_of(content_mode how) noexcept
{
    int const access = how.access == content_access::read ? O_RDONLY
        : how.access == content_access::write             ? O_WRONLY
                                                          : O_RDWR;
    return access | (how.creates ? O_CREAT : 0) | (how.truncates ? O_TRUNC : 0)
        | (how.appends ? O_APPEND : 0);
}

/// Whether this process may not give the file that owner or group, which it then lacks.
bool means_may_not(int error) noexcept
{
    // EINVAL: the user namespace has no number for it.
    return error == EPERM || error == EINVAL || error == ENOSYS;
}

/// False, and no error: it may not be.
bool give_to(file const& to, uid_t user, gid_t group, error_code& ec)
{
    if (::fchown(to.handle(), user, group) == 0)
    {
        return true;
    }
    if (!means_may_not(errno))
    {
        ec = last_content_error();
    }
    return false;
}

/// The new group's members were others, and the old group's are others now: both may do
/// only what both were allowed before.
mode_t without_group(mode_t mode) noexcept
{
    mode_t const of_both = mode & (mode >> 3U) & S_IRWXO;
    return (mode & ~(mode_t{S_IRWXG} | S_IRWXO | S_ISGID)) | (of_both << 3U) | of_both;
}

/// The owner and group as far as may be; returns the permissions that go with those.
mode_t copy_owner(struct stat const& old, file const& to, error_code& ec)
{
    struct stat fresh = {};
    if (::fstat(to.handle(), &fresh) != 0)
    {
        ec = last_content_error();
        return 0;
    }
    mode_t mode = old.st_mode & mode_t{07777};
    if (old.st_uid != fresh.st_uid
        && !give_to(to, old.st_uid, static_cast<gid_t>(-1), ec))
    {
        mode &= ~mode_t{S_ISUID};
    }
    if (!ec && old.st_gid != fresh.st_gid
        && !give_to(to, static_cast<uid_t>(-1), old.st_gid, ec))
    {
        mode = without_group(mode);
    }
    return mode;
}

}  // namespace

file open_content(path const& name, content_mode how,
                  boost::filesystem::perms permissions, error_code& ec)
{
    ec.clear();
    struct stat status = {};
    if (::lstat(name.c_str(), &status) == 0)
    {
        ec = objection_to(status.st_mode);
    }
    if (ec)
    {
        return file();
    }
    file opened(open_restarted(name.c_str(), flags_of(how),
                               static_cast<mode_t>(permissions) & mode_t{07777}));
    // It may have become something else since.
    if (!opened.is_open() || ::fstat(opened.handle(), &status) != 0)
    {
        ec = last_content_error();
    }
    else
    {
        ec = objection_to(status.st_mode);
    }
    return ec ? file() : std::move(opened);
}

file open_directory(path const& name, error_code& ec)
{
    ec.clear();
    // The last component may be a link: names of directories are followed.
    int descriptor = -1;
    do
    {
        descriptor = ::open(name.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    } while (descriptor == -1 && errno == EINTR);
    if (descriptor == -1)
    {
        ec = last_content_error();
    }
    return file(descriptor);
}

std::size_t read_some(file const& opened, char* to, std::size_t size, error_code& ec)
{
    ec.clear();
    ssize_t length = 0;
    do
    {
        length = ::read(opened.handle(), to, size);
    } while (length == -1 && errno == EINTR);
    if (length == -1)
    {
        ec = last_content_error();
        return 0;
    }
    return static_cast<std::size_t>(length);
}

void write_all(file const& opened, std::string_view bytes, error_code& ec)
{
    ec.clear();
    while (!bytes.empty() && !ec)
    {
        ssize_t const length = ::write(opened.handle(), bytes.data(), bytes.size());
        if (length > 0)
        {
            bytes.remove_prefix(static_cast<std::size_t>(length));
        }
        else if (length == 0)
        {
            ec = make_error_code(generic::no_space_on_device);
        }
        else if (errno != EINTR)
        {
            ec = last_content_error();
        }
    }
}

std::int64_t seek(file const& opened, std::int64_t offset, seek_from where,
                  error_code& ec)
{
    ec.clear();
    int const whence = where == seek_from::beginning ? SEEK_SET
        : where == seek_from::here                   ? SEEK_CUR
                                                     : SEEK_END;
    off_t const stands = ::lseek(opened.handle(), static_cast<off_t>(offset), whence);
    if (stands == -1)
    {
        ec = last_content_error();
    }
    return stands;
}

void sync(file const& opened, error_code& ec)
{
    ec.clear();
    int failed = 0;
    do
    {
        failed = ::fsync(opened.handle());
    } while (failed != 0 && errno == EINTR);
    // EINVAL: nothing that could be synchronized, such as a directory of some file
    // systems.
    if (failed != 0 && errno != EINVAL)
    {
        ec = last_content_error();
    }
}

void close(file&& opened, error_code& ec)
{
    ec.clear();
    // Not repeated on EINTR, see file::close().
    if (::close(opened.release()) != 0 && errno != EINTR)
    {
        ec = last_content_error();
    }
}

void copy_access(file const& from, file const& to, error_code& ec)
{
    ec.clear();
    struct stat old = {};
    if (::fstat(from.handle(), &old) != 0)
    {
        ec = last_content_error();
        return;
    }
    mode_t const mode = copy_owner(old, to, ec);
    if (!ec)
    {
        copy_extended_attributes(from, to, ec);
    }
    // Last: a change of owner takes set-user-ID away, and a list has its own idea of what
    // the group may do.
    if (!ec && ::fchmod(to.handle(), mode) != 0)
    {
        ec = last_content_error();
    }
}

}  // namespace os
}  // namespace filelock
