// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_SEMAPHORE_OF_SCHEME_HPP_INCLUDED
#define FILELOCK_TEST_SEMAPHORE_OF_SCHEME_HPP_INCLUDED

/// What the suites of a semaphore in one process have in common.

#include <cstddef>
#include <memory>
#include <string>
#include <utility>

#include <filelock/custom_lock.hpp>
#include <filelock/semaphore.hpp>

#include "support/shared_memory_scheme.hpp"
#include "support/temporary_directory.hpp"
#include "support/worker.hpp"

namespace test
{

/// "own" stands for a scheme that the library does not know.
inline char const* const schemes_of_semaphores[] = {"hard", "link", "mkdir", "create",
                                                    "own"};

inline filelock::semaphore make_semaphore(path const& target, std::ptrdiff_t count,
                                          std::string const& scheme,
                                          filelock::options const& how_to = {})
{
    if (scheme != "own")
    {
        return filelock::semaphore(target, count, scheme, how_to);
    }
    auto const maker = [](filelock::options const& how)
    {
        auto kept = std::make_unique<shared_memory_scheme>(how.lock_path);
        return std::make_shared<filelock::custom_lock>(how.lock_path, std::move(kept),
                                                       how);
    };
    return filelock::semaphore(target, count, maker, how_to);
}

struct in_semaphore : in_directory
{
    path const base = directory / "target.semaphore";
    worker thread;
    worker other_thread;
};

}  // namespace test

#endif
