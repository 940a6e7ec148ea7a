// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_SQLITE_DATABASE_HPP_INCLUDED
#define FILELOCK_SQLITE_DATABASE_HPP_INCLUDED

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include <boost/filesystem/file_status.hpp>
#include <boost/filesystem/path.hpp>
#include <boost/system/error_code.hpp>

#include "os/file.hpp"
#include "sqlite/connection.hpp"

namespace filelock
{
namespace sqlite
{

using boost::filesystem::path;
using boost::system::error_code;

/// What a use of a database came to, unless it failed.
enum class outcome
{
    done,
    nothing_there,  ///< It is empty, and was not to be made.
    busy            ///< Others have kept it locked.
};

/// A database file, of which this process has one object and at most one connection.
///
/// It exists because of the fork. SQLite's book-keeping of the locks that it has on a
/// file is the process's, and a child that inherits it believes to have locks that are
/// its parent's: with a connection of its own, too, it may damage the database. So before
/// each fork every connection is closed, which leaves nothing to inherit, and the next
/// use opens a new one, in either process.
///
/// Thread-safe: one thread at a time uses the connection, for the time of one
/// transaction, and sleeps meanwhile only if the file looks damaged. Mutexes are taken in
/// this order: that of the list of all databases, then a database's; a fork takes all of
/// them.
class database
{
public:
    database(path file, os::file_id id) : file_(std::move(file)), id_(id) {}
    ~database();
    database(database const&) = delete;
    database& operator=(database const&) = delete;

    using pointer = std::shared_ptr<database>;

    /// The database at `name`, which is `last` if that is still there; null, and no
    /// error, if there is no such file. Makes and opens nothing. errc::not_a_lock_file if
    /// something else is there.
    static pointer find(path const& name, pointer const& last, error_code& ec);

    /// The same, but makes an empty file if there is none.
    static pointer find_or_make(path const& name, pointer const& last,
                                boost::filesystem::perms permissions, error_code& ec);

    os::file_id id() const noexcept { return id_; }
    path const& file() const noexcept { return file_; }

    using duration = std::chrono::nanoseconds;
    using action = std::function<void(connection&)>;

    /// Reads by one statement.
    outcome look(duration patience, action const& what, error_code& ec);

    /// Reads and writes in one transaction; what throws leaves everything as it was. It
    /// may be done more than once, if others are in the way.
    outcome change(duration patience, action const& what, error_code& ec);

    /// Has the next change remove a row that may be there, for it could not be removed,
    /// or not be seen to be written.
    void remove_later(std::string const& lock, std::string const& token);

private:
    friend struct all_databases;

    outcome repeat(duration patience, bool may_create, action const& what,
                   error_code& ec);
    outcome try_once(bool may_create, action const& what, error_code& ec);

    path const file_;
    os::file_id const id_;
    std::mutex mutex_;
    std::unique_ptr<connection> connection_;
    std::vector<std::pair<std::string, std::string>> unwanted_;
    std::weak_ptr<database> self_;
    database* next_ = nullptr;
};

}  // namespace sqlite
}  // namespace filelock

#endif
