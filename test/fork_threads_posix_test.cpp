// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// A fork while other threads use locks and wait for them.

#define BOOST_TEST_MODULE fork_threads_posix_test
#include <boost/test/unit_test.hpp>

#include <array>
#include <atomic>
#include <memory>
#include <vector>

#include "checked_only_if.hpp"
#include "support/expect.hpp"
#include "support/kind_test_case.hpp"
#include "support/posix_child.hpp"
#include "support/remote_lock.hpp"
#include "support/temporary_directory.hpp"
#include "support/worker.hpp"

namespace
{

using namespace test;
using namespace std::chrono_literals;

/// Waits in a child of a process with threads; by means of a thread, if that may be.
void wait_for(filelock::lock_base& wanted, bool timed)
{
    timed&& children_may_make_threads ? wanted.acquire(ceiling) : wanted.acquire();
}

struct one_lock : in_directory
{
    explicit one_lock(kind const& of) : which(of) {}

    kind const& which;
    std::unique_ptr<some_lock> lock = std::make_unique<some_lock>(which.make(target));
};

auto allocator_minds_forks(boost::unit_test::test_unit_id)
{
    return checked_only_if(children_may_allocate, "the address sanitizer is in the way");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(beside_busy_threads,
                      *boost::unit_test::precondition(allocator_minds_forks))

FILELOCK_TEST_CASE_OF_KINDS(fork_among_busy_threads_leaves_the_child_usable,
                            library_kinds())
{
    one_lock here(which);
    std::atomic<bool> ended{false};
    std::array<worker, 4> threads;
    ending end(ended);
    std::vector<task<void>> tasks;
    for (std::size_t i = 0; i < threads.size(); ++i)
    {
        tasks.push_back(threads[i].start(
            [&, i]
            {
                auto mine = which.make(here.directory / "contended");
                while (!ended)
                {
                    auto brief = which.make(here.directory / "brief");
                    brief.try_lock_shared();
                    bool const taken =
                        i % 2 == 0 ? mine.try_lock_for(1ms) : (mine.lock(), true);
                    if (taken)
                    {
                        mine.release();
                    }
                    here.lock->is_locked();
                }
            }));
    }
    for (int round = 0; round < 30; ++round)
    {
        in_child(
            [&]
            {
                auto contended = which.make(here.directory / "contended");
                for (bool const timed : {true, false})
                {
                    wait_for(contended, timed);
                    contended.release();
                    wait_for(*here.lock, timed);
                    here.lock->release();
                }
            });
    }
    end.now();
    for (auto& each : tasks)
    {
        each.get();
    }
}

BOOST_AUTO_TEST_SUITE_END()

FILELOCK_TEST_CASE_OF_KINDS(fork_beside_a_waiter_disturbs_neither, library_kinds())
{
    one_lock here(which);
    worker waiter;
    peer_process peer;
    remote_lock remote(peer, which.name, here.lock_file);
    for (bool const timed : {true, false})
    {
        remote.lock();
        auto waiting =
            waiter.start([&] { timed ? here.lock->acquire(1h) : here.lock->acquire(); });
        BOOST_TEST(waiting.is_blocked());
        in_child(
            [&]
            {
                expect(here.lock->is_locked(), "held by the peer");
                expect(!here.lock->try_lock(), "not to be had");
                expect(!children_may_make_threads || !here.lock->try_lock_for(20ms),
                       "not to be had in time");
                here.lock.reset();
            });
        BOOST_TEST(waiting.is_blocked());
        remote.release();
        waiting.get();
        BOOST_TEST(!which.is_free(here.lock_file));
        waiter.run([&] { here.lock->release(); });
    }
}

FILELOCK_TEST_CASE_OF_KINDS(child_that_outlives_the_parent_s_waiter_may_wait_itself,
                            library_kinds())
{
    one_lock here(which);
    worker waiter;
    peer_process peer;
    remote_lock remote(peer, which.name, here.lock_file);
    baton forked;
    remote.lock();
    auto waiting = waiter.start([&] { here.lock->acquire(1h); });
    BOOST_TEST(waiting.is_blocked());
    child another(
        [&]
        {
            forked.pass();
            wait_for(*here.lock, true);
            here.lock->release();
        });
    forked.take();
    remote.release();
    waiting.get();
    waiter.run([&] { here.lock->release(); });
    another.finish();
}
