// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_SQLITE_LOOKOUT_HPP_INCLUDED
#define FILELOCK_SQLITE_LOOKOUT_HPP_INCLUDED

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include <boost/filesystem/path.hpp>

#include <filelock/scheme.hpp>

#include "backoff.hpp"
#include "os/watcher.hpp"
#include "soft/waiting_line.hpp"

namespace filelock
{
namespace sqlite
{

/// What an attempt has met.
struct obstacle
{
    boost::filesystem::path file;  ///< The database; empty if it was not to be had.
    std::string token;             ///< The first who does not let us in.
    std::int64_t process = 0;      ///< Theirs, if it lives here.
};

inline bool operator==(obstacle const& a, obstacle const& b)
{
    return a.token == b.token && a.process == b.process && a.file == b.file;
}

/// How the first in the line waits between its attempts: at first it naps, then it
/// watches the database's files and the process in the way.
///
/// SQLite writes the log before it says that a transaction is done, so that a change is
/// announced a moment too early: two naps follow each. They grow as long as what is in
/// the way stays, so that a database in which much happens wakes nobody too often.
class lookout
{
public:
    using time_point = std::chrono::steady_clock::time_point;

    lookout(soft::waiting_line& place, wait_limits const& limits);

    /// Sleeps until the obstacle may have gone, until woken, or until the limits' end.
    /// When it begins to watch it does not sleep, for it may have gone before.
    void sleep(obstacle const& before);

private:
    void nap(backoff& naps);
    void watch(obstacle const& what);

    soft::waiting_line& place_;
    time_point const end_;
    time_point const naps_end_;
    backoff naps_;
    backoff looks_;
    std::chrono::milliseconds const longest_look_;
    std::optional<os::watcher> watcher_;
    std::optional<soft::waiting_line::awake_through> connection_;
    std::optional<obstacle> watched_;
    std::optional<obstacle> last_;
    std::optional<backoff> settling_;
    int naps_left_ = 0;
};

}  // namespace sqlite
}  // namespace filelock

#endif
