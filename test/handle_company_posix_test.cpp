// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// Locks on handles together with the programs that they are made to share locks with:
// flock(1) of util-linux, and Python's portalocker, as installed, see tools/setup.

#include <filelock/file_handle.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

#include "support/arguments.hpp"
#include "support/conversation.hpp"
#include "support/posix_open_file.hpp"
#include "support/worker.hpp"

namespace
{

using namespace test;
using filelock::lock_flags;
using filelock::lock_mode;

struct with_flock : opened_twice
{
    /// Holds the lock for as long as it lives, and echoes what it is told.
    words holding(std::string const& how) const
    {
        return {"flock", how, "--no-fork", target.string(), "cat"};
    }
};

struct with_portalocker : opened_twice
{
    path const script =
        path(argument("--python-lock")).parent_path() / "python_portalocker.py";
    conversation theirs{{"/usr/bin/python3", script.string(), target.string()}};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(with_flock_of_the_shell, with_flock)

BOOST_AUTO_TEST_CASE(flock_excludes_ours_until_it_ends_or_is_killed)
{
    for (bool const killed : {false, true})
    {
        conversation holder(holding("--exclusive"));
        BOOST_TEST(holder.ask("held") == "held");
        BOOST_TEST(!filelock::try_lock(first, lock_flags::shared));
        killed ? holder.kill() : holder.end();
        BOOST_TEST(filelock::try_lock(first));
        filelock::unlock(first);
    }
}

BOOST_AUTO_TEST_CASE(flock_shares_with_our_readers_only)
{
    conversation holder(holding("--shared"));
    BOOST_TEST(holder.ask("held") == "held");
    BOOST_TEST(!filelock::try_lock(first));
    BOOST_TEST(filelock::try_lock(first, lock_flags::shared));
    BOOST_TEST(lets_in(lock_mode::shared));
}

BOOST_AUTO_TEST_CASE(flock_and_ours_wait_for_each_other)
{
    conversation holder(holding("--exclusive"));
    BOOST_TEST(holder.ask("held") == "held");
    worker another;
    auto waiting = another.start([&] { return filelock::try_lock_for(first, ceiling); });
    BOOST_TEST(waiting.is_blocked());
    holder.end();
    BOOST_TEST(waiting.get());
    conversation visitor(holding("--shared"));
    visitor.send("held at last");
    BOOST_TEST(!lets_in(lock_mode::shared));
    filelock::unlock(first);
    BOOST_TEST(visitor.answer() == "held at last");
    BOOST_TEST(!filelock::try_lock(first));
}

BOOST_AUTO_TEST_CASE(flock_on_an_inherited_descriptor_locks_for_us_too)
{
    open_file inherited(target, 0);
    program locker({"flock", "--exclusive", std::to_string(inherited.handle())});
    BOOST_TEST(locker.wait() == exited(0));
    BOOST_TEST(!filelock::try_lock(first));
    filelock::unlock(inherited);
    BOOST_TEST(filelock::try_lock(first));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(with_portalocker_of_python, with_portalocker)

BOOST_AUTO_TEST_CASE(portalocker_excludes_ours)
{
    BOOST_TEST(theirs.ask("try EXCLUSIVE") == "taken");
    BOOST_TEST(!filelock::try_lock(first));
    BOOST_TEST(!filelock::try_lock(first, lock_flags::shared));
    BOOST_TEST(theirs.ask("unlock") == "ok");
    BOOST_TEST(filelock::try_lock(first));
}

BOOST_AUTO_TEST_CASE(ours_excludes_portalocker)
{
    filelock::lock(first);
    BOOST_TEST(theirs.ask("try SHARED") == "busy");
    BOOST_TEST(theirs.ask("try EXCLUSIVE") == "busy");
    filelock::unlock(first);
    BOOST_TEST(theirs.ask("try EXCLUSIVE") == "taken");
}

BOOST_AUTO_TEST_CASE(readers_of_both_share)
{
    BOOST_TEST(theirs.ask("try SHARED") == "taken");
    BOOST_TEST(!filelock::try_lock(first));
    BOOST_TEST(filelock::try_lock(first, lock_flags::shared));
    BOOST_TEST(theirs.ask("try EXCLUSIVE") == "busy");
}

BOOST_AUTO_TEST_CASE(portalocker_and_ours_wait_for_each_other)
{
    BOOST_TEST(theirs.ask("try EXCLUSIVE") == "taken");
    worker another;
    auto waiting = another.start([&] { return filelock::try_lock_for(first, ceiling); });
    BOOST_TEST(waiting.is_blocked());
    BOOST_TEST(theirs.ask("unlock") == "ok");
    BOOST_TEST(waiting.get());
    theirs.send("wait EXCLUSIVE");
    filelock::unlock(first);
    BOOST_TEST(theirs.answer() == "taken");
    theirs.kill();
    BOOST_TEST(filelock::try_lock(first));
}

BOOST_AUTO_TEST_SUITE_END()
