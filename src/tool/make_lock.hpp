// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TOOL_MAKE_LOCK_HPP_INCLUDED
#define FILELOCK_TOOL_MAKE_LOCK_HPP_INCLUDED

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include <boost/filesystem/path.hpp>

#include <filelock/lock_base.hpp>
#include <filelock/options.hpp>

namespace filelock
{
namespace tool
{

/// A lock whose scheme was chosen at run time, and what not every scheme can tell.
struct chosen_lock
{
    std::shared_ptr<lock_base> lock;
    std::function<bool()> previous_owner_died;
    std::function<std::optional<owner>()> left_behind;
};

/// Touches no disk. Throws: usage_error for a scheme that there is not.
chosen_lock make_lock(std::string const& scheme, boost::filesystem::path const& target,
                      options const& how_to);

}  // namespace tool
}  // namespace filelock

#endif
