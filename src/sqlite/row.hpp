// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_SQLITE_ROW_HPP_INCLUDED
#define FILELOCK_SQLITE_ROW_HPP_INCLUDED

#include <string>
#include <vector>

#include <filelock/owner.hpp>
#include <filelock/scheme.hpp>

namespace filelock
{
namespace sqlite
{

/// Somebody who holds a lock, or waits as a writer for readers to leave, which keeps new
/// ones out.
struct row
{
    owner who;  ///< With its token; with a mode unless it waits.

    bool waits() const noexcept { return !who.mode; }
    bool reads() const noexcept { return who.mode == lock_mode::shared; }
};

/// One of this process's, with a token of its own. It waits. Of the note what is too long
/// is dropped.
row new_row(thread_id thread, std::string const& note);

/// Of all rows those that keep out who wants the lock and has, or will have, this token.
std::vector<row> those_in_the_way(std::vector<row> all, lock_mode wanted,
                                  std::string const& token);

}  // namespace sqlite
}  // namespace filelock

#endif
