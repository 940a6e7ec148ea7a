// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include <filelock/sqlite_error.hpp>

#include <string>
#include <type_traits>

#include <sqlite3.h>

namespace filelock
{

namespace
{

namespace generic = boost::system::errc;

class own_sqlite_errors final : public boost::system::error_category
{
public:
    char const* name() const noexcept override { return "filelock.sqlite"; }

    std::string message(int value) const override
    {
        switch (static_cast<sqlite_errc>(value))
        {
        case sqlite_errc::foreign_database:
            return "a database of another program is in the way; name another lock file";
        case sqlite_errc::newer_database:
            return "the lock database was made by a newer version of filelock; update "
                   "this one, or name another lock file";
        case sqlite_errc::several_names:
            return "the lock database has several names (hard links), under which SQLite "
                   "would damage it; remove all but one";
        case sqlite_errc::write_ahead_log_on_network:
            return "the lock database has a write-ahead log, which cannot work over a "
                   "network; have it made anew where it is, or name another lock file";
        }
        return "unknown error";
    }

    boost::system::error_condition
    default_error_condition(int value) const noexcept override
    {
        return make_error_condition(static_cast<sqlite_errc>(value)
                                            == sqlite_errc::foreign_database
                                        ? generic::bad_message
                                        : generic::not_supported);
    }
};

class sqlite_errors final : public boost::system::error_category
{
public:
    char const* name() const noexcept override { return "sqlite"; }

    std::string message(int value) const override
    {
        std::string text = sqlite3_errstr(value);
        switch (value & 0xff)
        {
        case SQLITE_NOTADB:
        case SQLITE_CORRUPT:
            return text + "; name another lock file, or remove it if nobody needs it";
        case SQLITE_BUSY:
            return text + " by another program";
        default:
            return text;
        }
    }

    boost::system::error_condition
    default_error_condition(int value) const noexcept override
    {
        switch (value & 0xff)
        {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return make_error_condition(generic::resource_unavailable_try_again);
        case SQLITE_FULL:
            return make_error_condition(generic::no_space_on_device);
        case SQLITE_PERM:
        case SQLITE_READONLY:
            return make_error_condition(generic::permission_denied);
        case SQLITE_NOTADB:
        case SQLITE_CORRUPT:
            return make_error_condition(generic::bad_message);
        case SQLITE_NOMEM:
            return make_error_condition(generic::not_enough_memory);
        case SQLITE_TOOBIG:
            return make_error_condition(generic::value_too_large);
        case SQLITE_IOERR:
            return make_error_condition(generic::io_error);
        default:
            return {value, *this};
        }
    }
};

}  // namespace

boost::system::error_category const& sqlite_lock_category() noexcept
{
    // As lock_category() is: usable to the program's very end.
    static_assert(std::is_trivially_destructible_v<own_sqlite_errors>);
    static own_sqlite_errors const instance;
    return instance;
}

boost::system::error_category const& sqlite_category() noexcept
{
    static_assert(std::is_trivially_destructible_v<sqlite_errors>);
    static sqlite_errors const instance;
    return instance;
}

}  // namespace filelock
