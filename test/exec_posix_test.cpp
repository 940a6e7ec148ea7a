// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// A new program owns nothing, however it comes into being.

#include <filelock/hard_lock.hpp>

#define BOOST_TEST_MODULE exec_posix_test
#include <boost/test/unit_test.hpp>

#include <unistd.h>

#include "support/arguments.hpp"
#include "support/posix_child.hpp"
#include "support/remote_lock.hpp"
#include "support/temporary_directory.hpp"
#include "support/watch.hpp"

namespace
{

using namespace test;
using filelock::hard_lock;
using filelock::lock_mode;

struct one_lock : in_directory
{
    hard_lock lock{target};

    /// What fork() and exec() of `peer --try` come to.
    bool new_program_can_lock()
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
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(new_programs, one_lock)

BOOST_AUTO_TEST_CASE(program_started_by_the_holder_owns_nothing)
{
    for (bool const shared : {false, true})
    {
        shared ? lock.lock_shared() : lock.lock();
        BOOST_TEST(!new_program_can_lock());
        BOOST_TEST(lock.i_am_locking());
        BOOST_TEST(!is_free(lock_file));
        lock.release();
        BOOST_TEST(new_program_can_lock());
    }
}

BOOST_AUTO_TEST_CASE(program_that_replaces_the_holder_owns_nothing)
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

BOOST_AUTO_TEST_CASE(program_that_replaces_a_waiter_waits_no_more)
{
    peer_process peer;
    lock.lock();
    remote_lock remote(peer, "hard", lock_file);
    remote_task waiting = remote.start_lock(lock_mode::exclusive, "waiter");
    BOOST_TEST(waiting.is_blocked());
    peer.exec();
    lock.unlock();
    BOOST_TEST(is_free(lock_file));
}

BOOST_AUTO_TEST_CASE(spawned_program_owns_nothing_and_keeps_nothing)
{
    lock.lock();
    peer_process spawned;  // by posix_spawn(), which runs no fork handlers
    remote_lock remote(spawned, "hard", lock_file);
    BOOST_TEST(remote.ask("release") == "not my lock");
    BOOST_TEST(!remote.try_lock(lock_mode::shared));
    BOOST_TEST(!is_free(lock_file));
    lock.unlock();
    BOOST_TEST(is_free(lock_file));
    lock.lock();
    spawned.kill();
    BOOST_TEST(!is_free(lock_file));
}

BOOST_AUTO_TEST_SUITE_END()
