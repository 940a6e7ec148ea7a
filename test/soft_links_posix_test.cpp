// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// Part of soft_disk_posix_test: the soft locks on file systems that lack hard links.

#include <boost/test/unit_test.hpp>

#include <unistd.h>

#include <cerrno>
#include <string>
#include <vector>

#include <boost/filesystem/operations.hpp>

#include "support/abilities.hpp"
#include "support/clean_failure.hpp"
#include "support/every_lock.hpp"
#include "support/expect.hpp"
#include "support/posix_child.hpp"
#include "support/posix_no_hard_links.hpp"
#include "support/temporary_directory.hpp"

namespace
{

using namespace test;
namespace fs = boost::filesystem;
using filelock::errc;
using filelock::lock_mode;

using frugal_locks = std::tuple<mkdir_kind, create_kind>;

/// Everything a lock does, with another process looking on.
template <class Kind>
void expect_it_works(path const& target, location where = location::here())
{
    {
        auto lock = Kind::make(target);
        auto const others_may = [&](lock_mode mode)
        {
            child other(
                [&]
                {
                    auto same = Kind::make(target);
                    bool const taken = mode == lock_mode::shared ? same.try_lock_shared()
                                                                 : same.try_lock();
                    if (!taken)
                    {
                        _exit(1);
                    }
                });
            return other.exit_status(where) == 0;
        };
        lock.lock();
        expect(!others_may(lock_mode::shared), "excludes readers", where);
        expect(lock.owners().at(0).pid == getpid(), "names its owner", where);
        lock.unlock_and_lock_shared();
        expect(others_may(lock_mode::shared), "is shared", where);
        expect(!others_may(lock_mode::exclusive), "excludes writers", where);
        expect(lock.try_unlock_shared_and_lock(), "is exclusive again", where);
        lock.unlock();
        expect(others_may(lock_mode::exclusive), "is free", where);
    }
    expect(fs::is_empty(target.parent_path()), "nothing is left", where);
}

/// A holder that has died is found out and its lock broken.
template <class Kind>
void expect_the_dead_are_found(path const& target, location where = location::here())
{
    child(
        [&]
        {
            auto lock = Kind::make(target);
            lock.lock();
            _exit(0);
        })
        .finish(where);
    expect(fs::exists(target.string() + ".lock"), "the dead one's marker", where);
    {
        auto lock = Kind::make(target);
        if (!can_prove_deaths())
        {
            expect(!lock.try_lock(), "held by the dead", where);
            lock.break_lock();
        }
        expect(lock.try_lock(), "taken from the dead", where);
    }
    expect(fs::is_empty(target.parent_path()), "and nothing left of it", where);
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(without_hard_links, in_directory)

/// What file systems and systems without hard links answer.
std::vector<int> const refusals = {EPERM, EOPNOTSUPP, ENOSYS, EMLINK};

BOOST_AUTO_TEST_CASE(link_lock_says_so_and_leaves_nothing)
{
    for (int const refusal : refusals)
    {
        in_child(
            [&]
            {
                refuse_hard_links(refusal);
                link_kind::lock lock(target);
                expect_failure(lock, make_error_code(errc::no_hard_links));
            });
    }
    BOOST_TEST(directory.entries().empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(the_other_locks_need_none, Kind, frugal_locks)
{
    for (int const refusal : refusals)
    {
        in_child(
            [&]
            {
                refuse_hard_links(refusal);
                expect_it_works<Kind>(target);
                expect_the_dead_are_found<Kind>(target);
            });
    }
}

BOOST_AUTO_TEST_CASE(link_lock_says_so_on_a_real_one)
{
    on_file_system_without_hard_links(directory.name(),
                                      [&]
                                      {
                                          link_kind::lock lock(target);
                                          expect_failure(
                                              lock, make_error_code(errc::no_hard_links));
                                      });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(the_other_locks_work_on_a_real_one, Kind, frugal_locks)
{
    on_file_system_without_hard_links(directory.name(),
                                      [&]
                                      {
                                          expect_it_works<Kind>(target);
                                          expect_the_dead_are_found<Kind>(target);
                                      });
}

BOOST_AUTO_TEST_SUITE_END()
