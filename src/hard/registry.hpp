// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_HARD_REGISTRY_HPP_INCLUDED
#define FILELOCK_HARD_REGISTRY_HPP_INCLUDED

#include <map>
#include <mutex>
#include <utility>

#include <boost/filesystem/file_status.hpp>
#include <boost/filesystem/path.hpp>
#include <boost/system/error_code.hpp>

#include "hard/entry.hpp"
#include "os/file.hpp"

namespace filelock
{
namespace hard
{

/// A counted reference to an entry; the last one closes it. Null when
/// default-constructed.
class entry_ref
{
public:
    entry_ref() noexcept = default;
    explicit entry_ref(entry& to) noexcept;
    entry_ref(entry_ref const& other) noexcept;
    entry_ref(entry_ref&& other) noexcept : to_(std::exchange(other.to_, nullptr)) {}
    entry_ref& operator=(entry_ref other) noexcept
    {
        std::swap(to_, other.to_);
        return *this;
    }
    ~entry_ref();

    /// In a forked child: the entry is the parent's, and leaked.
    void forget() noexcept { to_ = nullptr; }

    explicit operator bool() const noexcept { return to_ != nullptr; }
    entry* get() const noexcept { return to_; }
    entry* operator->() const noexcept { return to_; }

private:
    entry* to_ = nullptr;
};

/// What a file is looked up for.
enum class purpose
{
    probe,          ///< To ask who holds it. It need not exist, nor be writable.
    lock_existing,  ///< To lock it. It must exist.
    lock            ///< To lock it. It is created if it does not exist.
};

/// The process's one table of the inodes that it locks.
///
/// Nothing else in the library opens or closes these files: closing any descriptor of an
/// inode drops the process's locks on it. So a file is looked up without being opened
/// first, and one that turns out to be known after all is kept open with the rest.
///
/// Thread-safe: one mutex, held while files are opened and closed. Never destroyed, for
/// locks may be static. A fork leaves the child an empty one.
class registry
{
public:
    using error_code = boost::system::error_code;
    using path = boost::filesystem::path;

    static registry& instance();

    /// The entry of the file that `name` means now. Null on an error, and for a probe of
    /// a file that does not exist.
    entry_ref open(path const& name, purpose what, boost::filesystem::perms permissions,
                   error_code& ec);

    /// Ends one use of the entry.
    void drop(entry& used) noexcept;

private:
    registry();

    entry_ref find_or_open(path const& name, purpose what,
                           boost::filesystem::perms permissions, bool& again,
                           error_code& ec);
    entry_ref enter(os::file opened, error_code& ec);
    void make_lockable(entry& it, path const& name, purpose what, error_code& ec);
    void forget_all() noexcept;

    std::mutex mutex_;
    std::map<os::file_id, entry*> entries_;
};

}  // namespace hard
}  // namespace filelock

#endif
