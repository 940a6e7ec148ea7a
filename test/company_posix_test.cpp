// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// The soft locks together with the programs that they are made to share locks with: those
// of Python here, as installed, and Debian's in dotlockfile_posix_test.cpp.

#define BOOST_TEST_MODULE company_posix_test
#include <boost/test/unit_test.hpp>

#include <string>

#include <boost/algorithm/string/replace.hpp>

#include "support/abilities.hpp"
#include "support/arguments.hpp"
#include "support/conversation.hpp"
#include "support/every_lock.hpp"
#include "support/foreign_holder.hpp"
#include "support/stale_checks.hpp"
#include "support/temporary_directory.hpp"
#include "support/worker.hpp"

namespace
{

using namespace test;
using filelock::error_code;

/// A lock of Python's that is like one of ours, in a process of its own. Needs Debian's
/// python3-lockfile and python3-filelock.
struct python_lock : conversation
{
    python_lock(std::string const& kind, path const& target)
        : conversation(
            {"/usr/bin/python3", argument("--python-lock"), kind, target.string()})
    {
    }
};

template <class Kind>
struct with_python : in_directory
{
    typename Kind::lock ours = Kind::make(target);
    python_lock theirs{Kind::name, target};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(with_python_locks)

BOOST_AUTO_TEST_CASE_TEMPLATE(python_lock_excludes_ours, Kind, soft_locks)
{
    with_python<Kind> both;
    BOOST_TEST(both.theirs.ask("try") == "taken");
    check_unknown_holder(both.ours);
    BOOST_TEST(both.theirs.ask("release") == "ok");
    BOOST_TEST(!both.ours.is_locked());
    BOOST_TEST(both.ours.try_lock());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(our_lock_excludes_pythons, Kind, soft_locks)
{
    with_python<Kind> both;
    both.ours.lock();
    BOOST_TEST(both.theirs.ask("try") == "busy");
    BOOST_TEST(both.theirs.ask("locked") == "yes");
    both.ours.release();
    BOOST_TEST(both.theirs.ask("locked") == "no");
    BOOST_TEST(both.theirs.ask("try") == "taken");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(reader_of_ours_does_not_exclude_pythons, Kind, soft_locks)
{
    with_python<Kind> both;
    both.ours.lock_shared();
    BOOST_TEST(both.theirs.ask("try") == "taken");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(each_waits_for_the_other, Kind, soft_locks)
{
    with_python<Kind> both;
    BOOST_TEST(both.theirs.ask("try") == "taken");
    worker another;
    auto waiting = another.start([&] { both.ours.lock(); });
    BOOST_TEST(waiting.is_blocked());
    BOOST_TEST(both.theirs.ask("release") == "ok");
    waiting.get();
    both.theirs.send("wait");
    another.run([&] { both.ours.release(); });
    BOOST_TEST(both.theirs.answer() == "taken");
    check_unknown_holder(both.ours);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(break_lock_removes_pythons, Kind, soft_locks)
{
    with_python<Kind> both;
    BOOST_TEST(both.theirs.ask("try") == "taken");
    both.ours.break_lock();
    BOOST_TEST(!both.ours.is_locked());
    BOOST_TEST(both.theirs.ask("locked") == "no");
    BOOST_TEST(both.ours.try_lock());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(killed_pythons_lock_stays_unless_taken_for_abandoned, Kind,
                              soft_locks)
{
    with_python<Kind> both;
    BOOST_TEST(both.theirs.ask("try") == "taken");
    both.theirs.kill();
    check_unknown_holder(both.ours);
    broken_locks const events;
    auto patient = Kind::make(both.target, abandoned_soon());
    patient.acquire(ceiling);
    events.check({lock_mode::exclusive}, both.lock_file);
    BOOST_TEST(!both.ours.try_lock());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(lock_that_python_breaks_is_not_ours_any_more, Kind,
                              soft_locks)
{
    with_python<Kind> both;
    both.ours.lock();
    BOOST_TEST(both.theirs.ask("break") == "ok");
    BOOST_TEST(both.theirs.ask("try") == "taken");
    check_lost(both.ours);
    BOOST_TEST(!both.ours.i_am_locking());
    // Its successor's is untouched.
    BOOST_TEST(both.theirs.ask("locked") == "yes");
    check_unknown_holder(both.ours);
    BOOST_TEST(both.theirs.ask("release") == "ok");
    BOOST_TEST(both.ours.try_lock());
}

// Python's link and create locks remove whatever is there; the directory's entry has a
// name of its own.
BOOST_AUTO_TEST_CASE_TEMPLATE(late_release_of_a_broken_python_is_noticed, Kind,
                              soft_locks)
{
    with_python<Kind> both;
    BOOST_TEST(both.theirs.ask("try") == "taken");
    both.ours.break_lock();
    both.ours.lock();
    bool const asks_first = std::is_same_v<Kind, mkdir_kind>;
    BOOST_TEST(both.theirs.ask("release") == (asks_first ? "NotMyLock" : "ok"));
    if (asks_first)
    {
        both.ours.release();
    }
    else
    {
        check_lost(both.ours);
    }
    BOOST_TEST(!both.ours.is_locked());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(nothing_of_ours_stays_in_company, Kind, soft_locks)
{
    in_directory place;
    for (bool const breaks : {false, true})
    {
        auto ours = Kind::make(place.target);
        python_lock theirs(Kind::name, place.target);
        ours.lock();
        BOOST_TEST(theirs.ask(breaks ? "break" : "try") == (breaks ? "ok" : "busy"));
        error_code ec;
        ours.release(ec);
    }
    BOOST_TEST(place.directory.entries().empty());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(with_pythons_records, with_python<create_kind>)

BOOST_AUTO_TEST_CASE(our_record_is_what_python_would_write,
                     *boost::unit_test::precondition(deaths_are_proved))
{
    ours.lock();
    std::string const record = boost::replace_all_copy(bytes_of(lock_file), "\n", "\\n");
    BOOST_TEST(theirs.ask("record " + std::to_string(getpid())) == '\'' + record + '\'');
}

BOOST_AUTO_TEST_CASE(python_with_a_record_holds_until_it_dies)
{
    BOOST_TEST(theirs.ask("write 3") == std::to_string(theirs.pid()));
    BOOST_TEST(!ours.try_lock());
    BOOST_TEST(ours.owners().at(0).pid == theirs.pid());
    BOOST_TEST(ours.owners().at(0).host == filelock::this_owner().host);
    theirs.kill();
    BOOST_TEST(ours.try_lock() == sees_every_process());
}

BOOST_AUTO_TEST_CASE(python_with_an_older_record_is_named_but_cannot_be_judged)
{
    BOOST_TEST(theirs.ask("write 2") == std::to_string(theirs.pid()));
    BOOST_TEST(ours.owners().at(0).pid == theirs.pid());
    theirs.kill();
    BOOST_TEST(!ours.try_lock());
    ours.break_lock();
    BOOST_TEST(ours.try_lock());
}

BOOST_AUTO_TEST_SUITE_END()
