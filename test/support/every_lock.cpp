// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "support/every_lock.hpp"

#include <algorithm>
#include <iterator>
#include <mutex>
#include <ostream>
#include <set>

#include <filelock/any_lock.hpp>
#include <filelock/fair_lock.hpp>
#include <filelock/recursive_lock.hpp>

#include "../../example/semaphore_scheme.hpp"

#include "support/optional_kinds.hpp"

namespace test
{

namespace
{

using boost::filesystem::path;

bool is_free_to_a_peer(std::string const& name, path const& lock_file,
                       filelock::lock_mode mode)
{
    peer_process independent;
    return remote_lock(independent, name, lock_file).try_lock(mode);
}

template <class Kind>
kind library_kind()
{
    kind made;
    made.name = Kind::name;
    made.scheme_name = Kind::scheme_name;
    made.is_soft = Kind::is_soft;
    made.writers_wait_at_a_gate = Kind::writers_wait_at_a_gate;
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

/// One that is kept by a scheme of a user's own.
template <class Kind>
kind custom_kind_of()
{
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

/// What this process's tests have used and killed holders have left behind.
class semaphore_sets
{
public:
    ~semaphore_sets()
    {
        for (key_t const each : used_)
        {
            semctl(semget(each, 0, 0), 0, IPC_RMID);
        }
    }

    void add(key_t one)
    {
        std::lock_guard<std::mutex> const lock(mutex_);
        used_.insert(one);
    }

private:
    std::mutex mutex_;
    std::set<key_t> used_;
};

/// The example's: a lock path stands for a number, which two paths hardly share.
struct semaphore_kind
{
    static constexpr char const* name = "semaphores";
    static constexpr char const* scheme_name = "semaphores";

    static filelock::custom_lock make(path const& target, filelock::options const& how)
    {
        auto const file = lock_path_of(target, how);
        auto const number =
            static_cast<key_t>(std::hash<std::string>()(file.string()) | 1U);
        static semaphore_sets sets;
        sets.add(number);
        return {target, std::make_unique<semaphore_scheme>(number), how};
    }
};

template <class Predicate>
std::vector<kind> library_kinds_that(Predicate matches)
{
    std::vector<kind> made;
    auto const& all = library_kinds();
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
        made.push_back(custom_kind_of<custom_kind>());
        made.push_back(custom_kind_of<semaphore_kind>());
        return made;
    }();
    return all;
}

std::vector<kind> const& kinds_that_lock_once()
{
    static auto const some =
        library_kinds_that([](kind const& each) { return !each.is_recursive; });
    return some;
}

std::vector<kind> const& soft_kinds()
{
    static auto const some =
        library_kinds_that([](kind const& each) { return each.is_soft; });
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
