// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// Files that are open under their locks.

#define BOOST_TEST_MODULE locked_file_test
#include <boost/test/unit_test.hpp>

#include <filelock/locked_file.hpp>

#include <stdexcept>
#include <string>

#include <boost/filesystem/operations.hpp>

#include <filelock/any_lock.hpp>
#include <filelock/observer.hpp>
#include <filelock/soft_lock.hpp>

#include "support/abilities.hpp"
#include "support/every_lock.hpp"
#include "support/temporary_directory.hpp"
#include "support/watch.hpp"
#include "support/worker.hpp"

namespace
{

using namespace test;
using namespace std::chrono_literals;
namespace fs = boost::filesystem;
using filelock::hard_lock;
using filelock::lock_mode;
using filelock::locked_file;
using openmode = std::ios::openmode;

constexpr openmode in = std::ios::in;
constexpr openmode out = std::ios::out;
constexpr openmode app = std::ios::app;
constexpr openmode emptied = std::ios::trunc;
constexpr openmode ate = std::ios::ate;

struct mode_row
{
    openmode mode;
    bool writes;
    bool makes;           ///< A file that is not there.
    char const* content;  ///< After "xy" is written to "abcd".
};

constexpr mode_row all_modes[] = {
    {in, false, false, "abcd"},
    {in | ate, false, false, "abcd"},
    {out, true, true, "xy"},
    {out | emptied, true, true, "xy"},
    {app, true, true, "abcdxy"},
    {out | app, true, true, "abcdxy"},
    {in | out, true, false, "xycd"},
    {in | out | ate, true, false, "abcdxy"},
    {in | out | emptied, true, true, "xy"},
    {in | app, true, true, "abcdxy"},
    {in | out | app, true, true, "abcdxy"},
};

struct opened_by_peer : in_directory
{
    peer_process peer;
    remote_lock elsewhere{peer, "hard", lock_file};

    opened_by_peer() { write_bytes(target, "abcd"); }
};

std::string rest_of(std::istream& from)
{
    return {std::istreambuf_iterator<char>(from), std::istreambuf_iterator<char>()};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(locked_file_suite)

BOOST_FIXTURE_TEST_CASE(reading_shares_and_writing_excludes_other_processes,
                        opened_by_peer)
{
    for (mode_row const& each : all_modes)
    {
        BOOST_TEST_CONTEXT("mode " << each.mode)
        {
            locked_file file(target, each.mode);
            BOOST_TEST(is_free(lock_file, lock_mode::shared) == !each.writes);
            BOOST_TEST(!is_free(lock_file));
            file.close();
            BOOST_TEST(is_free(lock_file));
        }
    }
}

BOOST_FIXTURE_TEST_CASE(modes_do_to_the_file_what_those_of_fstream_do, in_directory)
{
    for (mode_row const& each : all_modes)
    {
        BOOST_TEST_CONTEXT("mode " << each.mode)
        {
            write_bytes(target, "abcd");
            locked_file(target, each.mode) << "xy";
            BOOST_TEST(bytes_of(target) == each.content);
            fs::remove(target);
            try
            {
                locked_file const made(target, each.mode);
                BOOST_TEST(each.makes);
            }
            catch (filelock::file_error const& e)
            {
                BOOST_TEST(!each.makes);
                BOOST_TEST((e.code() == boost::system::errc::no_such_file_or_directory));
            }
            BOOST_TEST(fs::exists(target) == each.makes);
            BOOST_TEST(is_free(lock_file));
        }
    }
}

BOOST_FIXTURE_TEST_CASE(modes_that_fstream_does_not_have_are_refused, in_directory)
{
    for (openmode const mode : {openmode(), emptied, in | emptied, emptied | app, ate})
    {
        BOOST_CHECK_THROW(locked_file(target, mode), std::invalid_argument);
    }
    BOOST_TEST(directory.entries().empty());
}

BOOST_FIXTURE_TEST_CASE(refused_open_changes_nothing, opened_by_peer)
{
    elsewhere.lock();
    for (mode_row const& each : all_modes)
    {
        BOOST_CHECK_THROW(locked_file(target, each.mode, 0s), filelock::already_locked);
        BOOST_CHECK_THROW(locked_file(target, each.mode, -1s), filelock::already_locked);
        BOOST_CHECK_THROW(locked_file(target, each.mode, 1ms), filelock::lock_timeout);
        BOOST_TEST(bytes_of(target) == "abcd");
    }
    fs::remove(target);
    BOOST_CHECK_THROW(locked_file(target, out, 0s), filelock::already_locked);
    BOOST_TEST(!fs::exists(target));
}

BOOST_FIXTURE_TEST_CASE(refusal_names_the_holder, opened_by_peer,
                        *boost::unit_test::precondition(hard_holders_are_named))
{
    elsewhere.lock();
    try
    {
        locked_file const refused(target, out, 0s);
        BOOST_ERROR("not refused");
    }
    catch (filelock::already_locked const& e)
    {
        BOOST_REQUIRE(!e.owners().empty());
        BOOST_TEST(e.owners().front().pid == peer.pid());
    }
}

BOOST_FIXTURE_TEST_CASE(open_waits_and_empties_the_file_only_then, opened_by_peer)
{
    elsewhere.lock(lock_mode::shared);
    worker other;
    auto opening = other.start([&] { locked_file(target, out) << "new"; });
    BOOST_TEST(opening.is_blocked());
    BOOST_TEST(bytes_of(target) == "abcd");
    elsewhere.release();
    opening.get();
    BOOST_TEST(bytes_of(target) == "new");
}

BOOST_FIXTURE_TEST_CASE(readers_share_among_threads_and_writers_do_not, opened_by_peer)
{
    locked_file reader(target);
    worker other;
    other.run([&] { locked_file(target, in, 0s); });
    BOOST_CHECK_THROW(other.run([&] { locked_file(target, app, 0s); }),
                      filelock::already_locked);
    BOOST_TEST(rest_of(reader) == "abcd");
}

BOOST_FIXTURE_TEST_CASE(thread_that_would_wait_for_itself_is_told, opened_by_peer)
{
    locked_file const reader(target);
    try
    {
        locked_file const writer(target, out);
        BOOST_ERROR("not refused");
    }
    catch (filelock::lock_failed const& e)
    {
        BOOST_TEST((e.code() == filelock::errc::would_deadlock));
    }
}

BOOST_FIXTURE_TEST_CASE(crash_frees_the_lock_of_whoever_has_the_file_open, opened_by_peer)
{
    elsewhere.lock();
    worker other;
    auto opening =
        other.start([&] { return rest_of(*std::make_unique<locked_file>(target)); });
    BOOST_TEST(opening.is_blocked());
    peer.kill();
    BOOST_TEST(opening.get() == "abcd");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(lock_of_any_kind_may_be_handed_over, Kind, every_lock)
{
    in_directory here;
    auto mine = Kind::make(here.target);
    {
        locked_file file(Kind::make(here.target), out, 1s);
        file << "new";
        BOOST_TEST(!mine.try_lock_shared());
        BOOST_CHECK_THROW(locked_file(Kind::make(here.target), in, 0s),
                          filelock::already_locked);
    }
    BOOST_TEST(mine.try_lock_shared());
    locked_file again(Kind::make(here.target));
    BOOST_TEST(rest_of(again) == "new");
    mine.unlock_shared();
}

BOOST_FIXTURE_TEST_CASE(kind_of_the_lock_may_be_chosen_at_run_time, in_directory)
{
    locked_file file(filelock::make_lock("link", target), out);
    BOOST_TEST(!filelock::soft_lock(target).try_lock());
    file.close();
    BOOST_TEST(filelock::soft_lock(target).try_lock());
}

BOOST_FIXTURE_TEST_CASE(options_say_where_the_lock_is_kept, in_directory)
{
    filelock::options how;
    how.lock_path = directory / "elsewhere";
    locked_file const file(target, out, how);
    BOOST_TEST(!fs::exists(lock_file));
    BOOST_TEST(!is_free(how.lock_path));
}

BOOST_FIXTURE_TEST_CASE(lock_is_not_kept_in_the_file_itself, in_directory)
{
    filelock::options how;
    how.lock_path = target;
    BOOST_CHECK_THROW(locked_file(target, out, how), filelock::file_error);
    BOOST_TEST(directory.entries().empty());
    write_bytes(target, "abcd");
    how.lock_path = directory / "other";
    fs::create_hard_link(target, how.lock_path);
    BOOST_CHECK_THROW(locked_file(target, out, how), filelock::file_error);
    BOOST_TEST(bytes_of(target) == "abcd");
}

BOOST_AUTO_TEST_SUITE_END()
