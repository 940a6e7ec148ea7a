// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_PEER_LOCK_HPP_INCLUDED
#define FILELOCK_TEST_PEER_LOCK_HPP_INCLUDED

#include <chrono>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include <boost/filesystem/path.hpp>

#include <filelock/lock_mode.hpp>

namespace test
{

/// A lock of any kind inside the peer. Every member returns the line that answers the
/// test.
class peer_lock
{
public:
    using timeout = std::optional<std::chrono::milliseconds>;  ///< Nothing: for ever.

    virtual ~peer_lock() = default;

    /// "taken", "busy", "timed out", or an error.
    virtual std::string lock(filelock::lock_mode mode, timeout limit) = 0;
    virtual std::string release() = 0;

    /// "yes" or "no", or an error, as the rest.
    virtual std::string convert(filelock::lock_mode to) = 0;
    virtual std::string is_locked() = 0;
    virtual std::string previous_owner_died() = 0;
};

/// `kind` is a name in every_lock.cpp, interprocess, or boost (which is
/// Boost.Interprocess's own).
/// The options are "record" and "unthreaded".
std::unique_ptr<peer_lock> make_peer_lock(std::string const& kind,
                                          boost::filesystem::path const& file,
                                          std::set<std::string> const& options);

}  // namespace test

#endif
