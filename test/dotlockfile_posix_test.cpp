// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// Part of company_posix_test: the program dotlockfile, which makes its file with link().

#include <boost/test/unit_test.hpp>

#include <unistd.h>

#include <ctime>

#include <boost/filesystem/operations.hpp>

#include "support/every_lock.hpp"
#include "support/foreign_holder.hpp"
#include "support/posix_child.hpp"
#include "support/program.hpp"
#include "support/temporary_directory.hpp"
#include "support/watch.hpp"

namespace
{

using namespace test;
namespace fs = boost::filesystem;

using file_locks = std::tuple<link_kind, create_kind>;

/// Its exit status for "somebody else has the lock".
constexpr program_end refused = exited(4);

program_end dotlockfile(words options, path const& lock_file)
{
    options.insert(options.begin(), "dotlockfile");
    options.push_back(lock_file.string());
    return program(options).wait();
}

program_end take(path const& lock_file)
{
    return dotlockfile({"-l", "-p", "-r", "0"}, lock_file);
}

/// Longer ago than the five minutes after which it no longer believes in a file that does
/// not say which process has made it.
void age(path const& lock_file)
{
    fs::last_write_time(lock_file, std::time(nullptr) - 3600);
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(with_dotlockfile, in_directory)

BOOST_AUTO_TEST_CASE_TEMPLATE(dotlockfile_excludes_ours, Kind, file_locks)
{
    auto ours = Kind::make(target);
    BOOST_TEST(take(lock_file) == exited(0));
    check_unknown_holder(ours);
    BOOST_TEST(dotlockfile({"-u"}, lock_file) == exited(0));
    BOOST_TEST(ours.try_lock());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(our_lock_excludes_dotlockfile, Kind, file_locks)
{
    auto ours = Kind::make(target);
    ours.lock();
    BOOST_TEST(take(lock_file) == refused);
    BOOST_TEST(dotlockfile({"-l", "-r", "0"}, lock_file) == refused);
    ours.release();
    BOOST_TEST(take(lock_file) == exited(0));
}

BOOST_AUTO_TEST_CASE(old_create_lock_of_a_living_process_excludes_dotlockfile)
{
    auto ours = create_kind::make(target);
    ours.lock();
    age(lock_file);
    BOOST_TEST(take(lock_file) == refused);
    ours.release();
}

// It does not know what a link lock's record says: a reason to use create locks in its
// company.
BOOST_AUTO_TEST_CASE(old_link_lock_is_taken_by_dotlockfile_and_then_is_not_ours)
{
    auto ours = link_kind::make(target);
    ours.lock();
    age(lock_file);
    BOOST_TEST(take(lock_file) == exited(0));
    check_lost(ours);
    check_unknown_holder(ours);
}

BOOST_AUTO_TEST_CASE(create_lock_of_a_dead_process_is_taken_by_dotlockfile)
{
    in_child(
        [&]
        {
            auto ours = create_kind::make(target);
            ours.lock();
            _exit(0);
        });
    BOOST_TEST(take(lock_file) == exited(0));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(break_lock_removes_dotlockfiles, Kind, file_locks)
{
    BOOST_TEST(take(lock_file) == exited(0));
    auto ours = Kind::make(target);
    ours.break_lock();
    BOOST_TEST(ours.try_lock());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(abandoned_dotlockfile_is_broken, Kind, file_locks)
{
    BOOST_TEST(take(lock_file) == exited(0));
    auto ours = Kind::make(target, abandoned_soon());
    ours.acquire(ceiling);
    BOOST_TEST(ours.i_am_locking());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(lock_that_dotlockfile_removes_is_not_ours_any_more, Kind,
                              file_locks)
{
    auto ours = Kind::make(target);
    ours.lock();
    BOOST_TEST(dotlockfile({"-u"}, lock_file) == exited(0));
    BOOST_TEST(take(lock_file) == exited(0));
    check_lost(ours);
    check_unknown_holder(ours);
}

BOOST_AUTO_TEST_SUITE_END()
