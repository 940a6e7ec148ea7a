// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include <filelock/error.hpp>

#define BOOST_TEST_MODULE error_test
#include <boost/test/unit_test.hpp>

#include <type_traits>

#include <boost/filesystem/operations.hpp>

#include "support/kind_test_case.hpp"
#include "support/remote_lock.hpp"
#include "support/temporary_directory.hpp"
#include "support/worker.hpp"

namespace
{

using namespace test;
using namespace std::chrono_literals;
using filelock::errc;
using filelock::error_code;
using filelock::lock_mode;
namespace generic = boost::system::errc;

template <class Derived, class Base>
constexpr bool is_a = std::is_convertible_v<Derived*, Base*>;

static_assert(is_a<filelock::error, boost::system::system_error>);
static_assert(is_a<filelock::lock_error, filelock::error>);
static_assert(is_a<filelock::lock_timeout, filelock::lock_error>);
static_assert(is_a<filelock::already_locked, filelock::lock_error>);
static_assert(is_a<filelock::lock_failed, filelock::lock_error>);
static_assert(is_a<filelock::unlock_error, filelock::error>);
static_assert(is_a<filelock::not_locked, filelock::unlock_error>);
static_assert(is_a<filelock::not_my_lock, filelock::unlock_error>);
static_assert(!is_a<filelock::not_locked, filelock::lock_error>);

struct locks : in_directory
{
    explicit locks(kind const& of) : which(of) {}

    kind const& which;
    some_lock lock = which.make(target);
    peer_process peer;
    remote_lock remote{peer, which.name, lock_file};
};

using hard_locks = of_hard<locks>;

/// The exception that `what` throws, which must be one of exactly that type.
template <class Exception, class Function>
Exception thrown_by(Function what, location where = location::here())
{
    try
    {
        what();
    }
    catch (Exception const& e)
    {
        return e;
    }
    BOOST_FAIL(where << ": throws nothing");
    throw;
}

bool contains(std::string const& text, std::string const& part)
{
    return text.find(part) != std::string::npos;
}

/// What a message says of the peer that has the lock.
std::string held_by(locks const& here)
{
    auto const pid = here.which.pid_shown_of(here.peer);
    return pid != 0 ? "held by pid " + std::to_string(pid) : "held by an unknown owner";
}

}  // namespace

BOOST_AUTO_TEST_CASE(each_code_has_its_category_text_and_condition)
{
    struct row
    {
        errc code;
        generic::errc_t condition;
    };
    for (row const& each : {
             row{errc::lock_timeout, generic::timed_out},
             row{errc::already_locked, generic::resource_unavailable_try_again},
             row{errc::not_locked, generic::operation_not_permitted},
             row{errc::not_my_lock, generic::operation_not_permitted},
             row{errc::would_deadlock, generic::resource_deadlock_would_occur},
             row{errc::unsupported, generic::not_supported},
             row{errc::malformed_record, generic::bad_message},
             row{errc::not_a_semaphore, generic::bad_message},
             row{errc::not_a_lock_file, generic::not_supported},
         })
    {
        error_code const ec = each.code;
        BOOST_TEST_CONTEXT(ec.message())
        {
            BOOST_TEST((ec == each.condition));
            BOOST_TEST((ec != generic::no_such_file_or_directory));
            BOOST_TEST((ec.category() == filelock::lock_category()));
            BOOST_TEST(ec.category().name() == "filelock");
            BOOST_TEST(!ec.message().empty());
            BOOST_TEST(ec.message() != "unknown error");
            BOOST_TEST(ec.failed());
        }
    }
    BOOST_TEST(filelock::lock_category().message(999) == "unknown error");
}

FILELOCK_TEST_CASE_OF_KINDS(held_lock_is_already_locked, library_kinds())
{
    locks here(which);
    here.remote.lock();
    auto const e = thrown_by<filelock::already_locked>([&] { here.lock.acquire(0s); });
    BOOST_TEST((e.code() == errc::already_locked));
    BOOST_TEST(e.lock_path() == here.lock_file);
    BOOST_REQUIRE(e.owners().size() == 1);
    BOOST_TEST(e.owners().front().pid == which.pid_shown_of(here.peer));
    std::string const text = e.what();
    BOOST_TEST(
        contains(text, "lock \"" + here.lock_file.string() + "\": already locked"));
    BOOST_TEST(contains(text, held_by(here)));
}

FILELOCK_TEST_CASE_OF_KINDS(time_that_passed_is_in_the_text_of_a_timeout, library_kinds())
{
    locks here(which);
    here.remote.lock(lock_mode::shared);
    auto const e = thrown_by<filelock::lock_timeout>([&] { here.lock.acquire(20ms); });
    BOOST_TEST((e.code() == errc::lock_timeout));
    BOOST_TEST(e.owners().size() == 1);
    std::string const text = e.what();
    BOOST_TEST(
        contains(text, "lock \"" + here.lock_file.string() + "\": timed out after "));
    BOOST_TEST(contains(text, held_by(here)));
    BOOST_TEST(contains(text, "shared"));
}

FILELOCK_TEST_CASE_OF_KINDS(each_operation_is_named, library_kinds())
{
    locks here(which);
    here.remote.lock();
    auto const text_of = [](auto what)
    { return std::string(thrown_by<filelock::error>(what).what()); };
    BOOST_TEST(
        contains(text_of([&] { here.lock.acquire_shared(0s); }), "lock_shared \""));
    BOOST_TEST(contains(text_of([&] { here.lock.release(); }), "release \""));
    if (!which.is_soft)
    {
        BOOST_TEST(contains(text_of([&] { here.lock.break_lock(); }), "break_lock \""));
    }
    BOOST_TEST(contains(text_of([&] { here.lock.unlock_and_lock_shared(); }),
                        "unlock_and_lock_shared \""));
    BOOST_TEST(contains(text_of([&] { here.lock.try_unlock_shared_and_lock(); }),
                        "try_unlock_shared_and_lock \""));
}

FILELOCK_TEST_CASE_OF_KINDS(nobody_s_lock_is_not_locked, library_kinds())
{
    locks here(which);
    auto const e = thrown_by<filelock::not_locked>([&] { here.lock.release(); });
    BOOST_TEST((e.code() == errc::not_locked));
    BOOST_TEST(e.owners().empty());
    here.lock.lock();
    here.lock.release();
    BOOST_CHECK_THROW(here.lock.release(), filelock::not_locked);
}

FILELOCK_TEST_CASE_OF_KINDS(somebody_else_s_lock_is_not_mine, library_kinds())
{
    locks here(which);
    here.remote.lock();
    auto const e = thrown_by<filelock::not_my_lock>([&] { here.lock.release(); });
    BOOST_TEST((e.code() == errc::not_my_lock));
    BOOST_REQUIRE(e.owners().size() == 1);
    BOOST_TEST(e.owners().front().pid == which.pid_shown_of(here.peer));
    BOOST_TEST(here.remote.ask("locked") == "yes");
}

FILELOCK_TEST_CASE_OF_KINDS(missing_directory_fails_with_the_system_s_code,
                            library_kinds())
{
    locks here(which);
    auto nowhere = which.make(here.directory / "missing" / "target");
    auto const e = thrown_by<filelock::lock_failed>([&] { nowhere.lock(); });
    BOOST_TEST((e.code() == generic::no_such_file_or_directory));
    BOOST_TEST(contains(e.what(), "directory must exist"));
    BOOST_TEST(contains(e.what(), nowhere.lock_path().string()));
    BOOST_CHECK_THROW(nowhere.try_lock(), filelock::lock_failed);
    BOOST_CHECK_THROW(nowhere.try_lock_shared_for(1h), filelock::lock_failed);
    BOOST_TEST(!nowhere.i_am_locking());
    BOOST_TEST(here.directory.entries().empty());
}

FILELOCK_TEST_CASE_OF_KINDS(failed_acquire_may_succeed_later, library_kinds())
{
    locks here(which);
    auto nowhere = which.make(here.directory / "missing" / "target");
    BOOST_CHECK_THROW(nowhere.lock(), filelock::lock_failed);
    boost::filesystem::create_directory(here.directory / "missing");
    BOOST_TEST(nowhere.try_lock());
}

BOOST_FIXTURE_TEST_CASE(directory_at_the_lock_path_is_refused_and_stays, hard_locks)
{
    boost::filesystem::create_directory(lock_file);
    auto const e = thrown_by<filelock::lock_failed>([&] { lock.lock(); });
    BOOST_TEST((e.code() == errc::not_a_lock_file));
    BOOST_CHECK_THROW(lock.try_lock_shared(), filelock::lock_failed);
    BOOST_TEST(boost::filesystem::is_empty(lock_file));
}

BOOST_FIXTURE_TEST_CASE(living_process_s_lock_is_not_broken, hard_locks)
{
    lock.break_lock();
    BOOST_TEST(directory.entries().empty());
    remote.lock();
    auto const e = thrown_by<filelock::lock_failed>([&] { lock.break_lock(); });
    BOOST_TEST((e.code() == errc::unsupported));
    BOOST_TEST(contains(e.what(), "not supported"));
    remote.release();
    error_code ec = errc::unsupported;
    lock.break_lock(ec);
    BOOST_TEST(!ec);
}

FILELOCK_TEST_CASE_OF_KINDS(error_code_form_clears_it_first_and_reports_through_it,
                            library_kinds())
{
    locks here(which);
    error_code ec = errc::unsupported;
    auto const is_cleared = [&ec](auto what)
    {
        ec = errc::unsupported;
        what();
        return !ec;
    };
    BOOST_TEST(is_cleared([&] { here.lock.acquire(ec); }));
    BOOST_TEST(is_cleared([&] { here.lock.release(ec); }));
    BOOST_TEST(is_cleared([&] { here.lock.acquire(1h, ec); }));
    BOOST_TEST(is_cleared([&] { here.lock.is_locked(ec); }));
    BOOST_TEST(is_cleared([&] { here.lock.owners(ec); }));
    here.lock.release();
    BOOST_TEST(is_cleared([&] { here.lock.acquire_shared(ec); }));
    here.lock.release();
    BOOST_TEST(is_cleared([&] { here.lock.acquire_shared(0s, ec); }));
}

FILELOCK_TEST_CASE_OF_KINDS(error_code_form_throws_nothing, library_kinds())
{
    locks here(which);
    error_code ec;
    here.remote.lock();
    BOOST_CHECK_NO_THROW(here.lock.acquire(0s, ec));
    BOOST_TEST((ec == errc::already_locked));
    BOOST_CHECK_NO_THROW(here.lock.acquire_shared(1ms, ec));
    BOOST_TEST((ec == errc::lock_timeout));
    BOOST_CHECK_NO_THROW(here.lock.release(ec));
    BOOST_TEST((ec == errc::not_my_lock));
    if (!which.is_soft)
    {
        BOOST_CHECK_NO_THROW(here.lock.break_lock(ec));
        BOOST_TEST((ec == errc::unsupported));
    }
    BOOST_CHECK_NO_THROW(here.lock.unlock_and_lock_shared(ec));
    BOOST_TEST((ec == errc::not_my_lock));
    BOOST_CHECK_NO_THROW(here.lock.try_unlock_shared_and_lock(ec));
    BOOST_TEST((ec == errc::not_my_lock));
    auto nowhere = which.make(here.directory / "missing" / "target");
    BOOST_CHECK_NO_THROW(nowhere.acquire(ec));
    BOOST_TEST((ec == generic::no_such_file_or_directory));
    here.remote.release();
    BOOST_CHECK_NO_THROW(here.lock.release(ec));
    BOOST_TEST((ec == errc::not_locked));
}

BOOST_FIXTURE_TEST_CASE(copy_outlives_the_exception, hard_locks)
{
    remote.lock();
    auto original = std::make_unique<filelock::already_locked>(
        thrown_by<filelock::already_locked>([&] { lock.acquire(0s); }));
    std::string const text = original->what();
    filelock::already_locked const copy(*original);
    original.reset();
    BOOST_TEST(copy.what() == text);
    BOOST_TEST(copy.lock_path() == lock_file);
    BOOST_TEST(copy.owners().size() == 1);
    BOOST_TEST((copy.code() == errc::already_locked));
}

FILELOCK_TEST_CASE_OF_KINDS(strange_names_stay_on_one_line, library_kinds())
{
    locks here(which);
    auto strange = which.make(here.directory / "no\n\x1b[31m" / "target");
    auto const e = thrown_by<filelock::lock_failed>([&] { strange.lock(); });
    BOOST_TEST(!contains(e.what(), "\n"));
    BOOST_TEST(!contains(e.what(), "\x1b"));
}
