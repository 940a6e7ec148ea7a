// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_USERS_KINDS_HPP_INCLUDED
#define FILELOCK_TEST_USERS_KINDS_HPP_INCLUDED

#include <string>
#include <vector>

#include "support/every_lock.hpp"

namespace test
{

/// Kinds that are kept by schemes of users' own.
std::vector<kind> users_kinds();

/// Whether a process that is started for it could have the lock in that mode.
bool is_free_to_a_peer(std::string const& name, boost::filesystem::path const& lock_file,
                       filelock::lock_mode mode);

template <class Kind>
kind users_kind()
{
    using boost::filesystem::path;
    kind made;
    made.name = Kind::name;
    made.scheme_name = Kind::scheme_name;
    made.maker = [](path const& target, filelock::options const& how)
    { return some_lock(Kind::make(target, how)); };
    made.proves_death = [](filelock::lock_mode) { return true; };
    made.free_test = [](path const& lock_file, filelock::lock_mode mode)
    { return is_free_to_a_peer(Kind::name, lock_file, mode); };
    return made;
}

}  // namespace test

#endif
