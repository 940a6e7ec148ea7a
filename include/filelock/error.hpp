// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_ERROR_HPP_INCLUDED
#define FILELOCK_ERROR_HPP_INCLUDED

#include <memory>
#include <string>
#include <type_traits>
#include <vector>

#include <boost/filesystem/path.hpp>
#include <boost/system/error_code.hpp>
#include <boost/system/system_error.hpp>

#include <filelock/config.hpp>
#include <filelock/owner.hpp>

namespace filelock
{

using boost::filesystem::path;
using boost::system::error_code;

/// What can be wrong with a lock, besides what the system reports. Each value compares
/// equal to a generic condition, so that `ec == boost::system::errc::timed_out` works.
enum class errc
{
    lock_timeout = 1,  ///< The timeout passed and the lock was still held: timed_out.
    already_locked,    ///< Held, and no wait wanted: resource_unavailable_try_again.
    not_locked,        ///< Nobody holds the lock: operation_not_permitted.
    not_my_lock,       ///< Somebody else holds it, or took it: operation_not_permitted.
    would_deadlock,    ///< This thread holds it itself: resource_deadlock_would_occur.
    unsupported,       ///< This scheme, system or file cannot do that: not_supported.
    malformed_record,  ///< The file holds something that is no owner record: bad_message.
    not_a_lock_file,  ///< A link, directory, FIFO or device is in the way: not_supported.
    no_hard_links,    ///< The file system has none: not_supported.
    wrong_count,      ///< Others use the semaphore with another: invalid_argument.
    other_scheme,     ///< Another kind of lock is kept there: not_supported.
    not_a_semaphore   ///< The file holds something that is no count: bad_message.
};

/// The category of `errc`, named "filelock". Never fails; any thread may call it.
FILELOCK_DECL boost::system::error_category const& lock_category() noexcept;

inline error_code make_error_code(errc value) noexcept
{
    return {static_cast<int>(value), lock_category()};
}

/// The root of everything the library throws of its own. The tree below it is that of
/// Python's `lockfile` package (error, lock_error, unlock_error and their children).
///
/// Copies share their text and owners and do not throw.
class FILELOCK_DECL error : public boost::system::system_error
{
public:
    /// `message` is what what() returns; see the concrete classes for who makes it.
    error(error_code code, std::string message, path lock_path,
          std::vector<owner> owners);

    /// The operation, the path, the reason and, where one can tell, the holders, such as
    /// `lock "/data/x.lock": timed out after 2 s, held by pid 4242 on host7 (exclusive)`.
    char const* what() const noexcept override;

    /// The file or directory in which the lock is kept.
    path const& lock_path() const noexcept;

    /// Who held the lock when the operation failed. Empty if nobody did or nobody could
    /// tell.
    std::vector<owner> const& owners() const noexcept;

private:
    struct details;
    std::shared_ptr<details const> details_;
};

/// Anything that can go wrong when locking.
class FILELOCK_DECL lock_error : public error
{
public:
    using error::error;
};

/// The timeout passed and the lock was still held.
class FILELOCK_DECL lock_timeout : public lock_error
{
public:
    using lock_error::lock_error;
};

/// The lock was held, and the caller asked not to wait.
class FILELOCK_DECL already_locked : public lock_error
{
public:
    using lock_error::lock_error;
};

/// Anything else: no such directory, no permission, would deadlock, unsupported,
/// cancelled. code() says which; it is the system's code where the system refused.
class FILELOCK_DECL lock_failed : public lock_error
{
public:
    using lock_error::lock_error;
};

/// Anything that can go wrong when unlocking.
class FILELOCK_DECL unlock_error : public error
{
public:
    using error::error;
};

/// Nobody holds the lock that was to be released.
class FILELOCK_DECL not_locked : public unlock_error
{
public:
    using unlock_error::unlock_error;
};

/// Somebody else (another process, thread or object) holds the lock that was to be
/// released, or took it away.
class FILELOCK_DECL not_my_lock : public unlock_error
{
public:
    using unlock_error::unlock_error;
};

}  // namespace filelock

namespace boost
{
namespace system
{

template <>
struct is_error_code_enum<filelock::errc> : std::true_type
{
};

}  // namespace system
}  // namespace boost

#endif
