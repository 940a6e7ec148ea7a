// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TOOL_MAKE_LOCK_HPP_INCLUDED
#define FILELOCK_TOOL_MAKE_LOCK_HPP_INCLUDED

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

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
    std::function<std::vector<boost::filesystem::path>()> leftovers;
    std::function<std::vector<boost::filesystem::path>()> remove_leftovers;
};

/// The names of the schemes, for a help text.
std::string known_schemes();

/// Touches no disk. Throws: usage_error for a scheme that there is not.
chosen_lock make_chosen_lock(std::string const& scheme,
                             boost::filesystem::path const& target,
                             options const& how_to);

/// The scheme of the lock that is kept there, as far as its marker tells; "hard" if there
/// is nothing, or nothing that tells.
std::string scheme_at(boost::filesystem::path const& target, options const& how_to);

}  // namespace tool
}  // namespace filelock

#endif
