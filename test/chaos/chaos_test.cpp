// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// Many processes take one soft lock at random, and are killed, stopped, and robbed of it
// at random.

#define BOOST_TEST_MODULE chaos_test
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "chaos/arena.hpp"
#include "support/every_lock.hpp"
#include "support/temporary_directory.hpp"

namespace
{

using namespace test;
using namespace std::chrono_literals;
using filelock::lock_mode;

/// Other each time; to have one of them again set the variable to what a failure shows.
unsigned new_seed()
{
    char const* const given = std::getenv("FILELOCK_CHAOS_SEED");
    return given != nullptr ? static_cast<unsigned>(std::stoul(given))
                            : std::random_device{}();
}

/// What a process that is killed between two steps of a mkdir lock leaves says nothing of
/// its maker.
filelock::options with_abandonment()
{
    filelock::options how;
    how.abandoned_after = 30ms;
    return how;
}

template <class Kind>
struct battle : in_directory
{
    using lock_type = typename Kind::lock;

    explicit battle(rules const& how)
        : where([this](int)
                { return std::make_shared<lock_type>(target, with_abandonment()); },
                how, seed)
    {
        BOOST_TEST_CONTEXT(Kind::name << ", FILELOCK_CHAOS_SEED=" << seed)
        {
            where.play();
            BOOST_TEST(where.judge().overlaps() == 0);
            BOOST_TEST(where.judge().undisturbed() > where.judge().holds() / 10);
            BOOST_TEST(where.killed() >= how.players / 2);
            BOOST_TEST(where.stopped() >= how.players / 2);
            check_disk();
        }
        BOOST_TEST_MESSAGE(Kind::name << ": " << where.judge().holds() << " holds, "
                                      << where.judge().undisturbed() << " undisturbed, "
                                      << where.killed() << " killed, " << where.stopped()
                                      << " stopped");
    }

    /// There is nothing that is neither listed as left over nor the guard of one who was
    /// killed with it; and break_lock() removes what is listed.
    void check_disk()
    {
        BOOST_TEST(lock_type(target, with_abandonment()).try_lock_for(5s));
        lock_type fresh(target);
        std::vector<std::string> listed;
        for (path const& each : fresh.leftovers())
        {
            listed.push_back(each.filename().string());
        }
        std::sort(listed.begin(), listed.end());
        BOOST_TEST(entries_but_guard() == listed, boost::test_tools::per_element());
        fresh.break_lock();
        BOOST_TEST(entries_but_guard().empty());
    }

    std::vector<std::string> entries_but_guard() const
    {
        auto found = directory.entries();
        if (std::string(Kind::name) == create_kind::name)
        {
            found.erase(std::remove(found.begin(), found.end(), "target.lock.guard"),
                        found.end());
        }
        return found;
    }

    unsigned const seed = new_seed();
    arena where;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(chaos)

BOOST_AUTO_TEST_CASE_TEMPLATE(eight_processes_never_overlap, kind, soft_locks)
{
    battle<kind>({8, 500, false});
}

BOOST_AUTO_TEST_CASE_TEMPLATE(thirty_two_processes_never_overlap, kind, soft_locks)
{
    battle<kind>({32, 100, false});
}

BOOST_AUTO_TEST_CASE(broken_holders_of_mkdir_locks_hurt_no_successor)
{
    battle<mkdir_kind>({8, 500, true});
}

/// The negative control: locks that have nothing to do with each other.
BOOST_FIXTURE_TEST_CASE(referee_sees_that_locks_do_not_exclude, in_directory)
{
    arena where(
        [this](int seat)
        {
            return std::make_shared<filelock::link_lock>(directory
                                                         / std::to_string(seat).c_str());
        },
        {8, 20, false}, new_seed());
    where.play();
    BOOST_TEST(where.judge().overlaps() > 0);
}

BOOST_AUTO_TEST_SUITE_END()
