// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include <filelock/create_lock.hpp>
#include <filelock/link_lock.hpp>
#include <filelock/mkdir_lock.hpp>

#include <boost/range/algorithm_ext/push_back.hpp>

#include "make_scheme.hpp"
#include "soft/soft_scheme.hpp"
#include "throw_error.hpp"

namespace filelock
{

namespace
{

soft::soft_scheme& soft_scheme_of(scheme& how) noexcept
{
    return static_cast<soft::soft_scheme&>(how);
}

}  // namespace

marker_lock::marker_lock(boost::filesystem::path const& target, options const& how_to,
                         std::unique_ptr<scheme> how)
    : lock_base(target, how_to, std::move(how))
{
}

std::vector<boost::filesystem::path> marker_lock::leftovers() const
{
    error_code ec;
    auto found = leftovers(ec);
    if (ec)
    {
        throw_lock_error({"leftovers", ec, lock_path(), {}, {}});
    }
    return found;
}

std::vector<boost::filesystem::path> marker_lock::leftovers(error_code& ec) const
{
    ec.clear();
    auto found = soft_scheme_of(kept_by()).leftovers(ec);
    if (scheme* const gate = ec ? nullptr : gate_kept_by())
    {
        boost::range::push_back(found, soft_scheme_of(*gate).leftovers(ec));
    }
    return found;
}

std::vector<boost::filesystem::path> marker_lock::remove_leftovers()
{
    error_code ec;
    auto removed = remove_leftovers(ec);
    if (ec)
    {
        throw_lock_error({"remove_leftovers", ec, lock_path(), {}, {}});
    }
    return removed;
}

std::vector<boost::filesystem::path> marker_lock::remove_leftovers(error_code& ec)
{
    ec.clear();
    auto removed = soft_scheme_of(kept_by()).remove_leftovers(ec);
    if (scheme* const gate = ec ? nullptr : gate_kept_by())
    {
        boost::range::push_back(removed, soft_scheme_of(*gate).remove_leftovers(ec));
    }
    return removed;
}

link_lock::link_lock(boost::filesystem::path const& target, options const& how_to)
    : marker_lock(target, how_to,
                  make_scheme("link", lock_path_of(target, how_to), how_to))
{
}

mkdir_lock::mkdir_lock(boost::filesystem::path const& target, options const& how_to)
    : marker_lock(target, how_to,
                  make_scheme("mkdir", lock_path_of(target, how_to), how_to))
{
}

create_lock::create_lock(boost::filesystem::path const& target, options const& how_to)
    : marker_lock(target, how_to,
                  make_scheme("create", lock_path_of(target, how_to), how_to))
{
}

}  // namespace filelock
