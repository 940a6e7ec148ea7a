// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TOOL_WAIT_DISPLAY_HPP_INCLUDED
#define FILELOCK_TOOL_WAIT_DISPLAY_HPP_INCLUDED

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <filelock/owner.hpp>

#include "tool/awaited.hpp"

namespace filelock
{
namespace tool
{

/// While it lives, and from its second second on, a line on the terminal says how long
/// the lock has been waited for and who holds it. It is redrawn every second, never
/// longer than the terminal is wide, and erased in the end. Drawn only in the foreground.
///
/// A thread of its own asks for the owners, so that the wait is not disturbed.
class wait_display
{
public:
    /// `what` must live longer.
    explicit wait_display(awaited const& what);
    ~wait_display();
    wait_display(wait_display const&) = delete;
    wait_display& operator=(wait_display const&) = delete;

private:
    using clock = std::chrono::steady_clock;

    void redraw_every_second();
    std::string line() const;
    void draw(std::string const& text);

    awaited const& what_;
    clock::time_point const start_ = clock::now();
    std::size_t drawn_columns_ = 0;
    std::mutex mutex_;
    std::condition_variable ended_;
    bool has_ended_ = false;
    std::thread thread_;
};

/// The holders in one phrase; empty if there is none to be seen.
std::string describe_all(std::vector<owner> const& holders);

}  // namespace tool
}  // namespace filelock

#endif
