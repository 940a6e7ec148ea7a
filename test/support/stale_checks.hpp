// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_STALE_CHECKS_HPP_INCLUDED
#define FILELOCK_TEST_STALE_CHECKS_HPP_INCLUDED

/// Whether a marker that has been left is broken or not.

#include <type_traits>
#include <vector>

#include <boost/test/unit_test.hpp>

#include <filelock/observer.hpp>

#include "support/abilities.hpp"
#include "support/every_lock.hpp"
#include "support/posix_child.hpp"
#include "support/posix_inventory.hpp"
#include "support/temporary_directory.hpp"

namespace test
{

using filelock::lock_mode;

/// Those whose records say in which pid namespace their owners are.
using locks_with_namespaces = std::tuple<link_kind, mkdir_kind>;

template <class Kind>
constexpr bool names_namespaces = !std::is_same_v<Kind, create_kind>;

/// A create lock's record names no namespace.
template <class Kind>
bool can_be_proved_dead()
{
    return can_prove_deaths() && (names_namespaces<Kind> || sees_every_process());
}

/// The events of a lock that has been broken, while the object lives.
class broken_locks
{
public:
    broken_locks()
    {
        filelock::set_observer(
            [this](filelock::event const& e)
            {
                if (e.what == filelock::event::kind::stale_lock_broken)
                {
                    modes_.push_back(e.mode);
                    path_ = e.lock_path;
                }
            });
    }
    ~broken_locks() { filelock::set_observer({}); }
    broken_locks(broken_locks const&) = delete;
    broken_locks& operator=(broken_locks const&) = delete;

    void check(std::vector<lock_mode> const& expected, path const& lock_file) const
    {
        BOOST_TEST((modes_ == expected));
        BOOST_TEST((expected.empty() || path_ == lock_file));
    }

private:
    std::vector<lock_mode> modes_;
    path path_;
};

/// Who wants the lock breaks it, once, is told so, and leaves nothing behind.
template <class Kind>
void check_broken(in_directory const& place, lock_mode holder)
{
    broken_locks const events;
    {
        auto lock = Kind::make(place.target);
        BOOST_TEST(!lock.is_locked());
        BOOST_TEST(lock.try_lock());
        BOOST_TEST(lock.owners().size() == 1U);
        BOOST_TEST(lock.owners().at(0).pid == getpid());
    }
    events.check({holder}, place.lock_file);
    BOOST_TEST(place.directory.entries().empty());
}

/// Nobody gets it, and nothing is touched.
template <class Kind>
void check_held(in_directory const& place, filelock::options const& how = {})
{
    unchanged const everything(place.directory.name());
    broken_locks const events;
    auto lock = Kind::make(place.target, how);
    BOOST_TEST(lock.is_locked());
    BOOST_TEST(!lock.try_lock());
    BOOST_TEST(lock.owners().size() == 1U);
    events.check({}, {});
}

/// Takes the lock and ends without giving it back.
template <class Kind>
void die_holding(path const& target)
{
    child(
        [&]
        {
            auto lock = Kind::make(target);
            lock.lock();
            _exit(0);
        })
        .finish();
}

}  // namespace test

#endif
