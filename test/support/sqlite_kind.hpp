// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_SQLITE_KIND_HPP_INCLUDED
#define FILELOCK_TEST_SQLITE_KIND_HPP_INCLUDED

#include <string>
#include <vector>

#include <boost/filesystem/path.hpp>

#include <filelock/lock_mode.hpp>
#include <filelock/options.hpp>
#include <filelock/sqlite_lock.hpp>

#include "support/abilities.hpp"

namespace test
{

/// For the suites of every lock; see every_lock.hpp.
struct sqlite_kind
{
    using lock = filelock::sqlite_lock;

    static constexpr char const* name = "sqlite";
    static constexpr char const* scheme_name = "sqlite";
    static constexpr bool is_soft = true;

    /// Who becomes a writer need not come through the gate.
    static constexpr bool writers_wait_at_a_gate = false;

    static lock make(boost::filesystem::path const& target, filelock::options how = {})
    {
        return lock(target, how);
    }

    static bool proves_death(filelock::lock_mode) { return can_prove_deaths(); }

    /// By what is in the database.
    static bool is_free(boost::filesystem::path const& lock_file,
                        filelock::lock_mode mode = filelock::lock_mode::exclusive);
};

/// What SQL finds in the database, read by a connection that changes nothing: the columns
/// of all rows, separated by '|'. Fails the test if that is an error.
std::vector<std::string> ask_in_sql(boost::filesystem::path const& database,
                                    std::string const& query);

/// What another program does to the database.
void change_in_sql(boost::filesystem::path const& database,
                   std::string const& statements);

}  // namespace test

#endif
