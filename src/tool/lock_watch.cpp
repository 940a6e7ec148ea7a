// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "tool/lock_watch.hpp"

#include <string>

#include <filelock/observer.hpp>

#include "tool/text.hpp"
#include "tool/wait_display.hpp"

namespace filelock
{
namespace tool
{

namespace
{

void announce(awaited const& what)
{
    error_code ec;
    std::string const holders = describe_all(what.owners(ec));
    tell("waiting for " + in_quotes(what.lock_path)
         + (holders.empty() ? "" : ", held by " + holders));
}

}  // namespace

lock_watch::lock_watch(awaited const& what, bool verbose)
{
    set_observer(
        [this, &what, verbose](event const& happened)
        {
            if (happened.what == event::kind::stale_lock_broken
                && happened.mode == lock_mode::exclusive)
            {
                has_broken_ = true;
            }
            // What is made of several locks waits for one after the other.
            if (happened.what == event::kind::waiting && verbose
                && !has_announced_.exchange(true))
            {
                announce(what);
            }
        });
}

lock_watch::~lock_watch()
{
    set_observer({});
}

}  // namespace tool
}  // namespace filelock
