// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include <filelock/hard_lock.hpp>

#define BOOST_TEST_MODULE conversion_test
#include <boost/test/unit_test.hpp>

#include <atomic>
#include <mutex>

#include "support/kind_test_case.hpp"
#include "support/remote_lock.hpp"
#include "support/temporary_directory.hpp"
#include "support/worker.hpp"

namespace
{

using namespace test;
using filelock::errc;
using filelock::error_code;
using filelock::lock_mode;

struct locks : in_directory
{
    explicit locks(kind const& of) : which(of) {}

    kind const& which;
    some_lock lock = which.make(target);
    some_lock other_object = which.make(target);
    worker other_thread;
    peer_process peer;
    remote_lock remote{peer, which.name, lock_file};
};

}  // namespace

FILELOCK_TEST_CASE_OF_KINDS(writer_becomes_reader, all_kinds())
{
    locks here(which);
    here.lock.lock();
    here.lock.unlock_and_lock_shared();
    BOOST_TEST(here.lock.i_am_locking());
    BOOST_TEST(!here.remote.try_lock());
    BOOST_TEST(here.remote.try_lock(lock_mode::shared));
    BOOST_TEST(here.other_object.try_lock_shared());
    here.other_object.unlock_shared();
    here.remote.release();
    here.lock.unlock_shared();
    BOOST_TEST(here.remote.try_lock());
}

FILELOCK_TEST_CASE_OF_KINDS(waiting_writer_is_not_let_in_by_a_downgrade, all_kinds())
{
    locks here(which);
    here.lock.lock();
    remote_task writer = here.remote.start_lock();
    auto thread = here.other_thread.start([&] { here.other_object.lock(); });
    BOOST_TEST(writer.is_blocked());
    here.lock.unlock_and_lock_shared();
    BOOST_TEST(writer.is_blocked());
    BOOST_TEST(!thread.is_done());
    here.lock.unlock_shared();
    eventually([&] { return writer.is_done() || thread.is_done(); });
    if (thread.is_done())
    {
        here.other_thread.run([&] { here.other_object.unlock(); });
    }
    BOOST_TEST(writer.get() == "taken");
    here.remote.release();
    thread.get();
}

FILELOCK_TEST_CASE_OF_KINDS(writers_never_get_between_the_two, all_kinds())
{
    locks here(which);
    std::atomic<bool> ended{false};
    std::atomic<int> version{0};
    ending end(ended);
    auto writing = here.other_thread.start(
        [&]
        {
            while (!ended)
            {
                std::unique_lock<some_lock> const guard(here.other_object);
                ++version;
            }
        });
    for (int i = 0; i < 100; ++i)
    {
        here.lock.lock();
        int const before = version;
        here.lock.unlock_and_lock_shared();
        BOOST_REQUIRE(version == before);
        here.lock.unlock_shared();
    }
    end.now();
    writing.get();
}

FILELOCK_TEST_CASE_OF_KINDS(downgrade_wakes_waiting_readers, all_kinds())
{
    locks here(which);
    here.lock.lock();
    remote_task reader = here.remote.start_lock(lock_mode::shared);
    auto thread = here.other_thread.start([&] { here.other_object.lock_shared(); });
    BOOST_TEST(reader.is_blocked());
    here.lock.unlock_and_lock_shared();
    thread.get();
    BOOST_TEST(reader.get() == "taken");
}

FILELOCK_TEST_CASE_OF_KINDS(only_reader_becomes_writer, kinds_that_upgrade())
{
    locks here(which);
    here.lock.lock_shared();
    BOOST_TEST(here.lock.try_unlock_shared_and_lock());
    BOOST_TEST(here.lock.i_am_locking());
    BOOST_TEST(!here.remote.try_lock(lock_mode::shared));
    BOOST_TEST(!here.other_object.try_lock_shared());
    here.lock.unlock();
    BOOST_TEST(here.remote.try_lock());
}

FILELOCK_TEST_CASE_OF_KINDS(upgrade_beside_a_reading_process_leaves_both_reading,
                            kinds_that_upgrade())
{
    locks here(which);
    here.lock.lock_shared();
    here.remote.lock(lock_mode::shared);
    BOOST_TEST(!here.lock.try_unlock_shared_and_lock());
    BOOST_TEST(here.lock.i_am_locking());
    BOOST_TEST(here.remote.ask("convert exclusive") == "no");
    here.remote.release();
    BOOST_TEST(!here.remote.try_lock());
    BOOST_TEST(here.lock.try_unlock_shared_and_lock());
}

FILELOCK_TEST_CASE_OF_KINDS(upgrade_beside_a_reading_thread_or_object_fails,
                            kinds_that_upgrade())
{
    locks here(which);
    here.lock.lock_shared();
    here.other_object.lock_shared();
    BOOST_TEST(!here.lock.try_unlock_shared_and_lock());
    here.other_object.unlock_shared();
    here.other_thread.run([&] { here.lock.lock_shared(); });
    BOOST_TEST(!here.lock.try_unlock_shared_and_lock());
    here.other_thread.run([&] { here.lock.unlock_shared(); });
    BOOST_TEST(here.lock.try_unlock_shared_and_lock());
}

FILELOCK_TEST_CASE_OF_KINDS(upgrade_does_not_wait_for_a_waiting_writer,
                            kinds_that_upgrade())
{
    locks here(which);
    here.lock.lock_shared();
    auto writer = here.other_thread.start([&] { here.other_object.lock(); });
    BOOST_TEST(writer.is_blocked());
    bool const changed = here.lock.try_unlock_shared_and_lock();
    BOOST_TEST(changed == !which.writers_wait_at_a_gate);
    BOOST_TEST(writer.is_blocked());
    here.lock.release();
    writer.get();
}

FILELOCK_TEST_CASE_OF_KINDS(what_is_not_held_is_not_converted, all_kinds())
{
    locks here(which);
    error_code ec;
    BOOST_CHECK_THROW(here.lock.unlock_and_lock_shared(), filelock::not_locked);
    BOOST_CHECK_THROW(here.lock.try_unlock_shared_and_lock(), filelock::not_locked);
    here.remote.lock();
    BOOST_CHECK_THROW(here.lock.unlock_and_lock_shared(), filelock::not_my_lock);
    BOOST_TEST(!here.lock.try_unlock_shared_and_lock(ec));
    BOOST_TEST((ec == errc::not_my_lock));
    here.remote.release();
    here.lock.lock();
    here.other_thread.run([&] { here.lock.unlock_and_lock_shared(ec); });
    BOOST_TEST((ec == errc::not_my_lock));
    BOOST_TEST(here.lock.i_am_locking());
    BOOST_TEST(!here.remote.try_lock(lock_mode::shared));
}

FILELOCK_TEST_CASE_OF_KINDS(upgrade_that_cannot_be_done_leaves_a_reader,
                            kinds_that_do_not_upgrade())
{
    locks here(which);
    here.lock.lock_shared();
    error_code ec;
    BOOST_TEST(!here.lock.try_unlock_shared_and_lock(ec));
    BOOST_TEST((ec == errc::unsupported));
    BOOST_TEST(here.lock.i_am_locking());
    BOOST_TEST(!here.remote.try_lock());
    here.lock.unlock_shared();
    BOOST_TEST(here.remote.try_lock());
}

FILELOCK_TEST_CASE_OF_KINDS(downgrade_clears_the_error_code, all_kinds())
{
    locks here(which);
    error_code ec = errc::unsupported;
    here.lock.lock();
    here.lock.unlock_and_lock_shared(ec);
    BOOST_TEST(!ec);
}

FILELOCK_TEST_CASE_OF_KINDS(upgrade_clears_the_error_code, kinds_that_upgrade())
{
    locks here(which);
    error_code ec = errc::unsupported;
    here.lock.lock_shared();
    BOOST_TEST(here.lock.try_unlock_shared_and_lock(ec));
    BOOST_TEST(!ec);
}
