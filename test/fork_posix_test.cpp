// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// A forked child owns nothing, and harms nothing.

#define BOOST_TEST_MODULE fork_posix_test
#include <boost/test/unit_test.hpp>

#include <memory>
#include <mutex>
#include <thread>

#include <filelock/recursive_lock.hpp>

#include "support/expect.hpp"
#include "support/kind_test_case.hpp"
#include "support/posix_child.hpp"
#include "support/temporary_directory.hpp"
#include "support/watch.hpp"

namespace
{

using namespace test;
using namespace std::chrono_literals;
using filelock::errc;
using filelock::error_code;
using filelock::lock_mode;

struct one_lock : in_directory
{
    explicit one_lock(kind const& of) : which(of) {}

    kind const& which;
    std::unique_ptr<some_lock> lock = std::make_unique<some_lock>(which.make(target));

    /// What an independent process finds.
    bool is_held() { return !which.is_free(lock_file); }

    /// After the end of a child that held it to the last.
    bool is_to_be_had()
    {
        if (!which.proves_death(lock_mode::exclusive))
        {
            BOOST_TEST(!lock->try_lock());
            lock->break_lock();
        }
        return lock->try_lock();
    }
};

}  // namespace

FILELOCK_TEST_CASE_OF_KINDS(child_owns_nothing, library_kinds())
{
    one_lock here(which);
    for (bool const shared : {false, true})
    {
        shared ? here.lock->lock_shared() : here.lock->lock();
        in_child(
            [&]
            {
                expect(!here.lock->i_am_locking(), "not held by the child");
                expect(here.lock->is_locked(), "but by the parent");
                expect(!here.lock->try_lock(), "and so not to be had");
                expect(here.lock->try_lock_shared() == shared, "except to share it");
            });
        BOOST_TEST(here.lock->i_am_locking());
        BOOST_TEST(here.is_held());
        here.lock->release();
    }
}

FILELOCK_TEST_CASE_OF_KINDS(child_cannot_release_what_the_parent_holds, library_kinds())
{
    one_lock here(which);
    here.lock->lock();
    in_child(
        [&]
        {
            error_code ec;
            here.lock->release(ec);
            expect(ec == errc::not_my_lock,
                   "not the child's, rather than " + ec.message());
            here.lock->unlock();
            here.lock->unlock_shared();
            here.lock->unlock_and_lock_shared(ec);
            expect(ec == errc::not_my_lock,
                   "not the child's, rather than " + ec.message());
        });
    BOOST_TEST(here.is_held());
    here.lock->release();
    BOOST_TEST(!here.is_held());
}

FILELOCK_TEST_CASE_OF_KINDS(destruction_in_the_child_leaves_the_parent_s_lock,
                            library_kinds())
{
    for (bool const shared : {false, true})
    {
        one_lock here(which);
        shared ? here.lock->lock_shared() : here.lock->lock();
        auto const files = here.directory.entries();
        in_child([&] { here.lock.reset(); });
        BOOST_TEST(here.is_held());
        in_child(
            [&]
            {
                expect(!which.make(here.target).try_lock(), "held by the parent");
                *here.lock = which.make(here.directory / "other");
            });
        BOOST_TEST(here.is_held());
        BOOST_TEST(here.directory.entries() == files);
        BOOST_TEST(here.lock->i_am_locking());
        BOOST_CHECK_NO_THROW(here.lock->release());
    }
}

FILELOCK_TEST_CASE_OF_KINDS(child_may_move_what_the_parent_holds, library_kinds())
{
    one_lock here(which);
    one_lock other(which);
    other.lock->lock();
    here.lock->lock();
    in_child(
        [&]
        {
            auto moved = std::move(*here.lock);
            expect(!moved.i_am_locking(), "not held by the child");
            moved = std::move(*other.lock);
            expect(!moved.i_am_locking(), "nor is the other");
        });
    BOOST_TEST(here.is_held());
    BOOST_TEST(other.is_held());
}

FILELOCK_TEST_CASE_OF_KINDS(child_of_a_child_owns_nothing_either, library_kinds())
{
    one_lock here(which);
    here.lock->lock_shared();
    in_child(
        [&]
        {
            here.lock->lock_shared();
            in_child(
                [&]
                {
                    expect(!here.lock->i_am_locking(), "not held");
                    here.lock.reset();
                });
            expect(here.lock->i_am_locking(), "held by the child");
            here.lock->release();
        });
    BOOST_TEST(here.is_held());
}

FILELOCK_TEST_CASE_OF_KINDS(child_may_lock_anew_after_the_parent, library_kinds())
{
    one_lock here(which);
    baton tried;
    here.lock->lock();
    child waiting(
        [&]
        {
            expect(!here.lock->try_lock(), "held by the parent");
            tried.pass();
            here.lock->acquire(ceiling);
            expect(here.lock->i_am_locking(), "held by the child");
            here.lock->unlock_and_lock_shared();
            here.lock->release();
            here.lock->lock();
        });
    tried.take();
    here.lock->release();
    waiting.finish();
    BOOST_TEST(here.is_to_be_had());
}

FILELOCK_TEST_CASE_OF_KINDS(child_and_parent_exclude_each_other_through_the_same_object,
                            library_kinds())
{
    one_lock here(which);
    baton taken;
    baton enough;
    child holder(
        [&]
        {
            here.lock->lock();
            taken.pass();
            enough.take();
        });
    taken.take();
    BOOST_TEST(!here.lock->try_lock());
    BOOST_TEST(!here.lock->try_lock_shared_for(10ms));
    auto const owners = here.lock->owners();
    BOOST_REQUIRE(owners.size() == 1);
    BOOST_TEST(owners.front().pid == holder.pid());
    enough.pass();
    holder.finish();
    BOOST_TEST(here.is_to_be_had());
}

FILELOCK_TEST_CASE_OF_KINDS(child_may_have_threads_that_lock, library_kinds())
{
    one_lock here(which);
    here.lock->lock();
    here.lock->unlock();
    in_child(
        [&]
        {
            int entered = 0;
            auto const enter_often = [&]
            {
                for (int i = 0; i < 100; ++i)
                {
                    std::scoped_lock const guard(*here.lock);
                    ++entered;
                }
            };
            std::thread other(enter_often);
            enter_often();
            other.join();
            expect(entered == 200, "every entrance counted");
        });
}

BOOST_FIXTURE_TEST_CASE(holds_that_the_parent_has_counted_are_not_the_child_s,
                        in_directory)
{
    filelock::recursive_lock<filelock::hard_lock> lock(target);
    lock.lock_shared();
    lock.lock_shared();
    in_child(
        [&]
        {
            lock.lock_shared();
            lock.release();
            expect(!lock.i_am_locking(), "one release for one taking");
            error_code ec;
            lock.release(ec);
            expect(ec == errc::not_my_lock,
                   "not the child's, rather than " + ec.message());
        });
    lock.release();
    BOOST_TEST(lock.i_am_locking());
    lock.release();
    BOOST_TEST(!lock.is_locked());
}
