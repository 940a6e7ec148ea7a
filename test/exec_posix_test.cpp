// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// A new program owns nothing, however it comes into being. A soft lock's holder that
// becomes another program stays the holder until it ends.

#define BOOST_TEST_MODULE exec_posix_test
#include <boost/test/unit_test.hpp>

#include <unistd.h>

#include "support/arguments.hpp"
#include "support/kind_test_case.hpp"
#include "support/posix_child.hpp"
#include "support/remote_lock.hpp"
#include "support/temporary_directory.hpp"
#include "support/watch.hpp"

namespace
{

using namespace test;
using filelock::lock_mode;

struct one_lock : in_directory
{
    explicit one_lock(kind const& of) : which(of) {}

    kind const& which;
    some_lock lock = which.make(target);
};

using one_hard_lock = of_hard<one_lock>;

/// What fork() and exec() of `peer --try` come to.
bool new_program_can_lock(path const& lock_file)
{
    std::string const program = argument("--peer");
    child started(
        [&]
        {
            execl(program.c_str(), program.c_str(), "--try", lock_file.c_str(),
                  static_cast<char*>(nullptr));
            _exit(99);
        });
    int const status = started.exit_status();
    BOOST_REQUIRE((status == 0 || status == 1));
    return status == 0;
}

}  // namespace

BOOST_FIXTURE_TEST_CASE(program_started_by_the_holder_owns_nothing, one_hard_lock)
{
    for (bool const shared : {false, true})
    {
        shared ? lock.lock_shared() : lock.lock();
        BOOST_TEST(!new_program_can_lock(lock_file));
        BOOST_TEST(lock.i_am_locking());
        BOOST_TEST(!is_free(lock_file));
        lock.release();
        BOOST_TEST(new_program_can_lock(lock_file));
    }
}

FILELOCK_TEST_CASE_OF_KINDS(program_started_by_the_holder_does_not_end_the_hold,
                            library_kinds())
{
    one_lock here(which);
    for (bool const shared : {false, true})
    {
        shared ? here.lock.lock_shared() : here.lock.lock();
        BOOST_TEST(new_program_can_lock(here.directory / "something else"));
        BOOST_TEST(!which.is_free(here.lock_file));
        BOOST_CHECK_NO_THROW(here.lock.release());
        BOOST_TEST(which.is_free(here.lock_file));
    }
}

BOOST_FIXTURE_TEST_CASE(program_that_replaces_the_holder_owns_nothing, one_hard_lock)
{
    peer_process peer;
    for (lock_mode const mode : {lock_mode::shared, lock_mode::exclusive})
    {
        remote_lock(peer, "hard", lock_file).lock(mode);
        BOOST_TEST(!lock.try_lock());
        peer.exec();
        BOOST_TEST(lock.try_lock());
        remote_lock again(peer, "hard", lock_file);
        BOOST_TEST(again.ask("release") == "not my lock");
        lock.unlock();
        BOOST_TEST(again.ask("release") == "not locked");
        BOOST_TEST(again.try_lock());
        again.release();
    }
}

FILELOCK_TEST_CASE_OF_KINDS(holder_that_is_replaced_by_a_program_holds_until_that_ends,
                            soft_kinds())
{
    one_lock here(which);
    for (lock_mode const mode : {lock_mode::shared, lock_mode::exclusive})
    {
        peer_process peer;
        remote_lock(peer, which.name, here.lock_file).lock(mode);
        peer.exec();
        BOOST_TEST(here.lock.is_locked());
        BOOST_TEST(!here.lock.try_lock());
        BOOST_REQUIRE(here.lock.owners().size() == 1);
        BOOST_TEST(here.lock.owners().front().pid == peer.pid());
        remote_lock again(peer, which.name, here.lock_file);
        BOOST_TEST(again.ask("release") == "not my lock");
        BOOST_TEST(!again.try_lock());
        peer.kill();
        bool const is_dead = which.proves_death(mode);
        BOOST_TEST(here.lock.try_lock() == is_dead);
        is_dead ? here.lock.release() : here.lock.break_lock();
    }
}

FILELOCK_TEST_CASE_OF_KINDS(program_that_replaces_a_waiter_waits_no_more, library_kinds())
{
    one_lock here(which);
    peer_process peer;
    here.lock.lock();
    remote_lock remote(peer, which.name, here.lock_file);
    remote_task waiting = remote.start_lock(lock_mode::exclusive, "waiter");
    BOOST_TEST(waiting.is_blocked());
    peer.exec();
    here.lock.unlock();
    BOOST_TEST(which.is_free(here.lock_file));
    bool const is_at_the_gate = which.is_soft && which.keeps_an_order;
    BOOST_TEST(here.lock.try_lock() == !is_at_the_gate);
}

FILELOCK_TEST_CASE_OF_KINDS(spawned_program_owns_nothing_and_keeps_nothing,
                            library_kinds())
{
    one_lock here(which);
    here.lock.lock();
    peer_process spawned;  // by posix_spawn(), which runs no fork handlers
    remote_lock remote(spawned, which.name, here.lock_file);
    BOOST_TEST(remote.ask("release") == "not my lock");
    BOOST_TEST(!remote.try_lock(lock_mode::shared));
    BOOST_TEST(!which.is_free(here.lock_file));
    here.lock.unlock();
    BOOST_TEST(which.is_free(here.lock_file));
    here.lock.lock();
    spawned.kill();
    BOOST_TEST(!which.is_free(here.lock_file));
    BOOST_CHECK_NO_THROW(here.lock.release());
}
