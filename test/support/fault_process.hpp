// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_FAULT_PROCESS_HPP_INCLUDED
#define FILELOCK_TEST_FAULT_PROCESS_HPP_INCLUDED

#include <sys/types.h>

#include <functional>
#include <optional>
#include <string>

#include <boost/interprocess/mapped_region.hpp>

#include "support/location.hpp"

namespace test
{

/// A forked child of the test that may be stopped and killed at any moment, by others or
/// by itself. It does one thing and ends; what that throws is its failure. One that takes
/// far too long ends itself.
class fault_process
{
public:
    enum class news
    {
        ended,
        killed,
        stopped
    };

    explicit fault_process(std::function<void()> const& what);

    /// Kills it, if it still is there.
    ~fault_process();
    fault_process(fault_process const&) = delete;
    fault_process& operator=(fault_process const&) = delete;

    /// Waits until it has ended, been killed or been stopped. Fails the test if it has
    /// failed or crashed.
    news wait(location where = location::here());

    /// The same without waiting; nothing: it goes on.
    std::optional<news> look(location where = location::here());

    /// When these return it does nothing more. Whoever was stopped may have ended before.
    news stop(location where = location::here());
    void kill(location where = location::here());

    void resume();

private:
    std::optional<news> wait(int options, location where);

    pid_t id_ = -1;
    boost::interprocess::mapped_region failure_;
};

}  // namespace test

#endif
