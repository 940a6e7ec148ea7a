// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "support/optional_kinds.hpp"

#include "support/sqlite_kind.hpp"

namespace test
{

std::vector<kind> with_optional_kinds(std::vector<kind> kinds)
{
    kind made;
    made.name = sqlite_kind::name;
    made.scheme_name = sqlite_kind::scheme_name;
    made.is_soft = sqlite_kind::is_soft;
    made.writers_wait_at_a_gate = sqlite_kind::writers_wait_at_a_gate;
    made.maker = [](boost::filesystem::path const& target, filelock::options const& how)
    { return some_lock(sqlite_kind::make(target, how)); };
    made.proves_death = &sqlite_kind::proves_death;
    made.free_test =
        [](boost::filesystem::path const& lock_file, filelock::lock_mode mode)
    { return sqlite_kind::is_free(lock_file, mode); };
    kinds.push_back(made);
    return kinds;
}

}  // namespace test
