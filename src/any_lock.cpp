// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include <filelock/any_lock.hpp>

#include <memory>
#include <stdexcept>

#include <boost/algorithm/string/join.hpp>

#include "make_scheme.hpp"

namespace filelock
{

namespace
{

std::unique_ptr<scheme> make_known_scheme(std::string const& name,
                                          boost::filesystem::path const& lock_path,
                                          options const& how_to)
{
    auto made = make_scheme(name, lock_path, how_to);
    if (!made)
    {
        throw std::invalid_argument("there is no scheme \"" + name + "\", only "
                                    + boost::algorithm::join(scheme_names(), ", "));
    }
    return made;
}

}  // namespace

any_lock::any_lock(std::string const& scheme_name, boost::filesystem::path const& target,
                   options const& how_to)
    : lock_base(target, how_to,
                make_known_scheme(scheme_name, lock_path_of(target, how_to), how_to))
{
}

any_lock make_lock(std::string const& scheme_name, boost::filesystem::path const& target,
                   options const& how_to)
{
    return any_lock(scheme_name, target, how_to);
}

}  // namespace filelock
