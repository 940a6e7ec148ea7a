// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "soft/marker.hpp"

namespace filelock
{
namespace soft
{

liveness marker::judge(sighting const& seen)
{
    return probe(seen.who);
}

}  // namespace soft
}  // namespace filelock
