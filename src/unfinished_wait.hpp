// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_UNFINISHED_WAIT_HPP_INCLUDED
#define FILELOCK_UNFINISHED_WAIT_HPP_INCLUDED

#include <filelock/scheme.hpp>

namespace filelock
{

/// Between an attempt that is followed by a wait and its end: whatever ends it without
/// the lock, an exception included, the scheme is told that nobody waits any more.
class unfinished_wait
{
public:
    unfinished_wait(scheme& how, request const& who) noexcept : how_(how), who_(who) {}

    ~unfinished_wait()
    {
        if (who_.will_wait && !is_held_)
        {
            how_.abandon(who_);
        }
    }

    unfinished_wait(unfinished_wait const&) = delete;
    unfinished_wait& operator=(unfinished_wait const&) = delete;

    void set_held() noexcept { is_held_ = true; }

private:
    scheme& how_;
    request const& who_;
    bool is_held_ = false;
};

}  // namespace filelock

#endif
