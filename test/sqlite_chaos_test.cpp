// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// Many processes take locks of one database at random, and are killed, stopped, and
// robbed of them at random.

#include <filelock/sqlite_lock.hpp>

#define BOOST_TEST_MODULE sqlite_chaos_test
#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <memory>
#include <random>

#include "chaos/arena.hpp"
#include "support/sqlite_kind.hpp"
#include "support/temporary_directory.hpp"

namespace
{

using namespace test;
using filelock::sqlite_lock;

/// Other each time; to have one of them again set the variable to what a failure shows.
unsigned chosen_seed()
{
    char const* const given = std::getenv("FILELOCK_CHAOS_SEED");
    return given != nullptr ? static_cast<unsigned>(std::stoul(given))
                            : std::random_device{}();
}

void fight(path const& target, rules const& how)
{
    unsigned const seed = chosen_seed();
    arena where([&](int) { return std::make_shared<sqlite_lock>(target); }, how, seed);
    BOOST_TEST_CONTEXT("FILELOCK_CHAOS_SEED=" << seed)
    {
        where.play();
        BOOST_TEST(where.judge().overlaps() == 0);
        BOOST_TEST(where.judge().undisturbed() > where.judge().holds() / 10);
        BOOST_TEST(where.killed() >= how.players / 2);
        BOOST_TEST(where.stopped() >= how.players / 2);
        sqlite_lock last(target);
        BOOST_TEST(last.try_lock_for(std::chrono::seconds(5)));
        BOOST_TEST(last.owners().size() == 1U);
        BOOST_TEST(ask_in_sql(last.lock_path(), "PRAGMA integrity_check").front()
                   == "ok");
    }
    BOOST_TEST_MESSAGE(where.judge().holds()
                       << " holds, " << where.judge().undisturbed() << " undisturbed, "
                       << where.killed() << " killed, " << where.stopped() << " stopped");
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(chaos, in_directory)

BOOST_AUTO_TEST_CASE(eight_processes_never_overlap)
{
    fight(target, {8, 300, false});
}

BOOST_AUTO_TEST_CASE(broken_holders_hurt_no_successor)
{
    fight(target, {8, 300, true});
}

BOOST_AUTO_TEST_SUITE_END()
