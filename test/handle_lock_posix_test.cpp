// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// The guard of a lock on what the caller has open.

#include <filelock/handle_lock.hpp>

#include <boost/test/unit_test.hpp>

#include <optional>
#include <type_traits>
#include <utility>

#include <filelock/observer.hpp>

#include "support/expect.hpp"
#include "support/posix_child.hpp"
#include "support/posix_open_file.hpp"
#include "support/watch.hpp"

namespace
{

using namespace test;
using filelock::errc;
using filelock::error_code;
using filelock::handle_lock;
using filelock::lock_flags;
using filelock::lock_mode;

struct noted_event
{
    filelock::event::kind what;
    path lock_path;
    lock_mode mode;
    error_code reason;
};

/// What the observer is told while it lives, the latest only.
class last_event
{
public:
    last_event()
    {
        filelock::set_observer(
            [this](filelock::event const& told) {
                noted = {told.what, told.lock_path, told.mode, told.reason};
            });
    }

    ~last_event() { filelock::set_observer({}); }
    last_event(last_event const&) = delete;
    last_event& operator=(last_event const&) = delete;

    std::optional<noted_event> noted;
};

static_assert(std::is_nothrow_move_constructible_v<handle_lock>);
static_assert(!std::is_copy_constructible_v<handle_lock>);

}  // namespace

BOOST_FIXTURE_TEST_SUITE(guards_of_handles, opened_twice)

BOOST_AUTO_TEST_CASE(guard_locks_while_it_lives_and_leaves_the_file_open)
{
    {
        handle_lock const guard(first);
        BOOST_TEST(guard.owns_lock());
        BOOST_TEST((guard.handle() == first.handle()));
        BOOST_TEST(!lets_in(lock_mode::shared));
    }
    BOOST_TEST(lets_in());
    BOOST_TEST(write(first.handle(), "x", 1) == 1);
    handle_lock const reader(first, lock_flags::shared);
    BOOST_TEST(lets_in(lock_mode::shared));
    BOOST_TEST(!lets_in());
}

BOOST_AUTO_TEST_CASE(guard_that_is_refused_owns_nothing_and_unlocks_nothing)
{
    handle_lock const holder(first);
    BOOST_CHECK_THROW(handle_lock(second, lock_flags::shared | lock_flags::non_blocking),
                      filelock::already_locked);
    {
        handle_lock const refused(second, lock_flags::shared, std::try_to_lock);
        BOOST_TEST(!refused);
    }
    BOOST_TEST(!handle_lock().owns_lock());
    BOOST_TEST(!lets_in());
}

BOOST_AUTO_TEST_CASE(guard_takes_over_what_is_locked)
{
    BOOST_REQUIRE(filelock::try_lock_for(first, ceiling, lock_flags::shared));
    {
        handle_lock const guard(first, lock_flags::shared, std::adopt_lock);
        BOOST_TEST(guard.owns_lock());
    }
    BOOST_TEST(lets_in());
    BOOST_TEST(handle_lock(first, lock_flags::exclusive, std::try_to_lock).owns_lock());
    BOOST_TEST(lets_in());
}

BOOST_AUTO_TEST_CASE(moved_from_guard_owns_nothing_and_assigned_to_guard_unlocks)
{
    open_file other(directory / "other");
    handle_lock guard(first);
    handle_lock heir(std::move(guard));
    BOOST_TEST(!guard.owns_lock());
    BOOST_TEST(heir.owns_lock());
    handle_lock of_other(other);
    of_other = std::move(heir);
    BOOST_TEST(test::lets_in(directory / "other"));
    BOOST_TEST(!lets_in());
    BOOST_TEST((of_other.handle() == first.handle()));
    of_other = handle_lock();
    BOOST_TEST(lets_in());
}

BOOST_AUTO_TEST_CASE(guard_unlocks_once)
{
    handle_lock guard(first);
    guard.unlock();
    BOOST_TEST(!guard.owns_lock());
    BOOST_TEST(lets_in());
    filelock::lock(first);
    BOOST_CHECK_THROW(guard.unlock(), filelock::not_locked);
    guard = handle_lock();
    BOOST_TEST(!lets_in());
}

BOOST_AUTO_TEST_CASE(released_guard_leaves_the_file_locked)
{
    {
        handle_lock guard(first);
        BOOST_TEST((guard.release() == first.handle()));
        BOOST_TEST(!guard.owns_lock());
    }
    BOOST_TEST(!lets_in());
}

BOOST_AUTO_TEST_CASE(guard_in_a_forked_child_owns_nothing_and_unlocks_nothing)
{
    handle_lock guard(first);
    in_child(
        [&]
        {
            expect(!guard.owns_lock(), "not owned by the child");
            handle_lock const gone(std::move(guard));
        });
    BOOST_TEST(!lets_in());
    in_child(
        [&]
        {
            error_code ec;
            guard.unlock(ec);
            expect(ec == errc::not_my_lock, "not the child's to unlock");
        });
    BOOST_TEST(!lets_in());
    BOOST_TEST(guard.owns_lock());
    guard.unlock();
    BOOST_TEST(lets_in());
}

BOOST_AUTO_TEST_CASE(observer_is_told_what_the_destructor_cannot_unlock)
{
    last_event seen;
    {
        handle_lock const guard(first, lock_flags::shared);
        BOOST_TEST(!seen.noted.has_value());
        first.close();
    }
    BOOST_REQUIRE(seen.noted.has_value());
    BOOST_TEST((seen.noted->what == filelock::event::kind::unlock_failed));
    BOOST_TEST((seen.noted->mode == lock_mode::shared));
    BOOST_TEST((seen.noted->reason == boost::system::errc::bad_file_descriptor));
    BOOST_TEST(!seen.noted->lock_path.empty());
}

BOOST_AUTO_TEST_SUITE_END()
