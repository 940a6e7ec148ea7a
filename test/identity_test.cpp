// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// Which names are one lock, who owns a hold of it, and what does not end one.

#include <filelock/hard_lock.hpp>

#define BOOST_TEST_MODULE identity_test
#include <boost/test/unit_test.hpp>

#include <memory>
#include <vector>

#include <boost/filesystem/operations.hpp>

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

hard_lock lock_at(path const& file, bool threaded = true)
{
    filelock::options how;
    how.lock_path = file;
    how.threaded = threaded;
    return hard_lock(file, how);
}

struct locks : in_directory
{
    hard_lock lock{target};
    worker thread;
    peer_process peer;
    remote_lock remote{peer, "hard", lock_file};

    bool is_held() { return !is_free(lock_file); }

    /// Whether that name is the same lock, to this process and to the other; the lock
    /// itself is held in the end as in the beginning.
    bool is_the_same(path const& name)
    {
        hard_lock other = lock_at(name);
        bool const here = !other.try_lock() && other.is_locked();
        bool const there = !remote_lock(peer, "hard", name).try_lock();
        BOOST_TEST(lock.i_am_locking());
        BOOST_TEST(is_held());
        return here && there;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(identity, locks)

BOOST_AUTO_TEST_CASE(spellings_of_a_path_are_one_lock)
{
    fs::create_directory(directory / "sub");
    lock.lock();
    BOOST_TEST(is_the_same(directory / "." / "target.lock"));
    BOOST_TEST(is_the_same(directory / "sub" / ".." / "target.lock"));
    BOOST_TEST(is_the_same(directory.name().string() + "//target.lock"));
    BOOST_TEST(is_the_same(fs::relative(lock_file)));
}

BOOST_AUTO_TEST_CASE(linked_directory_is_the_same_directory)
{
    fs::create_directory(directory / "real");
    fs::create_directory_symlink(directory / "real", directory / "linked");
    hard_lock real(directory / "real" / "target");
    hard_lock linked(directory / "linked" / "target");
    linked.lock();
    BOOST_TEST(!real.try_lock());
    BOOST_TEST(!is_free(real.lock_path()));
    linked.unlock();
    BOOST_TEST(real.try_lock());
}

BOOST_AUTO_TEST_CASE(hard_link_of_the_lock_file_is_the_same_lock)
{
    lock.lock();
    fs::create_hard_link(lock_file, directory / "second name");
    BOOST_TEST(is_the_same(directory / "second name"));
}

BOOST_AUTO_TEST_CASE(different_files_are_different_locks)
{
    lock.lock();
    BOOST_TEST(hard_lock(directory / "other").try_lock());
    BOOST_TEST(lock_at(target).try_lock());
    BOOST_TEST(is_held());
}

BOOST_AUTO_TEST_CASE(replaced_file_is_not_noticed_by_who_has_used_the_old_one)
{
    lock.lock();
    lock.unlock();
    fs::remove(lock_file);
    hard_lock later(target);
    BOOST_TEST(later.try_lock());
    BOOST_TEST(lock.try_lock());
    BOOST_TEST(!hard_lock(target).try_lock());
}

BOOST_AUTO_TEST_CASE(probes_do_not_drop_our_own_lock)
{
    for (bool const shared : {false, true})
    {
        shared ? lock.lock_shared() : lock.lock();
        BOOST_TEST(lock.is_locked());
        BOOST_TEST(lock.owners().size() == 1);
        {
            hard_lock other(target);
            BOOST_TEST(other.is_locked());
            BOOST_TEST(other.owners().size() == 1);
            BOOST_CHECK_THROW(other.break_lock(), filelock::lock_failed);
        }
        BOOST_TEST(is_held());
        lock.release();
    }
}

BOOST_AUTO_TEST_CASE(probe_before_the_first_lock_does_not_drop_it_either)
{
    write_bytes(lock_file, "");
    auto early = std::make_unique<hard_lock>(target);
    BOOST_TEST(!early->is_locked());
    lock.lock();
    BOOST_TEST(early->is_locked());
    early.reset();
    BOOST_TEST(is_held());
}

BOOST_AUTO_TEST_CASE(other_objects_come_and_go_without_dropping_it)
{
    lock.lock();
    for (int i = 0; i < 3; ++i)
    {
        hard_lock other(target);
        BOOST_TEST(!other.try_lock());
        BOOST_TEST(!other.try_lock_shared_for(2ms));
        hard_lock const moved = std::move(other);
        hard_lock const never_used(target);
    }
    thread.run([&] { hard_lock(target).try_lock(); });
    BOOST_TEST(is_held());
}

BOOST_AUTO_TEST_CASE(reader_that_leaves_does_not_drop_the_other_readers_lock)
{
    lock.lock_shared();
    hard_lock(target).lock_shared();
    BOOST_TEST(is_held());
    lock.unlock_shared();
    BOOST_TEST(!is_held());
}

BOOST_AUTO_TEST_CASE(other_thread_may_not_release)
{
    lock.lock();
    error_code ec;
    thread.run([&] { lock.release(ec); });
    BOOST_TEST((ec == errc::not_my_lock));
    thread.run([&] { lock.unlock(); });
    BOOST_TEST(lock.i_am_locking());
    BOOST_TEST(is_held());
}

BOOST_AUTO_TEST_CASE(other_object_may_not_release)
{
    hard_lock other(target);
    lock.lock();
    BOOST_CHECK_THROW(other.release(), filelock::not_my_lock);
    other.unlock();
    BOOST_TEST(is_held());
    lock.release();
    BOOST_CHECK_THROW(other.release(), filelock::not_locked);
}

BOOST_AUTO_TEST_CASE(wrong_unlock_releases_nothing)
{
    lock.lock();
    lock.unlock_shared();
    BOOST_TEST(lock.i_am_locking());
    BOOST_TEST(is_held());
    lock.unlock();
    lock.lock_shared();
    lock.unlock();
    BOOST_TEST(is_held());
}

BOOST_AUTO_TEST_CASE(any_thread_may_release_what_is_not_threaded)
{
    hard_lock anybody_s = lock_at(lock_file, false);
    anybody_s.lock();
    thread.run([&] { anybody_s.release(); });
    BOOST_TEST(!is_held());
    thread.run([&] { anybody_s.lock_shared(); });
    anybody_s.unlock_shared();
    BOOST_TEST(!is_held());
    BOOST_CHECK_THROW(anybody_s.release(), filelock::not_locked);
}

BOOST_AUTO_TEST_CASE(thread_that_ended_is_not_taken_for_a_new_one)
{
    {
        worker short_lived;
        short_lived.run([&] { lock.lock(); });
    }
    worker next;  // the system may well give it the same thread id
    BOOST_TEST(!next.run([&] { return lock.i_am_locking(); }));
    error_code ec;
    next.run([&] { lock.release(ec); });
    BOOST_TEST((ec == errc::not_my_lock));
    BOOST_TEST(is_held());
}

BOOST_AUTO_TEST_SUITE_END()
