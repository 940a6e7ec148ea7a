// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// Who keeps whom out, whatever kind of lock it is.

#define BOOST_TEST_MODULE exclusion_test
#include <boost/test/unit_test.hpp>

#include <array>
#include <atomic>
#include <vector>

#include <boost/filesystem/operations.hpp>

#include "support/kind_test_case.hpp"
#include "support/parties.hpp"
#include "support/remote_lock.hpp"

namespace
{

using namespace test;

}  // namespace

FILELOCK_TEST_CASE_OF_KINDS(lock_excludes_and_is_shared_in_every_pair, all_kinds())
{
    parties all(which);
    all.for_every_pair(
        [](party& holder, party& other)
        {
            for (lock_mode const held : both_modes)
            {
                for (lock_mode const wanted : both_modes)
                {
                    BOOST_TEST_CONTEXT(to_string(held) << ", " << to_string(wanted))
                    {
                        bool const both_read =
                            held == lock_mode::shared && wanted == lock_mode::shared;
                        BOOST_TEST(holder.try_lock(held));
                        bool const let_in = other.try_lock(wanted);
                        BOOST_TEST(let_in == both_read);
                        holder.release();
                        if (let_in)
                        {
                            other.release();
                        }
                    }
                }
            }
        });
}

FILELOCK_TEST_CASE_OF_KINDS(release_lets_the_next_in, all_kinds())
{
    parties all(which);
    all.for_every_pair(
        [](party& first, party& second)
        {
            for (lock_mode const held : both_modes)
            {
                BOOST_TEST(first.try_lock(held));
                first.release();
                BOOST_TEST(second.try_lock(lock_mode::exclusive));
                second.release();
            }
        });
}

FILELOCK_TEST_CASE_OF_KINDS(writer_needs_all_readers_gone, all_kinds())
{
    parties all(which);
    for (party* const reader :
         {static_cast<party*>(&all.here), static_cast<party*>(&all.object),
          static_cast<party*>(&all.process)})
    {
        BOOST_TEST(reader->try_lock(lock_mode::shared));
    }
    for (party* const reader :
         {static_cast<party*>(&all.here), static_cast<party*>(&all.object),
          static_cast<party*>(&all.process)})
    {
        BOOST_TEST(!all.other_process.try_lock(lock_mode::exclusive));
        BOOST_TEST(!all.thread.try_lock(lock_mode::exclusive));
        reader->release();
    }
    BOOST_TEST(all.other_process.try_lock(lock_mode::exclusive));
}

FILELOCK_TEST_CASE_OF_KINDS(many_threads_are_never_inside_together, all_kinds())
{
    in_directory here;
    // Atomic, for the thread sanitizer cannot see into shared memory; queue_test has what
    // it can judge.
    std::atomic<int> inside{0};
    std::atomic<bool> alone{true};
    std::array<worker, 4> threads;
    std::vector<task<void>> tasks;
    for (worker& each : threads)
    {
        tasks.push_back(each.start(
            [&]
            {
                auto lock = which.make(here.target);
                for (int i = 0; i < 50; ++i)
                {
                    lock.lock();
                    if (++inside != 1)
                    {
                        alone = false;
                    }
                    --inside;
                    lock.unlock();
                }
            }));
    }
    for (auto& each : tasks)
    {
        each.get();
    }
    BOOST_TEST(alone.load());
}

BOOST_FIXTURE_TEST_CASE(file_of_three_gigabytes_is_locked, in_directory)
{
    write_bytes(lock_file, "");
    boost::filesystem::resize_file(lock_file, std::uintmax_t(3) << 30);
    filelock::hard_lock lock(target);
    BOOST_TEST(lock.try_lock());
    BOOST_TEST(!is_free(lock_file));
}
