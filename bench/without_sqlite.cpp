// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "measure.hpp"

namespace bench
{

section measure_sqlite_pairs(settings const&)
{
    return {"A pair of a lock in a database", "ns", {}, {"built without SQLite"}};
}

}  // namespace bench
