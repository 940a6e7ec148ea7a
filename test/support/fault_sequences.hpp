// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_FAULT_SEQUENCES_HPP_INCLUDED
#define FILELOCK_TEST_FAULT_SEQUENCES_HPP_INCLUDED

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "support/fault_scene.hpp"

namespace test
{

/// Longer than anybody needs who can have the lock.
constexpr std::chrono::seconds patience{20};

/// What a soft lock is asked to do while it is struck.
struct sequence
{
    char const* name;

    /// Every kind of lock needs more operations for it. A plan that strikes nowhere fails
    /// on this.
    int least_points;

    bool breaks;  ///< By order.

    std::function<void(fault_scene&)> around;  ///< In the test's process.
    std::function<void(judged_lock&)> before;  ///< In the victim, before it is armed.
    std::function<void(judged_lock&)> armed;
};

std::vector<sequence> const& sequences();
sequence const& sequence_named(std::string const& name);

/// Those of the victim's lock.
filelock::options options_of_victim(fault_scene& scene);

}  // namespace test

#endif
