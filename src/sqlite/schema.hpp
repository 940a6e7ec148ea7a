// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_SQLITE_SCHEMA_HPP_INCLUDED
#define FILELOCK_SQLITE_SCHEMA_HPP_INCLUDED

#include <boost/filesystem/path.hpp>

#include <SQLiteCpp/Database.h>

namespace filelock
{
namespace sqlite
{

/// Whose a database is, by its header and whether there is anything in it.
enum class ownership
{
    nobody,  ///< It is empty.
    ours
};

/// Looks into the file without locking, recovering or otherwise changing anything: what
/// is somebody else's stays as it is. What it says may be of a moment in which another
/// process was making the database. Throws what check() throws, and SQLite::Exception.
ownership look_inside(boost::filesystem::path const& file);

/// Throws boost::system::system_error, with a sqlite_errc, if it is somebody else's or of
/// a newer version.
ownership check(SQLite::Database& opened);

/// Makes the tables, in one transaction, unless another process has been faster.
void create_schema(SQLite::Database& opened);

}  // namespace sqlite
}  // namespace filelock

#endif
