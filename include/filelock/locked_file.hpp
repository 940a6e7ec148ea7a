// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_LOCKED_FILE_HPP_INCLUDED
#define FILELOCK_LOCKED_FILE_HPP_INCLUDED

#include <chrono>
#include <ios>
#include <iostream>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#include <boost/filesystem/file_status.hpp>
#include <boost/filesystem/path.hpp>

#include <filelock/config.hpp>
#include <filelock/deadline.hpp>
#include <filelock/file_error.hpp>
#include <filelock/hard_lock.hpp>
#include <filelock/lock_base.hpp>
#include <filelock/options.hpp>

namespace filelock
{

/// A file stream that holds the lock of its file for as long as it is open: shared if it
/// is open for reading only, exclusively if it may write.
///
/// It protects a file among all who take its lock: others' locked_file, read_file() and
/// its like, `hard_lock(file)`, `filelock run file`. The lock is taken before the file is
/// created, emptied or written; an open that is refused, or comes to nothing in its time,
/// has changed nothing. What is written comes into the file as with any stream, piece by
/// piece: a crash leaves it half-written. To replace a file as a whole, or not at all,
/// use write_file() or transform_file().
///
/// - Which lock: named by a path the file has a hard_lock, kept in `file` + ".lock" or
///   where the options say. For every other kind hand over the lock itself, whose target
///   is the file: `locked_file(soft_lock("x"), std::ios::out)`,
///   `locked_file(make_lock(kind, "x"), std::ios::in)`. One rule for all kinds, your own
///   included, and nothing to learn beyond them.
/// - Modes are std::fstream's: in, out, app and trunc, also combined; ate and binary
///   change nothing about the lock. Files are opened in binary.
/// - The file must be a regular one, or not there. Symbolic links are refused, as
///   file_content.hpp explains. The lock must not be kept in the file itself; it stays
///   beside it as its kind says, also after an open that was refused, and who only reads,
///   too, needs the right to make it or to write to it.
/// - Errors: a file that cannot be opened is an exception, and so is a close() that lost
///   something; in between the stream has its state, as streams do, and reason() says
///   why. After output was lost nothing more is written.
/// - Threads: one at a time, as with any stream. With `options::threaded`, the default,
///   the lock is that of the thread that opened the file, which is told if it would wait
///   for itself; a close() in another thread releases it all the same.
/// - Fork: in the child the stream reads and writes nothing, and what the parent has in
///   its buffer is not written twice. Exec: the new program finds neither file nor lock.
/// - Crash, network file systems: as the lock says. A loss of power may take what was
///   written lately; nothing here waits for the disk.
class FILELOCK_DECL locked_file : public std::iostream
{
    template <class Duration, class Result = int>
    using if_duration = std::enable_if_t<detail::is_duration<Duration>::value, Result>;
    template <class Lock, class Result = int>
    using if_lock = std::enable_if_t<std::is_base_of_v<lock_base, Lock>, Result>;

public:
    /// One that is not open.
    locked_file();

    /// Opens the file, waiting for as long as others hold its lock. A file that is made
    /// has `how_to.file_permissions`, cut by the umask.
    /// Throws: lock_failed; file_error, with invalid_argument for a file without a name;
    /// std::invalid_argument for a mode that std::fstream does not have; std::bad_alloc.
    explicit locked_file(boost::filesystem::path const& file,
                         std::ios::openmode mode = std::ios::in,
                         options const& how_to = {})
        : locked_file(std::make_shared<hard_lock>(file, how_to), mode, std::nullopt,
                      how_to.file_permissions)
    {
    }

    /// Waits for at most `timeout`, a duration as lock_base takes it; zero or less does
    /// not wait. Throws: also lock_timeout after a wait, already_locked without one.
    template <class Duration, if_duration<Duration> = 0>
    locked_file(boost::filesystem::path const& file, std::ios::openmode mode,
                Duration const& timeout, options const& how_to = {})
        : locked_file(std::make_shared<hard_lock>(file, how_to), mode,
                      detail::to_nanoseconds(timeout), how_to.file_permissions)
    {
    }

    /// Opens the lock's target under that lock. Precondition: it is not held. A file that
    /// is made has the permissions 0666, cut by the umask.
    template <class Lock, if_lock<Lock> = 0>
    explicit locked_file(Lock lock, std::ios::openmode mode = std::ios::in)
        : locked_file(std::make_shared<Lock>(std::move(lock)), mode, std::nullopt,
                      usual_permissions)
    {
    }

    template <class Lock, class Duration, if_lock<Lock> = 0, if_duration<Duration> = 0>
    locked_file(Lock lock, std::ios::openmode mode, Duration const& timeout)
        : locked_file(std::make_shared<Lock>(std::move(lock)), mode,
                      detail::to_nanoseconds(timeout), usual_permissions)
    {
    }

    /// The moved-from stream is not open. A stream that is assigned to is closed first,
    /// as by its destructor.
    // NOLINTNEXTLINE(performance-noexcept-move-constructor): like std::fstream's
    locked_file(locked_file&& other);
    // NOLINTNEXTLINE(performance-noexcept-move-constructor)
    locked_file& operator=(locked_file&& other);

    /// Closes it. What goes wrong then goes to the observer: `write_failed` if something
    /// was lost, else `unlock_failed`.
    ~locked_file() override;

    bool is_open() const noexcept;

    /// Writes what is buffered, closes the file, then releases the lock: whatever goes
    /// wrong, the stream is closed and the lock released. Nothing happens if it is not
    /// open. Throws: file_error if anything that was ever written to the stream is not in
    /// the file; unlock_error if the lock could not be released, or was lost meanwhile.
    void close();

    /// Why the stream failed: the first error of the system's since it was opened, if
    /// there was any. errc::not_my_lock in a forked child.
    error_code reason() const noexcept;

private:
    struct impl;

    static constexpr auto usual_permissions = static_cast<boost::filesystem::perms>(0666);

    locked_file(std::shared_ptr<lock_base> lock, std::ios::openmode mode,
                std::optional<std::chrono::nanoseconds> const& limit,
                boost::filesystem::perms permissions);
    std::shared_ptr<lock_base> shut(error_code& lost) noexcept;
    void close_unnoticed() noexcept;

    std::unique_ptr<impl> impl_;
};

}  // namespace filelock

#endif
