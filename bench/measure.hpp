// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_BENCH_MEASURE_HPP_INCLUDED
#define FILELOCK_BENCH_MEASURE_HPP_INCLUDED

#include <chrono>

#include <boost/filesystem/path.hpp>

#include "report.hpp"

namespace bench
{

using clock = std::chrono::steady_clock;

struct settings
{
    boost::filesystem::path directory;  ///< Where the lock files are.
    boost::filesystem::path tool;       ///< The command `filelock`; may be missing.
    double effort = 1;                  ///< How many rounds, relative to the default.

    int rounds(int usual) const
    {
        int const wanted = static_cast<int>(usual * effort);
        return wanted < 5 ? 5 : wanted;
    }
};

/// Nanoseconds a call, from `count` calls in a row.
template <class Call>
double nanoseconds_each(int count, Call call)
{
    auto const began = clock::now();
    for (int i = 0; i < count; ++i)
    {
        call();
    }
    std::chrono::duration<double, std::nano> const took = clock::now() - began;
    return took.count() / count;
}

/// Makes an empty file of that name for a bare lock, and returns its full name.
std::string bare_lock_file(settings const& how, char const* name);

section measure_exclusive_pairs(settings const& how);
section measure_shared_pairs(settings const& how);
section measure_readers(settings const& how);
section measure_soft_pairs(settings const& how);
section measure_sqlite_pairs(settings const& how);
section measure_handles(settings const& how);
section measure_locked_files(settings const& how);
section measure_slots(settings const& how);
section measure_threads(settings const& how);
section measure_hand_over(settings const& how, bool on_one_core);
section measure_fair_pairs(settings const& how);
section measure_starvation(settings const& how);
section measure_shares(settings const& how);
section measure_killed_holders(settings const& how);
section measure_waiting(settings const& how);
section measure_lateness(settings const& how);
section measure_pairs_of_peers(settings const& how);
section measure_hand_over_of_peers(settings const& how);
section measure_commands(settings const& how);

}  // namespace bench

#endif
