// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_CLEAN_FAILURE_HPP_INCLUDED
#define FILELOCK_TEST_CLEAN_FAILURE_HPP_INCLUDED

#include <filelock/error.hpp>
#include <filelock/lock_base.hpp>

#include "support/expect.hpp"
#include "support/location.hpp"
#include "support/posix_inventory.hpp"

namespace test
{

/// Both modes fail for that reason, and leave nothing new behind.
inline void expect_failure(filelock::lock_base& lock, filelock::error_code const& reason,
                           location where = location::here())
{
    path const directory = lock.lock_path().parent_path();
    auto const before = inventory(directory);
    for (filelock::lock_mode const mode :
         {filelock::lock_mode::exclusive, filelock::lock_mode::shared})
    {
        filelock::error_code ec;
        mode == filelock::lock_mode::shared ? lock.acquire_shared(ec) : lock.acquire(ec);
        expect(ec == reason.default_error_condition() || ec == reason,
               reason.message() + ", not " + ec.message(), where);
        expect(!lock.i_am_locking(), "not held", where);
        expect(inventory(directory) == before, "nothing left behind", where);
    }
    expect(!lock.is_locked(), "not locked", where);
}

}  // namespace test

#endif
