// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_FORGED_MARKER_HPP_INCLUDED
#define FILELOCK_TEST_FORGED_MARKER_HPP_INCLUDED

/// What killed processes leave behind, made to order: the one place where tests know what
/// the soft locks have on disk.

#include <boost/filesystem/operations.hpp>

#include "owner_record.hpp"
#include "soft/bearer_name.hpp"
#include "soft/create_record.hpp"
#include "soft/side_names.hpp"
#include "support/every_lock.hpp"
#include "support/temporary_directory.hpp"

namespace test
{

using filelock::owner;

/// The marker of an exclusive holder.
inline void forge(link_kind, path const& lock_file, owner const& who)
{
    path const own = filelock::soft::side_names(lock_file).private_file(
        filelock::soft::bearer_name(who), 0);
    write_bytes(own, make_record(who));
    boost::filesystem::create_hard_link(own, lock_file);
}

inline void forge(mkdir_kind, path const& lock_file, owner const& who)
{
    boost::filesystem::create_directory(lock_file);
    write_bytes(lock_file / filelock::soft::bearer_name(who), make_record(who));
}

inline void forge(create_kind, path const& lock_file, owner const& who)
{
    write_bytes(lock_file, filelock::soft::make_create_record(who));
}

/// A reader's entry, with any of the soft locks.
inline void forge_reader(path const& lock_file, owner const& who)
{
    path const readers = filelock::soft::side_names(lock_file).readers();
    boost::filesystem::create_directory(readers);
    write_bytes(readers / filelock::soft::bearer_name(who), make_record(who));
}

}  // namespace test

#endif
