// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_CREATE_LOCK_HPP_INCLUDED
#define FILELOCK_CREATE_LOCK_HPP_INCLUDED

#include <boost/filesystem/path.hpp>

#include <filelock/config.hpp>
#include <filelock/marker_lock.hpp>
#include <filelock/options.hpp>

namespace filelock
{

/// A soft lock whose marker is a file, created exclusively: in company with Python's
/// `filelock.SoftFileLock`, whose record it writes and reads, and with every program that
/// opens its lock file with O_CREAT | O_EXCL. (Older ones, Debian 12's among them, write
/// no record: what a killed one leaves is held by an unknown owner.)
///
/// Such programs know of no readers: they are kept out by an exclusive hold only. The
/// record has no room for `options::note`, and names neither machine nor namespaces. So
/// an owner is proved dead only within the same boot of the same machine, and only as
/// seen from the initial pid namespace: not from within a container. A marker is broken
/// under a hard lock on `lock path + ".guard"`. Prefer link_lock where no such company is
/// wanted: it is faster and its breaking is safer.
///
/// As long as it is held the lock keeps a file open, whose file system cannot be made
/// read-only meanwhile. Otherwise see marker_lock.
class FILELOCK_DECL create_lock : public marker_lock
{
public:
    /// A lock for `target`, kept in `how_to.lock_path`, or in `target` + ".lock". Touches
    /// no disk. Throws: std::bad_alloc.
    explicit create_lock(boost::filesystem::path const& target,
                         options const& how_to = {});

    create_lock(create_lock&&) noexcept = default;
    create_lock& operator=(create_lock&&) noexcept = default;
};

}  // namespace filelock

#endif
