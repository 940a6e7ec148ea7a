// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// Which names are one lock, who owns a hold of it, and what does not end one.

#define BOOST_TEST_MODULE identity_test
#include <boost/test/unit_test.hpp>

#include <memory>
#include <vector>

#include <boost/filesystem/operations.hpp>

#include "support/abilities.hpp"
#include "support/kind_test_case.hpp"
#include "support/remote_lock.hpp"
#include "support/temporary_directory.hpp"
#include "support/worker.hpp"

namespace
{

using namespace test;
using namespace std::chrono_literals;
namespace fs = boost::filesystem;
using filelock::errc;
using filelock::error_code;
using filelock::hard_lock;
using filelock::lock_mode;

some_lock lock_at(kind const& which, path const& file, bool threaded = true)
{
    filelock::options how;
    how.lock_path = file;
    how.threaded = threaded;
    return which.make(file, how);
}

struct locks : in_directory
{
    explicit locks(kind const& of) : which(of) {}

    kind const& which;
    some_lock lock = which.make(target);
    worker thread;
    peer_process peer;
    remote_lock remote{peer, which.name, lock_file};

    bool is_held() { return !which.is_free(lock_file); }

    /// Whether that name is the same lock, to this process and to the other; the lock
    /// itself is held in the end as in the beginning.
    bool is_the_same(path const& name)
    {
        auto other = lock_at(which, name);
        bool const here = !other.try_lock() && other.is_locked();
        bool const there = !remote_lock(peer, which.name, name).try_lock();
        error_code ec;
        other.acquire(ec);
        BOOST_TEST((ec == errc::would_deadlock));
        BOOST_TEST(lock.i_am_locking());
        BOOST_TEST(is_held());
        return here && there;
    }
};

using hard_locks = of_hard<locks>;

}  // namespace

FILELOCK_TEST_CASE_OF_KINDS(spellings_of_a_path_are_one_lock, library_kinds())
{
    locks here(which);
    fs::create_directory(here.directory / "sub");
    for (bool const shared : {false, true})
    {
        shared ? here.lock.lock_shared() : here.lock.lock();
        BOOST_TEST(here.is_the_same(here.directory / "." / "target.lock"));
        BOOST_TEST(here.is_the_same(here.directory / "sub" / ".." / "target.lock"));
        BOOST_TEST(here.is_the_same(here.directory.name().string() + "//target.lock"));
        BOOST_TEST(here.is_the_same(fs::relative(here.lock_file)));
        here.lock.release();
    }
}

FILELOCK_TEST_CASE_OF_KINDS(directory_with_a_slash_is_the_same_target, library_kinds())
{
    in_directory here;
    auto plain = which.make(here.target);
    for (char const* const slashes : {"/", "//"})
    {
        auto slashed = which.make(here.target.string() + slashes);
        BOOST_TEST(slashed.lock_path() == plain.lock_path());
    }
    BOOST_TEST(which.make("/").lock_path() == "/.lock");
}

FILELOCK_TEST_CASE_OF_KINDS(waiter_by_another_spelling_gets_what_is_freed,
                            library_kinds())
{
    locks here(which);
    auto other = lock_at(which, here.directory / "." / "target.lock");
    for (bool const timed : {false, true})
    {
        here.lock.lock();
        auto waiting =
            here.thread.start([&] { timed ? other.acquire(1h) : other.acquire(); });
        BOOST_TEST(waiting.is_blocked());
        here.lock.unlock();
        waiting.get();
        here.thread.run([&] { other.unlock(); });
    }
}

BOOST_TEST_DECORATOR(*boost::unit_test::precondition(symbolic_links_are_made))
FILELOCK_TEST_CASE_OF_KINDS(linked_directory_is_the_same_directory, library_kinds())
{
    locks here(which);
    fs::create_directory(here.directory / "real");
    fs::create_directory_symlink(here.directory / "real", here.directory / "linked");
    auto real = which.make(here.directory / "real" / "target");
    auto linked = which.make(here.directory / "linked" / "target");
    linked.lock();
    BOOST_TEST(!real.try_lock());
    BOOST_TEST(!which.is_free(real.lock_path()));
    linked.unlock();
    BOOST_TEST(real.try_lock());
}

BOOST_FIXTURE_TEST_CASE(hard_link_of_the_lock_file_is_the_same_lock, hard_locks)
{
    lock.lock();
    fs::create_hard_link(lock_file, directory / "second name");
    BOOST_TEST(is_the_same(directory / "second name"));
}

FILELOCK_TEST_CASE_OF_KINDS(different_files_are_different_locks, library_kinds())
{
    locks here(which);
    here.lock.lock();
    BOOST_TEST(which.make(here.directory / "other").try_lock());
    BOOST_TEST(lock_at(which, here.target).try_lock());
    BOOST_TEST(here.is_held());
}

BOOST_FIXTURE_TEST_CASE(replaced_file_is_not_noticed_by_who_has_used_the_old_one,
                        hard_locks,
                        *boost::unit_test::precondition(open_files_are_replaced))
{
    lock.lock();
    lock.unlock();
    fs::remove(lock_file);
    hard_lock later(target);
    BOOST_TEST(later.try_lock());
    BOOST_TEST(lock.try_lock());
    BOOST_TEST(!hard_lock(target).try_lock());
}

FILELOCK_TEST_CASE_OF_KINDS(probes_do_not_drop_our_own_lock, library_kinds())
{
    locks here(which);
    for (bool const shared : {false, true})
    {
        shared ? here.lock.lock_shared() : here.lock.lock();
        BOOST_TEST(here.lock.is_locked());
        BOOST_TEST(here.lock.owners().size() == 1);
        {
            auto other = which.make(here.target);
            BOOST_TEST(other.is_locked());
            BOOST_TEST(other.owners().size() == 1);
            if (!which.is_soft)
            {
                BOOST_CHECK_THROW(other.break_lock(), filelock::lock_failed);
            }
        }
        BOOST_TEST(here.is_held());
        here.lock.release();
    }
}

FILELOCK_TEST_CASE_OF_KINDS(probe_before_the_first_lock_does_not_drop_it_either,
                            library_kinds())
{
    locks here(which);
    if (!which.is_soft)
    {
        write_bytes(here.lock_file, "");  // Else there is nothing to open and close.
    }
    auto early = std::make_unique<some_lock>(which.make(here.target));
    BOOST_TEST(!early->is_locked());
    here.lock.lock();
    BOOST_TEST(early->is_locked());
    early.reset();
    BOOST_TEST(here.is_held());
}

FILELOCK_TEST_CASE_OF_KINDS(other_objects_come_and_go_without_dropping_it,
                            library_kinds())
{
    locks here(which);
    here.lock.lock();
    for (int i = 0; i < 3; ++i)
    {
        auto other = which.make(here.target);
        BOOST_TEST(!other.try_lock());
        BOOST_TEST(!other.try_lock_shared_for(2ms));
        auto const moved = std::move(other);
        auto const never_used = which.make(here.target);
    }
    here.thread.run([&] { which.make(here.target).try_lock(); });
    BOOST_TEST(here.is_held());
}

FILELOCK_TEST_CASE_OF_KINDS(reader_that_leaves_does_not_drop_the_other_readers_lock,
                            library_kinds())
{
    locks here(which);
    here.lock.lock_shared();
    which.make(here.target).lock_shared();
    BOOST_TEST(here.is_held());
    here.lock.unlock_shared();
    BOOST_TEST(!here.is_held());
}

FILELOCK_TEST_CASE_OF_KINDS(other_thread_may_not_release, library_kinds())
{
    locks here(which);
    here.lock.lock();
    error_code ec;
    here.thread.run([&] { here.lock.release(ec); });
    BOOST_TEST((ec == errc::not_my_lock));
    here.thread.run([&] { here.lock.unlock(); });
    BOOST_TEST(here.lock.i_am_locking());
    BOOST_TEST(here.is_held());
}

FILELOCK_TEST_CASE_OF_KINDS(other_object_may_not_release, library_kinds())
{
    locks here(which);
    auto other = which.make(here.target);
    here.lock.lock();
    BOOST_CHECK_THROW(other.release(), filelock::not_my_lock);
    other.unlock();
    BOOST_TEST(here.is_held());
    here.lock.release();
    BOOST_CHECK_THROW(other.release(), filelock::not_locked);
}

FILELOCK_TEST_CASE_OF_KINDS(broken_lock_is_not_mine_any_more, soft_kinds())
{
    locks here(which);
    for (bool const shared : {false, true})
    {
        shared ? here.lock.lock_shared() : here.lock.lock();
        which.make(here.target).break_lock();
        here.remote.lock();
        BOOST_CHECK_THROW(here.lock.release(), filelock::not_my_lock);
        BOOST_TEST(here.is_held());
        here.remote.release();
        BOOST_CHECK_THROW(here.lock.release(), filelock::not_locked);
    }
}

FILELOCK_TEST_CASE_OF_KINDS(wrong_unlock_releases_nothing, library_kinds())
{
    locks here(which);
    here.lock.lock();
    here.lock.unlock_shared();
    BOOST_TEST(here.lock.i_am_locking());
    BOOST_TEST(here.is_held());
    here.lock.unlock();
    here.lock.lock_shared();
    here.lock.unlock();
    BOOST_TEST(here.is_held());
}

FILELOCK_TEST_CASE_OF_KINDS(any_thread_may_release_what_is_not_threaded, library_kinds())
{
    locks here(which);
    auto anybody_s = lock_at(which, here.lock_file, false);
    anybody_s.lock();
    here.thread.run([&] { anybody_s.release(); });
    BOOST_TEST(!here.is_held());
    here.thread.run([&] { anybody_s.lock_shared(); });
    anybody_s.unlock_shared();
    BOOST_TEST(!here.is_held());
    BOOST_CHECK_THROW(anybody_s.release(), filelock::not_locked);
}

FILELOCK_TEST_CASE_OF_KINDS(thread_that_ended_is_not_taken_for_a_new_one, library_kinds())
{
    locks here(which);
    {
        worker short_lived;
        short_lived.run([&] { here.lock.lock(); });
    }
    worker next;  // the system may well give it the same thread id
    BOOST_TEST(!next.run([&] { return here.lock.i_am_locking(); }));
    error_code ec;
    next.run([&] { here.lock.release(ec); });
    BOOST_TEST((ec == errc::not_my_lock));
    BOOST_TEST(here.is_held());
}
