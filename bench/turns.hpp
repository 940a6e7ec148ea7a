// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_BENCH_TURNS_HPP_INCLUDED
#define FILELOCK_BENCH_TURNS_HPP_INCLUDED

#include <functional>
#include <vector>

#include "measure.hpp"

/// Several ways of doing the same, measured in turns.

namespace bench
{

/// One way to take and give back a lock.
struct pair_way
{
    char const* name;
    std::function<double()> time_a_round;
    std::vector<double> measured{};
};

template <class Call>
pair_way make_way(char const* name, Call pair, int pairs_a_round = 1000)
{
    return {name, [=] { return nanoseconds_each(pairs_a_round, pair); }};
}

/// A B C A B C …: what the machine does meanwhile happens to all.
void take_turns(std::vector<pair_way>& ways, int turns);

/// The first one alone, the others beside it.
std::vector<row> rows_of(std::vector<pair_way> const& ways);

}  // namespace bench

#endif
