// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// What is special to a lock that is kept in a database.

#include <filelock/sqlite_lock.hpp>

#define BOOST_TEST_MODULE sqlite_lock_test
#include <boost/test/unit_test.hpp>

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <boost/filesystem/operations.hpp>

#include <filelock/any_lock.hpp>

#include "support/abilities.hpp"
#include "support/remote_lock.hpp"
#include "support/sqlite_kind.hpp"
#include "support/temporary_directory.hpp"
#include "support/worker.hpp"

using namespace test;
using namespace std::chrono_literals;
namespace fs = boost::filesystem;
using filelock::errc;
using filelock::error_code;
using filelock::lock_mode;
using filelock::sqlite_lock;
using rows = std::vector<std::string>;

BOOST_FIXTURE_TEST_SUITE(names, in_directory)

BOOST_AUTO_TEST_CASE(locks_of_other_names_are_other_locks)
{
    sqlite_lock first(target, "first");
    sqlite_lock second(target, "second");
    sqlite_lock unnamed(target);
    sqlite_lock first_again(target, "first");
    first.lock();
    BOOST_TEST(second.try_lock());
    BOOST_TEST(unnamed.try_lock());
    BOOST_TEST(!first_again.try_lock_shared());
    BOOST_TEST(first_again.is_locked());
    BOOST_TEST(ask_in_sql(lock_file, "SELECT name FROM holder ORDER BY name")
                   == (rows{"", "first", "second"}),
               boost::test_tools::per_element());
    first.break_lock();
    BOOST_TEST(second.is_locked());
    second.release();
    BOOST_CHECK_THROW(first.release(), filelock::not_my_lock);
}

BOOST_AUTO_TEST_CASE(name_is_any_bytes)
{
    for (std::string const& name :
         {std::string("it's; DROP TABLE holder; --"), std::string("a\0b", 3),
          std::string("\xff\xfe"), std::string("\n%s%n"), std::string(3000, 'x')})
    {
        sqlite_lock lock(target, name);
        lock.lock();
        BOOST_TEST(!sqlite_lock(target, name).try_lock());
        BOOST_TEST(!sqlite_lock(target, name + "x").is_locked());
        lock.release();
    }
    sqlite_lock first(target, std::string("a\0b", 3));
    sqlite_lock other(target, std::string("a\0c", 3));
    BOOST_TEST((first.try_lock() && other.try_lock()));
}

BOOST_AUTO_TEST_CASE(name_that_is_too_long_is_an_error)
{
    std::string const longest(sqlite_lock::longest_name(), 'x');
    filelock::options how;
    how.note = std::string(5000, 'n');
    sqlite_lock lock(target, longest, how);
    BOOST_TEST(lock.try_lock());
    BOOST_TEST(!sqlite_lock(target, longest).try_lock());
    BOOST_CHECK_THROW(sqlite_lock(target, longest + 'x'), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(registered_scheme_is_known_by_name)
{
    filelock::register_sqlite_scheme();
    filelock::register_sqlite_scheme();
    auto const known = filelock::scheme_names();
    BOOST_TEST(std::count(known.begin(), known.end(), "sqlite") == 1);
    auto lock = filelock::make_lock("sqlite", target);
    BOOST_TEST(lock.scheme_name() == "sqlite");
    lock.lock();
    BOOST_TEST(!sqlite_lock(target).try_lock());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(in_sql, in_directory)

BOOST_AUTO_TEST_CASE(view_tells_who_holds_what)
{
    filelock::options how;
    how.note = "nightly \"import\"";
    sqlite_lock writer(target, "import", how);
    sqlite_lock reader(target, "report");
    writer.lock();
    reader.lock_shared();
    std::string const self = std::to_string(filelock::this_owner().pid);
    BOOST_TEST(ask_in_sql(lock_file, "SELECT name, mode, pid, note FROM lock")
                   == (rows{"import|exclusive|" + self + '|' + how.note,
                            "report|shared|" + self + '|'}),
               boost::test_tools::per_element());
    BOOST_TEST(ask_in_sql(lock_file,
                          "SELECT count(*) FROM lock WHERE"
                          " abs(strftime('%s', since) - strftime('%s', 'now')) < 60")
               == rows{"2"});
}

BOOST_AUTO_TEST_CASE(every_field_of_the_owner_comes_back)
{
    filelock::options how;
    how.note = std::string(5000, 'n');
    sqlite_lock lock(target, how);
    lock.lock();
    auto const found = lock.owners().at(0);
    auto const self = filelock::this_owner();
    BOOST_TEST(found.host == self.host);
    BOOST_TEST(found.pid == self.pid);
    BOOST_TEST(found.thread == self.thread);
    BOOST_TEST(found.process_start == self.process_start);
    BOOST_TEST(found.boot_id == self.boot_id);
    BOOST_TEST(found.machine_id == self.machine_id);
    BOOST_TEST(found.pid_namespace == self.pid_namespace);
    BOOST_TEST(found.time_namespace == self.time_namespace);
    BOOST_TEST(!found.token.empty());
    BOOST_TEST(found.note == std::string(3000, 'n'));
    BOOST_TEST((found.mode == lock_mode::exclusive));
    BOOST_TEST((probe(found) == filelock::liveness::alive) == can_prove_deaths());
}

BOOST_AUTO_TEST_CASE(database_says_whose_it_is)
{
    sqlite_lock(target).lock();
    BOOST_TEST(ask_in_sql(lock_file, "PRAGMA application_id") == rows{"1179414379"});
    BOOST_TEST(ask_in_sql(lock_file, "PRAGMA user_version") == rows{"1"});
    BOOST_TEST(ask_in_sql(lock_file, "PRAGMA journal_mode") == rows{"wal"});
    BOOST_TEST(ask_in_sql(lock_file, "PRAGMA integrity_check") == rows{"ok"});
}

BOOST_AUTO_TEST_CASE(row_that_a_program_removes_is_a_lost_lock)
{
    sqlite_lock lock(target);
    for (bool const shared : {false, true})
    {
        shared ? lock.lock_shared() : lock.lock();
        change_in_sql(lock_file, "DELETE FROM holder");
        BOOST_TEST(sqlite_lock(target).try_lock());
        BOOST_CHECK_THROW(lock.release(), filelock::not_my_lock);
    }
    lock.lock_shared();
    change_in_sql(lock_file, "DELETE FROM holder");
    BOOST_CHECK_THROW(lock.try_unlock_shared_and_lock(), filelock::not_my_lock);
    lock.lock();
    change_in_sql(lock_file, "DELETE FROM holder");
    BOOST_CHECK_THROW(lock.unlock_and_lock_shared(), filelock::not_my_lock);
    BOOST_TEST(lock.owners().empty());
}

BOOST_AUTO_TEST_CASE(query_makes_no_database)
{
    sqlite_lock lock(target);
    BOOST_TEST(!lock.is_locked());
    BOOST_TEST(lock.owners().empty());
    lock.break_lock();
    BOOST_CHECK_THROW(lock.release(), filelock::not_locked);
    BOOST_TEST(directory.entries().empty());
}

BOOST_AUTO_TEST_CASE(database_that_is_replaced_is_noticed)
{
    sqlite_lock lock(target);
    lock.lock();
    for (char const* end : {"", "-wal", "-shm"})
    {
        fs::remove(lock_file.string() + end);
    }
    sqlite_lock later(target);
    BOOST_TEST(later.try_lock());
    BOOST_TEST(!sqlite_lock(target).try_lock());
    BOOST_CHECK_THROW(lock.release(), filelock::not_my_lock);
    BOOST_TEST(!lock.try_lock());
    later.release();
    BOOST_TEST(lock.try_lock());
    BOOST_TEST(ask_in_sql(lock_file, "PRAGMA integrity_check") == rows{"ok"});
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(the_dead, in_directory)

/// Somebody who is not there any more: this process with another start.
void make_dead(path const& database)
{
    change_in_sql(database, "UPDATE holder SET process_start = process_start + 1");
}

BOOST_AUTO_TEST_CASE(dead_holder_is_broken_on_proof_only,
                     *boost::unit_test::precondition(deaths_are_proved))
{
    filelock::options never;
    never.stale = filelock::stale_policy::never;
    for (char const* doubt : {"", ", host = 'another'", ", pid_namespace = 1",
                              ", boot_id = ''", ", time_namespace = 1"})
    {
        sqlite_lock lock(target);
        lock.lock();
        make_dead(lock_file);
        change_in_sql(lock_file, std::string("UPDATE holder SET token = token") + doubt);
        BOOST_TEST(!sqlite_lock(target, never).try_lock());
        BOOST_TEST(sqlite_lock(target).is_locked() == (*doubt != '\0'));
        BOOST_TEST(sqlite_lock(target).try_lock_shared() == (*doubt == '\0'));
        lock.break_lock();
        lock.unlock();
    }
}

BOOST_AUTO_TEST_CASE(dead_readers_do_not_keep_a_reader_from_becoming_the_writer,
                     *boost::unit_test::precondition(deaths_are_proved))
{
    sqlite_lock dead(target);
    dead.lock_shared();
    make_dead(lock_file);
    sqlite_lock lock(target);
    lock.lock_shared();
    BOOST_TEST(lock.try_unlock_shared_and_lock());
    BOOST_TEST(lock.owners().size() == 1U);
}

BOOST_AUTO_TEST_CASE(gate_of_the_dead_keeps_nobody_out_whatever_the_policy,
                     *boost::unit_test::precondition(deaths_are_proved))
{
    filelock::options never;
    never.stale = filelock::stale_policy::never;
    sqlite_lock reader(target);
    reader.lock_shared();
    {
        peer_process peer;
        remote_lock remote(peer, "sqlite", lock_file);
        remote_task waiting = remote.start_lock();
        eventually(
            [&]
            {
                return ask_in_sql(lock_file, "SELECT mode FROM holder ORDER BY mode")
                    == rows{"shared", "waiting"};
            });
        BOOST_TEST(!sqlite_lock(target, never).try_lock_shared());
        peer.kill();
    }
    BOOST_TEST(sqlite_lock(target, never).try_lock_shared());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(the_gate, in_directory)

BOOST_AUTO_TEST_CASE(reader_that_is_kept_out_is_told_of_the_writer_that_waits)
{
    sqlite_lock lock(target);
    lock.lock();
    change_in_sql(lock_file,
                  "UPDATE holder SET mode = 'waiting', host = 'elsewhere', pid = 4242");
    BOOST_CHECK_EXCEPTION(sqlite_lock(target).acquire_shared(1ms), filelock::lock_timeout,
                          [](filelock::lock_timeout const& late)
                          {
                              return late.owners().size() == 1
                                  && late.owners()[0].pid == 4242
                                  && !late.owners()[0].mode;
                          });
    BOOST_TEST(!lock.is_locked());
    lock.break_lock();
    BOOST_TEST(lock.owners().empty());
    lock.unlock();
}

BOOST_AUTO_TEST_CASE(waiting_writer_keeps_new_readers_out_until_it_gives_up)
{
    sqlite_lock reader(target);
    sqlite_lock writer(target);
    sqlite_lock late(target);
    worker thread;
    reader.lock_shared();
    auto waiting = thread.start([&] { return writer.try_lock_for(200ms); });
    eventually([&] { return !sqlite_kind::is_free(lock_file, lock_mode::shared); });
    BOOST_TEST(!late.try_lock_shared());
    BOOST_TEST(reader.owners().size() == 2U);
    BOOST_TEST(!reader.owners().back().mode);
    BOOST_TEST(!waiting.get());
    BOOST_TEST(late.try_lock_shared());
}

BOOST_AUTO_TEST_CASE(writer_gets_in_between_readers_who_take_turns)
{
    sqlite_lock writer(target);
    peer_process peer;
    remote_lock remote(peer, "sqlite", lock_file);
    auto first = std::make_unique<sqlite_lock>(target);
    auto second = std::make_unique<sqlite_lock>(target);
    first->lock_shared();
    remote_task waiting = remote.start_lock();
    // Without the gate one of the two would be in at any time.
    eventually(
        [&]
        {
            bool const both = second->try_lock_shared();
            first->release();
            bool const in_time = !both && waiting.get() == "taken";
            std::swap(first, second);
            return in_time;
        });
    BOOST_TEST(!writer.try_lock_shared());
}

BOOST_AUTO_TEST_CASE(waiting_writer_keeps_nobody_out_behind_a_writer)
{
    sqlite_lock holder(target);
    sqlite_lock writer(target);
    worker thread;
    holder.lock();
    auto waiting = thread.start([&] { return writer.try_lock_for(300ms); });
    BOOST_TEST(waiting.is_blocked());
    BOOST_TEST(ask_in_sql(lock_file, "SELECT mode FROM holder") == rows{"exclusive"});
    BOOST_TEST(!waiting.get());
}

BOOST_AUTO_TEST_SUITE_END()
