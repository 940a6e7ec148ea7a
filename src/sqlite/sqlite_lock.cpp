// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include <filelock/sqlite_lock.hpp>

#include <memory>
#include <stdexcept>
#include <string>

#include <filelock/any_lock.hpp>

#include "sqlite/sqlite_scheme.hpp"

namespace filelock
{

namespace
{

std::unique_ptr<scheme> make_sqlite(boost::filesystem::path const& lock_path,
                                    options const& how_to)
{
    return std::make_unique<sqlite::sqlite_scheme>(lock_path, std::string(), how_to);
}

std::string const& checked_lock_name(std::string const& name)
{
    if (name.size() > sqlite_lock::longest_name())
    {
        throw std::invalid_argument("the name of a lock in a database has at most "
                                    + std::to_string(sqlite_lock::longest_name())
                                    + " bytes, not " + std::to_string(name.size()));
    }
    return name;
}

}  // namespace

sqlite_lock::sqlite_lock(boost::filesystem::path const& target, std::string const& name,
                         options const& how_to)
    : lock_base(target, how_to,
                std::make_unique<sqlite::sqlite_scheme>(lock_path_of(target, how_to),
                                                        checked_lock_name(name), how_to))
{
}

sqlite_lock::sqlite_lock(boost::filesystem::path const& target, options const& how_to)
    : sqlite_lock(target, std::string(), how_to)
{
}

void register_sqlite_scheme()
{
    register_scheme("sqlite", &make_sqlite);
}

}  // namespace filelock
