// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_SQLITE_PATIENCE_HPP_INCLUDED
#define FILELOCK_SQLITE_PATIENCE_HPP_INCLUDED

#include <chrono>

#include <boost/system/error_code.hpp>

#include <sqlite3.h>

#include <filelock/sqlite_error.hpp>

namespace filelock
{
namespace sqlite
{

/// For how long a database that others keep locked is waited for.
constexpr std::chrono::milliseconds patience_of_queries{1000};
constexpr std::chrono::milliseconds patience_of_conversions{50};
constexpr std::chrono::milliseconds patience_of_releases{5000};

/// What to say afterwards.
inline boost::system::error_code database_is_busy() noexcept
{
    return {SQLITE_BUSY, sqlite_category()};
}

}  // namespace sqlite
}  // namespace filelock

#endif
