// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_SQLITE_CONNECTION_HPP_INCLUDED
#define FILELOCK_SQLITE_CONNECTION_HPP_INCLUDED

#include <memory>
#include <string>
#include <vector>

#include <boost/filesystem/path.hpp>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include "sqlite/row.hpp"

namespace filelock
{
namespace sqlite
{

/// A connection to a database of locks, and what is asked of it. Every member throws
/// SQLite::Exception, and does not wait: what is busy is reported at once.
///
/// Not thread-safe, and not to be carried across a fork: see database.
class connection
{
public:
    /// Null if the database is empty and `may_create` false. Throws
    /// boost::system::system_error, too.
    static std::unique_ptr<connection> open(boost::filesystem::path const& file,
                                            bool may_create);

    /// Everything that there is of the lock of that name.
    std::vector<row> rows(std::string const& name);

    /// Adds a row, or replaces the one of its token.
    void put(std::string const& name, row const& what);

    /// Says whether there was one.
    bool remove(std::string const& name, std::string const& token);
    bool set_mode(std::string const& name, std::string const& token, lock_mode mode);

    /// Returns those that were there.
    std::vector<row> remove_each(std::string const& name, std::vector<row> const& these);

    void remove_all(std::string const& name);

    /// Gives what the write-ahead log occupies free for use again, where a disk is full.
    void make_room();

    SQLite::Database& handle() noexcept { return database_; }

private:
    explicit connection(SQLite::Database opened);

    SQLite::Database database_;
    SQLite::Statement select_;
    SQLite::Statement insert_;
    SQLite::Statement delete_;
    SQLite::Statement update_;
    SQLite::Statement delete_all_;
};

}  // namespace sqlite
}  // namespace filelock

#endif
