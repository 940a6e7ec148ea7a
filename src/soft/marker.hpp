// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_SOFT_MARKER_HPP_INCLUDED
#define FILELOCK_SOFT_MARKER_HPP_INCLUDED

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include <boost/filesystem/path.hpp>
#include <boost/system/error_code.hpp>

#include <filelock/owner.hpp>
#include <filelock/scheme.hpp>

#include "os/file.hpp"

namespace filelock
{
namespace soft
{

using boost::filesystem::path;
using boost::system::error_code;

/// A marker as it was found.
struct sighting
{
    os::file_facts facts;

    /// Who made it. Pid zero: it does not say.
    owner who;

    /// What distinguishes this hold from every other, if the marker says who made it.
    std::string bearer;

    /// Whether the one who made it still runs. Dead, too, is whose marker somebody was
    /// breaking who died over that.
    liveness state = liveness::unknown;

    bool says_who() const noexcept { return !bearer.empty(); }
};

/// By what right a marker is taken away.
enum class warrant
{
    proof,  ///< Its bearer is dead, or it is abandoned: nobody who lives may suffer.
    order   ///< A user has asked for it, whoever holds it.
};

/// The name X in the file system whose existence means that somebody holds the lock: one
/// lock object's hands on it. Knows nothing of readers, of waiting, or of when a marker
/// may be broken.
///
/// Not thread-safe: whoever owns it lets one thread at a time in. A new marker is one
/// class derived from this one and its case in make_marker().
class marker
{
public:
    marker() = default;
    marker(marker const&) = delete;
    marker& operator=(marker const&) = delete;
    virtual ~marker() = default;

    /// What a user calls it, such as "link".
    virtual char const* name() const noexcept = 0;

    /// Makes X ours, unless there is one. A failure leaves nothing behind.
    virtual attempt place(error_code& ec) = 0;

    /// What sightings of ours have as `bearer`. Precondition: placed.
    virtual std::string const& bearer() const noexcept = 0;

    /// Whether X is still ours. Precondition: placed.
    virtual bool is_in_place(error_code& ec) = 0;

    /// Removes ours. errc::not_my_lock: somebody has taken it away; after any other error
    /// it is still there. Precondition: placed.
    virtual void remove(error_code& ec) = 0;

    /// What there is now; nothing, and no error, if there is no X.
    virtual std::optional<sighting> look(error_code& ec) = 0;

    /// Removes exactly the marker that was seen. False: it is not there any more, or
    /// somebody else is about to remove it, or there is no safe way to.
    virtual bool take_away(sighting const& seen, warrant why, error_code& ec) = 0;

    /// Files that dead processes have left beside X and that hold nothing.
    virtual std::vector<path> leftovers(error_code& ec) = 0;
};

}  // namespace soft
}  // namespace filelock

#endif
