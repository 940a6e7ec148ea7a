// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include <filelock/scheme.hpp>

#include <algorithm>

#include "backoff.hpp"
#include "parking.hpp"

namespace filelock
{

scheme::~scheme() = default;

wait_end scheme::wait(request const& who, wait_limits const& limits, error_code& ec)
{
    parking bed;
    cancellation::subscription const wake(limits.cancel, [&bed] { bed.unpark(); });
    backoff pause(std::chrono::milliseconds(1), limits.poll_interval);
    while (!limits.cancel.requested())
    {
        if (limits.until.passed())
        {
            return wait_end::timed_out;
        }
        auto until = deadline::clock::now() + pause.next();
        if (limits.until.is_finite())
        {
            until = std::min(until, limits.until.point());
        }
        bed.park_until(until);
        if (try_acquire(who, ec) == attempt::taken || ec)
        {
            return wait_end::taken;
        }
    }
    ec = make_error_code(boost::system::errc::operation_canceled);
    return wait_end::timed_out;
}

void scheme::abandon(request const&) noexcept {}

bool scheme::is_still_held(request const&, error_code&)
{
    return true;
}

}  // namespace filelock
