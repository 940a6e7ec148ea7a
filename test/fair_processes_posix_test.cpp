// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// Processes that never pause: who gets in, and after how many others.

#include <filelock/fair_lock.hpp>

#define BOOST_TEST_MODULE fair_processes_posix_test
#include <boost/test/unit_test.hpp>

#include <atomic>
#include <deque>
#include <new>
#include <thread>

#include <boost/interprocess/anonymous_shared_memory.hpp>
#include <boost/interprocess/mapped_region.hpp>

#include <filelock/hard_lock.hpp>
#include <filelock/link_lock.hpp>

#include "support/posix_child.hpp"
#include "support/temporary_directory.hpp"
#include "support/watch.hpp"

namespace
{

using namespace test;
using namespace std::chrono_literals;
using filelock::fair_lock;

constexpr int crowd_size = 8;

/// What processes tell each other.
struct board
{
    std::atomic<long> turns{0};
    std::atomic<int> inside{0};
    std::atomic<bool> writer_is_in{false};
    std::atomic<bool> ended{false};
};

class shared_board
{
public:
    board& operator*() const { return *content_; }
    board* operator->() const { return content_; }

private:
    boost::interprocess::mapped_region const memory_ =
        boost::interprocess::anonymous_shared_memory(sizeof(board));
    board* const content_ = new (memory_.get_address()) board;
};

/// Processes that take the lock again and again, until the object ends.
class crowd
{
public:
    template <class Work>
    crowd(shared_board const& with, Work work) : with_(with)
    {
        for (int i = 0; i < crowd_size; ++i)
        {
            members_.emplace_back(
                [&with, work]
                {
                    while (!with->ended)
                    {
                        work(*with);
                    }
                });
        }
    }

    ~crowd() { with_->ended = true; }
    crowd(crowd const&) = delete;
    crowd& operator=(crowd const&) = delete;

    void has_taken_turns(long more)
    {
        long const before = with_->turns;
        eventually([&] { return with_->turns >= before + more; });
    }

private:
    shared_board const& with_;
    std::deque<child> members_;
};

/// A reader that does not leave before another has come in, unless none comes: so nobody
/// is ever inside alone for long, and the readers overlap without end.
template <class Lock>
auto overlapping_reader(path const& target)
{
    return [target](board& with)
    {
        thread_local Lock lock(target);
        lock.lock_shared();
        long const mine = ++with.turns;
        ++with.inside;
        becomes([&] { return with.turns > mine && with.inside > 1; }, 50ms);
        --with.inside;
        lock.unlock_shared();
    };
}

/// How many turns the others take until this process, which comes last, gets in.
template <class Lock>
long turns_until_in(Lock& lock, shared_board const& with)
{
    long const before = with->turns;
    lock.acquire(ceiling);
    long const after = with->turns;
    lock.release();
    return after - before;
}

}  // namespace

BOOST_FIXTURE_TEST_CASE(writer_gets_in_among_readers_that_overlap_without_end,
                        in_directory)
{
    using lock_type = fair_lock<filelock::hard_lock>;
    shared_board const with;
    crowd readers(with, overlapping_reader<lock_type>(target));
    readers.has_taken_turns(50);
    lock_type lock(target);
    for (int round = 0; round < 5; ++round)
    {
        BOOST_TEST(turns_until_in(lock, with) < 50 * crowd_size);
        readers.has_taken_turns(10);
    }
}

BOOST_FIXTURE_TEST_CASE(soft_lock_s_writer_gets_in_without_a_gate, in_directory)
{
    shared_board const with;
    crowd readers(with, overlapping_reader<filelock::link_lock>(target));
    readers.has_taken_turns(50);
    filelock::link_lock lock(target);
    BOOST_TEST(turns_until_in(lock, with) < 50 * crowd_size);
}

/// The negative control, without which the readers might leave gaps by themselves.
BOOST_FIXTURE_TEST_CASE(writer_of_a_plain_hard_lock_does_not, in_directory)
{
    shared_board const with;
    crowd readers(with, overlapping_reader<filelock::hard_lock>(target));
    readers.has_taken_turns(50);
    std::atomic<bool>& is_in = with->writer_is_in;
    child const writer(
        [&]
        {
            filelock::hard_lock lock(target);
            lock.lock();
            is_in = true;
        });
    readers.has_taken_turns(50 * crowd_size);
    BOOST_TEST(!is_in);
}

BOOST_FIXTURE_TEST_CASE(nobody_is_starved_by_writers_that_ask_again_at_once, in_directory)
{
    using lock_type = fair_lock<filelock::hard_lock>;
    shared_board const with;
    crowd writers(with,
                  [this](board& at)
                  {
                      thread_local lock_type lock(target);
                      lock.lock();
                      ++at.turns;
                      std::this_thread::sleep_for(1ms);
                      lock.unlock();
                  });
    writers.has_taken_turns(20);
    lock_type lock(target);
    for (int round = 0; round < 5; ++round)
    {
        BOOST_TEST(turns_until_in(lock, with) < 20 * crowd_size);
    }
}
