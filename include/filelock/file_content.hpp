// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_FILE_CONTENT_HPP_INCLUDED
#define FILELOCK_FILE_CONTENT_HPP_INCLUDED

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include <boost/filesystem/file_status.hpp>
#include <boost/filesystem/path.hpp>

#include <filelock/config.hpp>
#include <filelock/deadline.hpp>
#include <filelock/file_error.hpp>
#include <filelock/hard_lock.hpp>
#include <filelock/lock_base.hpp>
#include <filelock/options.hpp>

/// Whole files under their locks.
///
/// Each function takes the lock of the file, does its work, and releases the lock. Named
/// by a path the file has a `hard_lock`, kept in `file` + ".lock" or where the options
/// say: the one that `hard_lock(file)` and `filelock run file` take. Instead of a path
/// every function takes a lock of any other kind, whose target is the file; it must not
/// be held by this thread.
///
/// A timeout, of any type that lock_base takes, is how long to wait for the lock at most;
/// zero or less does not wait, and without one the wait has no end.
///
/// The file must be a regular one, or not there. A symbolic link is refused, never
/// followed: its lock is another than that of the file it points to, so that two could
/// write at once. Links to directories in the path are followed.
///
/// Throws: lock_timeout, already_locked and lock_failed of the lock; file_error;
/// unlock_error if the lock could not be released or was lost meanwhile; std::bad_alloc.
/// After all but unlock_error nothing has changed, unless said otherwise.
///
/// The lock is kept beside the file, and stays there as its kind says, also after an
/// error: who only reads, too, needs the right to make it, or to write to the one that is
/// there. A file's lock is not to be kept in the file itself.
///
/// Threads, fork: call them from any thread and in any child. Crash: the lock is freed as
/// its kind says, the file is the old or the new one.

namespace filelock
{

/// What is done to a file's content: gets the old, returns the new.
using transformation = std::function<std::string(std::string)>;

namespace detail
{

using time_limit = std::optional<std::chrono::nanoseconds>;  ///< Nothing: no end.

/// Those of a file that is made under a lock whose options are not known.
constexpr auto usual_permissions = static_cast<boost::filesystem::perms>(0666);

/// What each function does first, before anything is changed. To close a file in which
/// its lock is kept would drop the lock of the whole process, and to write to it would
/// destroy what the lock keeps there. Throws: file_error with invalid_argument for such a
/// lock, and for a target without a name.
FILELOCK_DECL void require_lockable(lock_base const& lock, char const* operation);

FILELOCK_DECL std::string read_file(lock_base& lock, time_limit const& limit);
FILELOCK_DECL void write_file(lock_base& lock, std::string_view bytes,
                              time_limit const& limit,
                              boost::filesystem::perms permissions = usual_permissions);
FILELOCK_DECL void
transform_file(lock_base& lock, transformation const& change, time_limit const& limit,
               boost::filesystem::perms permissions = usual_permissions);

template <class Duration, class Result>
using if_duration = std::enable_if_t<is_duration<Duration>::value, Result>;

}  // namespace detail

/// The file's content, read under a shared lock. A file that is not there is an error.
FILELOCK_DECL std::string read_file(boost::filesystem::path const& file,
                                    options const& how_to = {});
FILELOCK_DECL std::string read_file(lock_base& lock);

template <class Duration>
detail::if_duration<Duration, std::string> read_file(boost::filesystem::path const& file,
                                                     Duration const& timeout,
                                                     options const& how_to = {})
{
    hard_lock lock(file, how_to);
    return detail::read_file(lock, detail::to_nanoseconds(timeout));
}

template <class Duration>
detail::if_duration<Duration, std::string> read_file(lock_base& lock,
                                                     Duration const& timeout)
{
    return detail::read_file(lock, detail::to_nanoseconds(timeout));
}

/// Makes `bytes` the file's content, under an exclusive lock, and the file if it is not
/// there.
///
/// A new file takes the old one's place, so that a reader who asks for no lock, a crash
/// and a loss of power find the old content or the new, and never a mixture. When the
/// call returns the new content is on the disk, as far as fsync(2) is to be believed.
///
/// - The new file keeps permissions, access control list, user attributes and, where this
///   process may give them away, owner and group; else nobody gets more rights to it than
///   before. It does not keep: security labels and file capabilities, other names (hard
///   links; they keep the old content), and what other programs have open. One that was
///   not there has `options::file_permissions`, or 0666 with a lock that is handed over,
///   cut by the umask.
/// - This process must be allowed to read and write the file, and to read and write its
///   directory, which must have room for both contents.
/// - A file_error whose text says that the file is replaced, but perhaps not on the disk,
///   is the one error after which the file is the new one.
/// - A lock that was taken away meanwhile (a soft one that was broken, a lock file that
///   was removed) is noticed before the file is replaced: a file_error with
///   errc::not_my_lock, and the file is as it was. Between this last look and the
///   replacement remains a moment; who loses the lock then learns it from unlock_error.
/// - What a killed writer has left beside the file, a regular file that is named
///   `<file>.<random>.new`, is removed by the next. Of a very long name the end is
///   replaced by `~` and a digest.
FILELOCK_DECL void write_file(boost::filesystem::path const& file, std::string_view bytes,
                              options const& how_to = {});
FILELOCK_DECL void write_file(lock_base& lock, std::string_view bytes);

template <class Duration>
detail::if_duration<Duration, void>
write_file(boost::filesystem::path const& file, std::string_view bytes,
           Duration const& timeout, options const& how_to = {})
{
    hard_lock lock(file, how_to);
    detail::write_file(lock, bytes, detail::to_nanoseconds(timeout),
                       how_to.file_permissions);
}

template <class Duration>
detail::if_duration<Duration, void> write_file(lock_base& lock, std::string_view bytes,
                                               Duration const& timeout)
{
    detail::write_file(lock, bytes, detail::to_nanoseconds(timeout));
}

/// Reads the file, has `change` make the new content of the old, and replaces the file as
/// write_file() does, all under one exclusive lock, so that no other's change is lost:
/// not even if the lock is lost while `change` takes its time. A file that is not there
/// is an empty one to `change`. What `change` throws leaves the call as it came, and
/// nothing has changed.
FILELOCK_DECL void transform_file(boost::filesystem::path const& file,
                                  transformation const& change,
                                  options const& how_to = {});
FILELOCK_DECL void transform_file(lock_base& lock, transformation const& change);

template <class Duration>
detail::if_duration<Duration, void>
transform_file(boost::filesystem::path const& file, transformation const& change,
               Duration const& timeout, options const& how_to = {})
{
    hard_lock lock(file, how_to);
    detail::transform_file(lock, change, detail::to_nanoseconds(timeout),
                           how_to.file_permissions);
}

template <class Duration>
detail::if_duration<Duration, void>
transform_file(lock_base& lock, transformation const& change, Duration const& timeout)
{
    detail::transform_file(lock, change, detail::to_nanoseconds(timeout));
}

}  // namespace filelock

#endif
