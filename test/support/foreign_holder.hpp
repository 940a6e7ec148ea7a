// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_FOREIGN_HOLDER_HPP_INCLUDED
#define FILELOCK_TEST_FOREIGN_HOLDER_HPP_INCLUDED

/// How a soft lock of ours sees a program of somebody else's that has the lock.

#include <chrono>

#include <boost/test/unit_test.hpp>

#include <filelock/error.hpp>
#include <filelock/lock_base.hpp>
#include <filelock/options.hpp>

#include "support/location.hpp"

namespace test
{

inline filelock::options abandoned_soon()
{
    filelock::options how;
    how.abandoned_after = std::chrono::milliseconds(30);
    return how;
}

/// A foreign marker excludes, and tells nobody who has put it there.
inline void check_unknown_holder(filelock::lock_base& ours,
                                 location where = location::here())
{
    BOOST_TEST_CONTEXT(where)
    {
        BOOST_TEST(!ours.try_lock());
        BOOST_TEST(!ours.try_lock_shared());
        BOOST_TEST(ours.is_locked());
        auto const owners = ours.owners();
        BOOST_REQUIRE(owners.size() == 1U);
        BOOST_TEST(owners.front().pid == 0);
        BOOST_TEST(owners.front().since.has_value());
    }
}

inline void check_lost(filelock::lock_base& ours, location where = location::here())
{
    filelock::error_code ec;
    ours.release(ec);
    BOOST_CHECK_MESSAGE(ec == filelock::errc::not_my_lock, where << ": " << ec.message());
}

}  // namespace test

#endif
