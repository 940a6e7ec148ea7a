// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_LINK_LOCK_HPP_INCLUDED
#define FILELOCK_LINK_LOCK_HPP_INCLUDED

#include <boost/filesystem/path.hpp>

#include <filelock/config.hpp>
#include <filelock/marker_lock.hpp>
#include <filelock/options.hpp>

namespace filelock
{

/// A soft lock whose marker is a hard link, made with Boost's create_hard_link(): atomic
/// on every file system that has hard links, NFS included, even when the reply is lost.
///
/// Each lock object keeps a private file beside the lock path, `lock path.<its
/// name>.<n>`, from its first acquire to its end, with its owner record in it.
/// Exclusion does not depend on any time limit, and a dead owner's marker can be
/// removed by one process only, however slow: doc/soft_locks.adoc explains the
/// protocol.
///
/// Other programs that link their lock files, such as dotlockfile(1) and Python's
/// lockfile, are excluded and exclude; but dotlockfile takes what it cannot read for
/// abandoned after five minutes. Use create_lock in its company.
///
/// Where there are no hard links an acquire fails with errc::no_hard_links; use
/// mkdir_lock there. Otherwise see marker_lock.
class FILELOCK_DECL link_lock : public marker_lock
{
public:
    /// A lock for `target`, kept in `how_to.lock_path`, or in `target` + ".lock". Touches
    /// no disk. Throws: std::bad_alloc.
    explicit link_lock(boost::filesystem::path const& target, options const& how_to = {});

    link_lock(link_lock&&) noexcept = default;
    link_lock& operator=(link_lock&&) noexcept = default;
};

}  // namespace filelock

#endif
