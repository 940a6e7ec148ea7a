// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "soft/staleness.hpp"

namespace filelock
{
namespace soft
{

staleness::staleness(options const& how_to)
    : policy_(how_to.stale)
    , abandoned_after_(how_to.abandoned_after)
{
}

bool staleness::is_stale(sighting const& seen)
{
    if (seen.says_who())
    {
        return policy_ == stale_policy::dead_owner && seen.state == liveness::dead;
    }
    if (!abandoned_after_)
    {
        return false;
    }
    auto const now = std::chrono::steady_clock::now();
    bool const is_known = unnamed_ && unnamed_->facts.id == seen.facts.id
        && unnamed_->facts.changed == seen.facts.changed;
    if (!is_known)
    {
        unnamed_ = unnamed_marker{seen.facts, now};
    }
    return now - unnamed_->first_seen >= *abandoned_after_;
}

bool staleness::is_stale(reader const& seen) const noexcept
{
    return policy_ == stale_policy::dead_owner && seen.state == liveness::dead;
}

}  // namespace soft
}  // namespace filelock
