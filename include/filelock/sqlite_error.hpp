// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_SQLITE_ERROR_HPP_INCLUDED
#define FILELOCK_SQLITE_ERROR_HPP_INCLUDED

#include <type_traits>

#include <boost/system/error_code.hpp>

#include <filelock/config.hpp>

/// How symbols of the component `sqlite` are exported: as the library's own are.
#if defined(FILELOCK_DYN_LINK)
#if defined(FILELOCK_SQLITE_SOURCE)
#define FILELOCK_SQLITE_DECL BOOST_SYMBOL_EXPORT
#else
#define FILELOCK_SQLITE_DECL BOOST_SYMBOL_IMPORT
#endif
#else
#define FILELOCK_SQLITE_DECL
#endif

namespace filelock
{

/// Why a database is not used, although SQLite would. None of them alters anything.
enum class sqlite_errc
{
    foreign_database = 1,  ///< Another program's database: bad_message.
    newer_database,        ///< Made by a newer version of this library: not_supported.
    several_names,         ///< The file has hard links: not_supported.
    write_ahead_log_on_network  ///< In WAL mode, over a network: not_supported.
};

/// The category of `sqlite_errc`, named "filelock.sqlite". Never fails; any thread may
/// call it.
FILELOCK_SQLITE_DECL boost::system::error_category const& sqlite_lock_category() noexcept;

/// The category of SQLite's own result codes, extended ones included, named "sqlite"
/// (https://www.sqlite.org/rescode.html). They compare equal to the generic conditions
/// that mean the same, such as no_space_on_device. Never fails; any thread may call it.
FILELOCK_SQLITE_DECL boost::system::error_category const& sqlite_category() noexcept;

inline boost::system::error_code make_error_code(sqlite_errc value) noexcept
{
    return {static_cast<int>(value), sqlite_lock_category()};
}

}  // namespace filelock

namespace boost
{
namespace system
{

template <>
struct is_error_code_enum<filelock::sqlite_errc> : std::true_type
{
};

}  // namespace system
}  // namespace boost

#endif
