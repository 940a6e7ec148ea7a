// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_SOFT_STALENESS_HPP_INCLUDED
#define FILELOCK_SOFT_STALENESS_HPP_INCLUDED

#include <chrono>
#include <optional>

#include <filelock/options.hpp>

#include "soft/marker.hpp"
#include "soft/readers.hpp"

namespace filelock
{
namespace soft
{

/// When a marker or an entry may be taken away unasked: the options' policy. Remembers
/// since when it has seen a marker that does not say who made it.
class staleness
{
public:
    explicit staleness(options const& how_to);

    bool is_stale(sighting const& seen);
    bool is_stale(reader const& seen) const noexcept;

private:
    struct unnamed_marker
    {
        os::file_facts facts;
        std::chrono::steady_clock::time_point first_seen;
    };

    stale_policy const policy_;
    std::optional<std::chrono::nanoseconds> const abandoned_after_;
    std::optional<unnamed_marker> unnamed_;
};

}  // namespace soft
}  // namespace filelock

#endif
