// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_MKDIR_LOCK_HPP_INCLUDED
#define FILELOCK_MKDIR_LOCK_HPP_INCLUDED

#include <boost/filesystem/path.hpp>

#include <filelock/config.hpp>
#include <filelock/marker_lock.hpp>
#include <filelock/options.hpp>

namespace filelock
{

/// A soft lock whose marker is a directory, made with Boost's create_directory(): atomic
/// everywhere, for file systems without hard links.
///
/// The owner's record is a file in that directory. This is the strongest of the soft
/// protocols: not even the explicit break of a living holder can hurt a successor. But a
/// process that is killed between making the directory and its record leaves a lock that
/// names no owner and, unless `options::abandoned_after` is set, waits for break_lock().
/// It costs more than link_lock: a directory takes a block of the disk.
///
/// Otherwise see marker_lock.
class FILELOCK_DECL mkdir_lock : public marker_lock
{
public:
    /// A lock for `target`, kept in `how_to.lock_path`, or in `target` + ".lock". Touches
    /// no disk. Throws: std::bad_alloc.
    explicit mkdir_lock(boost::filesystem::path const& target,
                        options const& how_to = {});

    mkdir_lock(mkdir_lock&&) noexcept = default;
    mkdir_lock& operator=(mkdir_lock&&) noexcept = default;
};

}  // namespace filelock

#endif
