// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "tool/wait_display.hpp"

#include <iostream>

#include "os/terminal.hpp"
#include "tool/text.hpp"

namespace filelock
{
namespace tool
{

wait_display::wait_display(awaited const& what)
    : what_(what)
    , thread_([this] { redraw_every_second(); })
{
}

wait_display::~wait_display()
{
    {
        std::lock_guard<std::mutex> const guard(mutex_);
        has_ended_ = true;
    }
    ended_.notify_one();
    thread_.join();
    if (drawn_columns_ != 0)
    {
        draw("");
    }
}

void wait_display::redraw_every_second()
{
    auto next = start_ + std::chrono::seconds(1);
    std::unique_lock<std::mutex> guard(mutex_);
    while (!ended_.wait_until(guard, next, [this] { return has_ended_; }))
    {
        next += std::chrono::seconds(1);
        guard.unlock();
        if (os::is_in_foreground())
        {
            draw(line());
        }
        guard.lock();
    }
}

std::string wait_display::line() const
{
    error_code ec;
    std::string const holders = describe_all(what_.owners(ec));
    std::chrono::duration<double> const waited = clock::now() - start_;
    std::string const text = "waiting for " + in_quotes(what_.lock_path) + " for "
        + seconds_text(waited.count(), 0);
    return holders.empty() ? text : text + ": held by " + holders;
}

void wait_display::draw(std::string const& text)
{
    // In the last column some terminals wrap at once. Blanks instead of a sequence that
    // erases are understood by every terminal.
    std::string const shown(cut_to(os::terminal_columns() - 1, text));
    std::size_t const columns = columns_of(shown);
    std::string blanks;
    if (columns < drawn_columns_)
    {
        blanks.assign(drawn_columns_ - columns, ' ');
    }
    drawn_columns_ = columns;
    std::cerr << '\r' + shown + blanks + '\r';
}

std::string describe_all(std::vector<owner> const& holders)
{
    std::string all;
    for (owner const& holder : holders)
    {
        all += (all.empty() ? "" : ", ") + describe(holder);
    }
    return printable(all);
}

}  // namespace tool
}  // namespace filelock
