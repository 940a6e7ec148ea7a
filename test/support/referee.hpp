// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_REFEREE_HPP_INCLUDED
#define FILELOCK_TEST_REFEREE_HPP_INCLUDED

#include <memory>

#include <boost/filesystem/path.hpp>

#include <filelock/lock_mode.hpp>

namespace test
{

/// Judges from outside whether a lock excludes: all contenders, in whatever process, tell
/// one table in shared memory when they come in and when they go.
class referee
{
public:
    /// Opens the table in that file, and makes it if it is not there.
    explicit referee(boost::filesystem::path const& file);
    ~referee();
    referee(referee const&) = delete;
    referee& operator=(referee const&) = delete;

    /// The caller holds the lock from now on.
    void enter(filelock::lock_mode mode);

    /// Called just before the lock is given back, in whole or in part.
    void leave(filelock::lock_mode mode);

    /// How often anybody has come in, and how often a writer was not alone.
    long entries() const;
    long overlaps() const;

private:
    struct table;
    struct mapping;

    void check(filelock::lock_mode mode);

    std::unique_ptr<mapping> mapping_;
};

}  // namespace test

#endif
