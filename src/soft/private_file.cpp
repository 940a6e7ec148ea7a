// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "soft/private_file.hpp"

#include <algorithm>

#include "soft/bearer_name.hpp"

namespace filelock
{
namespace soft
{

bool is_dead(std::string const& bearer)
{
    auto const who = parse_bearer_name(bearer);
    return who && probe(*who) == liveness::dead;
}

bool is_claimed_by_dead(side_names const& names, std::string const& bearer)
{
    error_code unreadable;
    auto const files = names.list(unreadable);
    return std::any_of(files.begin(), files.end(),
                       [&bearer](side_names::found_file const& file) {
                           return file.bearer == bearer && !file.claimant.empty()
                               && is_dead(file.claimant);
                       });
}

std::vector<path> abandoned_files(side_names const& names, path const& lock_path,
                                  error_code& ec)
{
    std::vector<path> abandoned;
    for (auto const& file : names.list(ec))
    {
        bool const by_dead =
            is_dead(file.bearer) && (file.claimant.empty() || is_dead(file.claimant));
        if (!by_dead)
        {
            continue;
        }
        // The dead make no new X of their file: this order of looking is safe.
        error_code gone;
        os::file_facts const itself = os::examine(file.name, gone);
        os::file_facts const marker = os::examine(lock_path, gone);
        if (!gone && itself.kind == os::file_kind::regular && !(itself.id == marker.id))
        {
            abandoned.push_back(file.name);
        }
    }
    return abandoned;
}

void remove_abandoned_files(side_names const& names, path const& lock_path)
{
    error_code ignored;
    for (path const& name : abandoned_files(names, lock_path, ignored))
    {
        os::remove_file(name, ignored);
    }
}

}  // namespace soft
}  // namespace filelock
