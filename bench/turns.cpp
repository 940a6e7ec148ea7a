// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "turns.hpp"

namespace bench
{

void take_turns(std::vector<pair_way>& ways, int turns)
{
    for (int turn = 0; turn < turns; ++turn)
    {
        for (pair_way& each : ways)
        {
            each.measured.push_back(each.time_a_round());
        }
    }
}

std::vector<row> rows_of(std::vector<pair_way> const& ways)
{
    std::vector<row> rows = {alone(ways[0].name, ways[0].measured)};
    for (std::size_t i = 1; i < ways.size(); ++i)
    {
        rows.push_back(compared(ways[i].name, ways[i].measured, ways[0].measured));
    }
    return rows;
}

}  // namespace bench
