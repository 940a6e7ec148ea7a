// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// How the threads of one process share what the process has of the kernel's lock.

#include <filelock/hard_lock.hpp>

#define BOOST_TEST_MODULE queue_test
#include <boost/test/unit_test.hpp>

#include <array>
#include <atomic>
#include <mutex>
#include <thread>
#include <vector>

#include "support/remote_lock.hpp"
#include "support/temporary_directory.hpp"
#include "support/worker.hpp"

namespace
{

using namespace test;
using namespace std::chrono_literals;
using filelock::hard_lock;
using filelock::lock_mode;

struct locks : in_directory
{
    hard_lock lock{target};
    hard_lock other_object{target};
    worker first;
    worker second;
    peer_process peer;
    remote_lock remote{peer, "hard", lock_file};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(queue, locks)

BOOST_AUTO_TEST_CASE(writers_get_the_lock_in_the_order_of_their_coming)
{
    lock.lock();
    auto writer = first.start([&] { lock.lock(); });
    BOOST_TEST(writer.is_blocked());
    auto later = second.start([&] { lock.lock(); });
    BOOST_TEST(later.is_blocked());
    lock.unlock();
    writer.get();
    BOOST_TEST(later.is_blocked());
    first.run([&] { lock.unlock(); });
    later.get();
}

BOOST_AUTO_TEST_CASE(reader_queues_behind_a_waiting_writer)
{
    lock.lock_shared();
    auto writer = first.start([&] { other_object.lock(); });
    BOOST_TEST(writer.is_blocked());
    auto reader = second.start([&] { lock.lock_shared(); });
    BOOST_TEST(reader.is_blocked());
    lock.unlock_shared();
    writer.get();
    BOOST_TEST(reader.is_blocked());
    first.run([&] { other_object.unlock(); });
    reader.get();
}

BOOST_AUTO_TEST_CASE(newcomer_does_not_pass_a_waiting_writer)
{
    lock.lock_shared();
    auto writer = first.start([&] { other_object.lock(); });
    BOOST_TEST(writer.is_blocked());
    BOOST_TEST(!second.run([&] { return lock.try_lock_shared(); }));
    BOOST_TEST(!second.run([&] { return lock.try_lock_shared_for(5ms); }));
    lock.unlock_shared();
    writer.get();
}

BOOST_AUTO_TEST_CASE(thread_that_reads_does_not_queue_behind_a_writer)
{
    lock.lock_shared();
    auto writer =
        first.start([&] { std::unique_lock<hard_lock>(other_object).unlock(); });
    BOOST_TEST(writer.is_blocked());
    hard_lock again(target);
    BOOST_TEST(again.try_lock_shared());
    again.unlock_shared();
    again.lock_shared();
    lock.unlock_shared();
    BOOST_TEST(writer.is_blocked());
    again.unlock_shared();
    writer.get();
}

BOOST_AUTO_TEST_CASE(readers_of_a_process_are_one_reader_to_others)
{
    lock.lock_shared();
    first.run([&] { lock.lock_shared(); });
    second.run([&] { other_object.lock_shared(); });
    lock.unlock_shared();
    BOOST_TEST(!remote.try_lock());
    first.run([&] { lock.unlock_shared(); });
    BOOST_TEST(!remote.try_lock());
    second.run([&] { other_object.unlock_shared(); });
    BOOST_TEST(remote.try_lock());
}

BOOST_AUTO_TEST_CASE(reader_after_a_writer_lets_other_processes_read)
{
    lock.lock();
    auto reader = first.start([&] { other_object.lock_shared(); });
    BOOST_TEST(reader.is_blocked());
    lock.unlock();
    reader.get();
    BOOST_TEST(remote.try_lock(lock_mode::shared));
}

BOOST_AUTO_TEST_CASE(busy_threads_let_other_processes_have_their_turn)
{
    std::atomic<bool> ended{false};
    std::array<worker, 3> threads;
    ending end(ended);
    std::vector<task<void>> tasks;
    for (worker& each : threads)
    {
        tasks.push_back(each.start(
            [&]
            {
                hard_lock mine(target);
                while (!ended)
                {
                    // Held long enough for the others to queue: the lock is always
                    // wanted.
                    std::scoped_lock const guard(mine);
                    std::this_thread::sleep_for(100us);
                }
            }));
    }
    for (int i = 0; i < 5; ++i)
    {
        BOOST_TEST(remote.start_lock().get() == "taken");
        remote.release();
        BOOST_TEST(remote.start_lock_for(1h, lock_mode::shared).get() == "taken");
        remote.release();
    }
    end.now();
    for (auto& each : tasks)
    {
        each.get();
    }
}

BOOST_AUTO_TEST_CASE(everyone_in_a_crowd_gets_the_lock_as_often_as_wanted)
{
    int entered = 0;  // protected by nothing but the lock
    std::array<worker, 4> threads;
    std::vector<task<void>> tasks;
    for (worker& each : threads)
    {
        tasks.push_back(each.start(
            [&]
            {
                hard_lock mine(target);
                for (int i = 0; i < 500; ++i)
                {
                    std::scoped_lock const guard(mine);
                    ++entered;
                }
            }));
    }
    for (auto& each : tasks)
    {
        each.get();
    }
    BOOST_TEST(entered == 2000);
}

BOOST_AUTO_TEST_SUITE_END()
