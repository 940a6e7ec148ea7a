// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// The owner record in the lock file, and what it says of the last holder.

#include <filelock/hard_lock.hpp>

#define BOOST_TEST_MODULE record_test
#include <boost/test/unit_test.hpp>

#include <boost/filesystem/operations.hpp>

#include "support/abilities.hpp"
#include "support/remote_lock.hpp"
#include "support/temporary_directory.hpp"
#include "support/worker.hpp"

namespace
{

using namespace test;
using namespace std::chrono_literals;
using filelock::errc;
using filelock::error_code;
using filelock::hard_lock;
using filelock::lock_mode;

filelock::options recorded(std::string note = "")
{
    filelock::options how;
    how.record_owner = true;
    how.note = std::move(note);
    return how;
}

struct locks : in_directory
{
    hard_lock lock{target, recorded()};
    peer_process peer;
    remote_lock remote{peer, "hard", lock_file, "record"};

    void leave_a_dead_owner_s_record()
    {
        peer_process holder;
        remote_lock(holder, "hard", lock_file, "record").lock();
        holder.kill();
        BOOST_TEST(!bytes_of(lock_file).empty());
    }
};

bool contains(std::string const& text, std::string const& part)
{
    return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(record, locks)

BOOST_AUTO_TEST_CASE(record_is_in_the_file_while_held_and_not_afterwards)
{
    remote.lock();
    std::string const text = bytes_of(lock_file);
    BOOST_TEST(contains(text, "filelock 1\n"));
    BOOST_TEST(contains(text, "\npid=" + std::to_string(peer.pid()) + "\n"));
    BOOST_TEST(contains(text, "\nmode=exclusive\n"));
    remote.release();
    BOOST_TEST(bytes_of(lock_file).empty());
}

BOOST_AUTO_TEST_CASE(record_is_gone_however_the_lock_is_given_back)
{
    lock.lock();
    lock.unlock();
    BOOST_TEST(bytes_of(lock_file).empty());
    hard_lock(target, recorded()).lock();
    BOOST_TEST(bytes_of(lock_file).empty());
}

BOOST_AUTO_TEST_CASE(readers_write_no_record)
{
    lock.lock_shared();
    BOOST_TEST(bytes_of(lock_file).empty());
    lock.unlock_shared();
    BOOST_TEST(bytes_of(lock_file).empty());
}

BOOST_AUTO_TEST_CASE(without_the_option_nothing_is_written)
{
    hard_lock plain(target);
    plain.lock();
    BOOST_TEST(bytes_of(lock_file).empty());
    BOOST_TEST(!plain.previous_owner_died());
}

BOOST_AUTO_TEST_CASE(owners_know_everything_that_is_recorded)
{
    hard_lock holder(target, recorded("nightly backup"));
    holder.lock();
    auto const owners = hard_lock(target).owners();
    BOOST_REQUIRE(owners.size() == 1);
    filelock::owner const me = filelock::this_owner();
    BOOST_TEST(owners.front().note == "nightly backup");
    BOOST_TEST(owners.front().pid == me.pid);
    BOOST_TEST(owners.front().host == me.host);
    BOOST_TEST(owners.front().process_start == me.process_start);
    BOOST_TEST(owners.front().since.has_value());
    BOOST_TEST((owners.front().mode == lock_mode::exclusive));
    BOOST_TEST((probe(owners.front()) == filelock::liveness::alive)
               == can_prove_deaths());
}

BOOST_AUTO_TEST_CASE(clean_release_says_that_nobody_died)
{
    remote.lock();
    remote.release();
    lock.lock();
    BOOST_TEST(!lock.previous_owner_died());
    lock.unlock();
    lock.lock_shared();
    BOOST_TEST(!lock.previous_owner_died());
}

BOOST_AUTO_TEST_CASE(killed_writer_is_told_to_the_next_and_only_to_the_next)
{
    leave_a_dead_owner_s_record();
    lock.lock();
    BOOST_TEST(lock.previous_owner_died());
    BOOST_TEST(contains(bytes_of(lock_file),
                        "\npid=" + std::to_string(filelock::this_owner().pid) + "\n"));
    lock.unlock();
    lock.lock();
    BOOST_TEST(!lock.previous_owner_died());
    lock.unlock();
    BOOST_TEST(bytes_of(lock_file).empty());
    remote.lock();
    BOOST_TEST(remote.ask("died") == "no");
}

BOOST_AUTO_TEST_CASE(killed_writer_is_told_to_who_waited)
{
    peer_process holder;
    remote_lock(holder, "hard", lock_file, "record").lock();
    remote_task waiting = remote.start_lock_for(1h);
    BOOST_TEST(waiting.is_blocked());
    holder.kill();
    BOOST_TEST(waiting.get() == "taken");
    BOOST_TEST(remote.ask("died") == "yes");
}

BOOST_AUTO_TEST_CASE(reader_tells_it_and_leaves_the_record)
{
    leave_a_dead_owner_s_record();
    std::string const before = bytes_of(lock_file);
    lock.lock_shared();
    BOOST_TEST(lock.previous_owner_died());
    BOOST_TEST(remote.try_lock(lock_mode::shared));
    BOOST_TEST(remote.ask("died") == "yes");
    remote.release();
    lock.unlock_shared();
    BOOST_TEST(bytes_of(lock_file) == before);
    lock.lock();
    BOOST_TEST(lock.previous_owner_died());
}

BOOST_AUTO_TEST_CASE(killed_reader_is_no_dead_writer)
{
    peer_process holder;
    remote_lock(holder, "hard", lock_file, "record").lock(lock_mode::shared);
    holder.kill();
    lock.lock();
    BOOST_TEST(!lock.previous_owner_died());
}

BOOST_AUTO_TEST_CASE(dead_owner_is_nobody_s_owner)
{
    leave_a_dead_owner_s_record();
    BOOST_TEST(!lock.is_locked());
    BOOST_TEST(lock.owners().empty());
}

BOOST_AUTO_TEST_CASE(conversions_write_and_remove_the_record,
                     *boost::unit_test::precondition(hard_locks_are_upgraded))
{
    lock.lock();
    lock.unlock_and_lock_shared();
    BOOST_TEST(bytes_of(lock_file).empty());
    BOOST_TEST(lock.try_unlock_shared_and_lock());
    BOOST_TEST(contains(bytes_of(lock_file), "filelock 1\n"));
    lock.unlock();
    BOOST_TEST(bytes_of(lock_file).empty());
}

BOOST_AUTO_TEST_CASE(dead_owner_found_before_an_upgrade_is_not_forgotten,
                     *boost::unit_test::precondition(hard_locks_are_upgraded))
{
    leave_a_dead_owner_s_record();
    lock.lock_shared();
    BOOST_TEST(lock.try_unlock_shared_and_lock());
    BOOST_TEST(lock.previous_owner_died());
    lock.unlock();
    lock.lock();
    BOOST_TEST(!lock.previous_owner_died());
}

BOOST_AUTO_TEST_CASE(foreign_content_is_malformed_and_stays_byte_for_byte)
{
    std::string const foreign[] = {"4711\n", std::string("\0\xff", 2),
                                   "filelock 2\npid=1\n", "\n",
                                   std::string(100'000, 'x')};
    for (std::string const& bytes : foreign)
    {
        write_bytes(lock_file, bytes);
        error_code ec;
        lock.acquire(ec);
        BOOST_TEST((ec == errc::malformed_record));
        lock.acquire_shared(1h, ec);
        BOOST_TEST((ec == errc::malformed_record));
        BOOST_CHECK_THROW(lock.try_lock(), filelock::lock_failed);
        BOOST_TEST(!lock.i_am_locking());
        BOOST_TEST(!lock.is_locked());
        BOOST_TEST(is_free(lock_file));
        BOOST_TEST((bytes_of(lock_file) == bytes));
    }
}

BOOST_AUTO_TEST_CASE(foreign_content_does_not_matter_without_the_option)
{
    write_bytes(lock_file, "4711\n");
    hard_lock plain(target);
    plain.lock();
    BOOST_TEST(plain.owners().size() == 1);
    plain.unlock();
    BOOST_TEST(bytes_of(lock_file) == "4711\n");
}

BOOST_AUTO_TEST_SUITE_END()
