// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_OS_CONTENT_HPP_INCLUDED
#define FILELOCK_OS_CONTENT_HPP_INCLUDED

/// The content of the files that are locked: reading, writing, and what survives a loss
/// of power. Knows nothing about locks.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <boost/filesystem/file_status.hpp>
#include <boost/filesystem/path.hpp>
#include <boost/system/error_code.hpp>

#include "os/file.hpp"

namespace filelock
{
namespace os
{

enum class content_access
{
    read,
    write,
    both
};

struct content_mode
{
    content_access access = content_access::read;
    bool creates = false;    ///< If it is missing.
    bool truncates = false;  ///< What is there.
    bool appends = false;    ///< Each write goes to the end.
};

/// Opens a regular file, and nothing else: is_a_directory, too_many_symbolic_link_levels
/// for a symbolic link, which is not followed, and not_supported for FIFOs, sockets and
/// devices, which are not opened.
file open_content(path const& name, content_mode how,
                  boost::filesystem::perms permissions, error_code& ec);

/// A directory, for sync().
file open_directory(path const& name, error_code& ec);

/// At most `size` bytes from where the file stands; zero at its end.
std::size_t read_some(file const& opened, char* to, std::size_t size, error_code& ec);

/// Everything from where the file stands to its end.
std::string read_all(file const& opened, error_code& ec);

/// All of `bytes`, to where the file stands; after an error some may be there.
void write_all(file const& opened, std::string_view bytes, error_code& ec);

enum class seek_from
{
    beginning,
    here,
    end
};

/// Returns: where the file stands now.
std::int64_t seek(file const& opened, std::int64_t offset, seek_from where,
                  error_code& ec);

/// Returns when everything that was written is on the disk: bytes, or a directory's
/// names. Directories of file systems that cannot do that are taken to need none.
void sync(file const& opened, error_code& ec);

/// Closes, in any case, and says what the system has to say only then: on a network file
/// system a full disk, for one.
void close(file&& opened, error_code& ec);

/// Gives `to` the owner, group, permissions, access control list and user attributes of
/// `from`. An owner or group that this process may not give is not given; nobody may then
/// do more with the file than before: set-user-ID goes with the owner, set-group-ID with
/// the group, and what only one of group and all others might do with the group, too.
void copy_access(file const& from, file const& to, error_code& ec);

}  // namespace os
}  // namespace filelock

#endif
