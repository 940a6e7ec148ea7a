// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include <filelock/sqlite_lock.hpp>

#include <memory>

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

}  // namespace

sqlite_lock::sqlite_lock(boost::filesystem::path const& target, std::string const& name,
                         options const& how_to)
    : lock_base(target, how_to,
                std::make_unique<sqlite::sqlite_scheme>(lock_path_of(target, how_to),
                                                        name, how_to))
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
