// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "tool/make_lock.hpp"

#include <map>

#include <filelock/hard_lock.hpp>

#include "tool/usage.hpp"

namespace filelock
{
namespace tool
{

namespace
{

using boost::filesystem::path;
using maker = chosen_lock (*)(path const&, options const&);

chosen_lock make_hard_lock(path const& target, options const& how_to)
{
    auto const lock = std::make_shared<hard_lock>(target, how_to);
    return {lock, [lock] { return lock->previous_owner_died(); },
            [lock] { return lock->left_behind(); }};
}

std::map<std::string, maker> const& makers()
{
    static std::map<std::string, maker> const all = {{"hard", &make_hard_lock}};
    return all;
}

}  // namespace

chosen_lock make_lock(std::string const& scheme, path const& target,
                      options const& how_to)
{
    auto const found = makers().find(scheme);
    if (found != makers().end())
    {
        return found->second(target, how_to);
    }
    std::string known;
    for (auto const& entry : makers())
    {
        known += (known.empty() ? "" : ", ") + entry.first;
    }
    throw usage_error("there is no scheme \"" + scheme + "\", only " + known);
}

}  // namespace tool
}  // namespace filelock
