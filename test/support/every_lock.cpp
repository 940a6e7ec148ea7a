// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "support/every_lock.hpp"

#include <algorithm>
#include <iterator>
#include <ostream>

#include <filelock/any_lock.hpp>
#include <filelock/fair_lock.hpp>
#include <filelock/recursive_lock.hpp>

#include "support/optional_kinds.hpp"
#include "support/users_kinds.hpp"

namespace test
{

namespace
{

using boost::filesystem::path;

template <class Kind>
kind library_kind()
{
    kind made;
    made.name = Kind::name;
    made.scheme_name = Kind::scheme_name;
    made.is_soft = Kind::is_soft;
    made.writers_wait_at_a_gate = Kind::writers_wait_at_a_gate;
    made.names_holders = Kind::names_holders();
    made.can_upgrade = Kind::can_upgrade();
    made.maker = [](path const& target, filelock::options const& how)
    { return some_lock(Kind::make(target, how)); };
    made.proves_death = &Kind::proves_death;
    made.free_test = [](path const& lock_file, filelock::lock_mode mode)
    { return Kind::is_free(lock_file, mode); };
    return made;
}

/// A lock of that kind inside Wrapper.
template <class Kind, class Wrapper>
kind wrapped(std::string const& prefix)
{
    kind made = library_kind<Kind>();
    made.name = prefix + Kind::name;
    made.maker = [](path const& target, filelock::options const& how)
    { return some_lock(Wrapper(target, how)); };
    return made;
}

template <class Kind>
kind fair_kind()
{
    kind made = wrapped<Kind, filelock::fair_lock<typename Kind::lock>>("fair-");
    made.keeps_an_order = true;
    return made;
}

template <class Kind>
kind recursive_kind()
{
    kind made =
        wrapped<Kind, filelock::recursive_lock<typename Kind::lock>>("recursive-");
    made.is_recursive = true;
    return made;
}

/// The one of that scheme, chosen at run time.
template <class Kind>
kind any_kind()
{
    kind made = library_kind<Kind>();
    made.name = std::string("any-") + Kind::name;
    made.maker = [](path const& target, filelock::options const& how)
    { return some_lock(filelock::any_lock(Kind::scheme_name, target, how)); };
    return made;
}

template <class Predicate>
std::vector<kind> those_that(std::vector<kind> const& all, Predicate matches)
{
    std::vector<kind> made;
    std::copy_if(all.begin(), all.end(), std::back_inserter(made), matches);
    return made;
}

}  // namespace

path lock_path_of(path const& target, filelock::options const& how)
{
    path beside = target;
    beside += ".lock";
    return how.lock_path.empty() ? beside : how.lock_path;
}

std::vector<kind> const& library_kinds()
{
    static std::vector<kind> const all = with_optional_kinds({
        library_kind<hard_kind>(),
        library_kind<link_kind>(),
        library_kind<mkdir_kind>(),
        library_kind<create_kind>(),
        fair_kind<hard_kind>(),
        fair_kind<link_kind>(),
        recursive_kind<hard_kind>(),
        recursive_kind<mkdir_kind>(),
        any_kind<link_kind>(),
    });
    return all;
}

std::vector<kind> const& all_kinds()
{
    static std::vector<kind> const all = []
    {
        std::vector<kind> made = library_kinds();
        auto const users = users_kinds();
        made.insert(made.end(), users.begin(), users.end());
        return made;
    }();
    return all;
}

std::vector<kind> const& kinds_that_lock_once()
{
    static auto const some =
        those_that(library_kinds(), [](kind const& each) { return !each.is_recursive; });
    return some;
}

std::vector<kind> const& kinds_that_upgrade()
{
    static auto const some =
        those_that(all_kinds(), [](kind const& each) { return each.can_upgrade; });
    return some;
}

std::vector<kind> const& kinds_that_do_not_upgrade()
{
    static auto const some =
        those_that(all_kinds(), [](kind const& each) { return !each.can_upgrade; });
    return some;
}

std::vector<kind> const& soft_kinds()
{
    static auto const some =
        those_that(library_kinds(), [](kind const& each) { return each.is_soft; });
    return some;
}

std::vector<kind> const& unbreakable_kinds()
{
    static auto const some =
        those_that(library_kinds(), [](kind const& each) { return !each.is_soft; });
    return some;
}

kind const* find_kind(std::string const& name)
{
    auto const& all = all_kinds();
    auto const found = std::find_if(all.begin(), all.end(),
                                    [&](kind const& each) { return each.name == name; });
    return found != all.end() ? &*found : nullptr;
}

std::ostream& operator<<(std::ostream& out, kind const& which)
{
    return out << which.name;
}

}  // namespace test
