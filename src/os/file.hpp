// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_OS_FILE_HPP_INCLUDED
#define FILELOCK_OS_FILE_HPP_INCLUDED

/// Lock files: what Boost does not wrap. Knows nothing about locks. Some of it is
/// exported for the library's optional components.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <boost/filesystem/file_status.hpp>
#include <boost/filesystem/path.hpp>
#include <boost/system/error_code.hpp>

#include <filelock/config.hpp>

namespace filelock
{
namespace os
{

using boost::filesystem::path;
using boost::system::error_code;

/// A file's identity, whatever its names.
struct file_id
{
    std::uint64_t device = 0;
    std::uint64_t inode = 0;

    friend bool operator==(file_id const& a, file_id const& b) noexcept
    {
        return a.device == b.device && a.inode == b.inode;
    }
    friend bool operator<(file_id const& a, file_id const& b) noexcept
    {
        return a.device != b.device ? a.device < b.device : a.inode < b.inode;
    }
};

enum class file_kind
{
    none,  ///< There is no such name.
    regular,
    directory,
    other  ///< A symbolic link, FIFO, socket or device.
};

struct file_facts
{
    file_kind kind = file_kind::none;
    file_id id;

    /// When the content, the names or the permissions last changed.
    std::chrono::system_clock::time_point changed;
};

/// Whether it still is what it was.
inline bool operator==(file_facts const& a, file_facts const& b) noexcept
{
    return a.kind == b.kind && a.id == b.id && a.changed == b.changed;
}

inline bool operator!=(file_facts const& a, file_facts const& b) noexcept
{
    return !(a == b);
}

/// The same name in a form that has no limit, if the system would refuse it for its
/// length, or that of names beside it: Windows does from 260 characters on.
FILELOCK_DECL path of_any_length(path const& name);

/// What is at `name`, found without following or opening it. A name that is not there is
/// no error.
file_facts examine(path const& name, error_code& ec);

/// The regular file at `name`, found without following or opening it. Nothing, and no
/// error, if there is no such name; errc::not_a_lock_file if there is something else.
FILELOCK_DECL std::optional<file_id> look_up(path const& name, error_code& ec);

/// An open file: not inherited by the programs that this one runs, closed by the
/// destructor.
class FILELOCK_DECL file
{
public:
    file() noexcept = default;
    explicit file(native_handle handle) noexcept : handle_(handle) {}
    file(file&& other) noexcept;
    file& operator=(file&& other) noexcept;
    ~file();

    bool is_open() const noexcept { return handle_ != no_handle(); }
    native_handle handle() const noexcept { return handle_; }

    /// The handle, which is the caller's to close from now on.
    native_handle release() noexcept { return std::exchange(handle_, no_handle()); }
    void close() noexcept;

private:
    native_handle handle_ = no_handle();
};

enum class open_mode
{
    existing,  ///< The file must be there. Read-only if it may not be written.
    read,      ///< The file must be there, and is only read.
    create     ///< The file must not be there.
};

/// Opens, for reading and writing unless said otherwise, without following a link or
/// blocking on a FIFO.
FILELOCK_DECL file open(path const& name, open_mode how,
                        boost::filesystem::perms permissions, error_code& ec);

/// Closes it where an open file's name, once removed, could not be used again, and where
/// its identity is never another file's. Elsewhere it is to stay open for just that.
void stop_pinning(file& opened) noexcept;

/// Which file it is; errc::not_a_lock_file if it is not a regular one.
file_id identify(file const& opened, error_code& ec);

/// A name under which this very file can be opened again: through what is open where
/// the system can, else `name`, which may have come to mean another file.
path name_for_reopening(file const& opened, path const& name);

/// Opens it a second time, for writing, if the first time it was for reading only; else
/// nothing is opened. `name` is what name_for_reopening() has said.
file reopen_for_writing(file const& opened, path const& name, error_code& ec);

/// At most `limit` bytes from the beginning.
std::string read_start(file const& opened, std::size_t limit, error_code& ec);

/// Writes over the beginning, in one system call; what is behind it stays.
void overwrite_start(file const& opened, std::string_view text, error_code& ec);

/// Makes the file empty.
void empty(file const& opened, error_code& ec);

/// Removes the name of a file, and never a directory; Boost's remove() takes either, and
/// looks first which it is.
void remove_file(path const& name, error_code& ec);

/// Removes a directory if it is empty, and never a file.
void remove_directory(path const& name, error_code& ec);

/// When the content last changed.
std::optional<std::chrono::system_clock::time_point> last_change(file const& opened);

}  // namespace os
}  // namespace filelock

#endif
