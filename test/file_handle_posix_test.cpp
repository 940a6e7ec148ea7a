// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// Locks on what the caller has open, with flock(1) for a witness.

#include <filelock/file_handle.hpp>

#define BOOST_TEST_MODULE file_handle_posix_test
#include <boost/test/unit_test.hpp>

#include <cstdio>
#include <memory>
#include <string>

#include <boost/iostreams/device/file_descriptor.hpp>
#include <boost/iostreams/stream.hpp>
#include <boost/iostreams/stream_buffer.hpp>

#include "support/abilities.hpp"
#include "support/conversation.hpp"
#include "support/expect.hpp"
#include "support/posix_child.hpp"
#include "support/posix_open_file.hpp"
#include "support/temporary_directory.hpp"
#include "support/watch.hpp"

namespace
{

using namespace test;
using filelock::errc;
using filelock::error_code;
using filelock::handle_ref;
using filelock::lock_flags;
using filelock::lock_mode;
namespace io = boost::iostreams;
namespace generic = boost::system::errc;

constexpr auto at_once = lock_flags::non_blocking;

/// Locks and unlocks in both modes, and a witness sees it.
template <class Handle>
void check_that_it_locks(Handle&& opened, path const& file,
                         location where = location::here())
{
    BOOST_TEST_CONTEXT(where)
    {
        filelock::lock(opened);
        BOOST_TEST(!lets_in(file, lock_mode::shared));
        filelock::unlock(opened);
        BOOST_TEST(filelock::try_lock(opened, lock_flags::shared));
        BOOST_TEST(lets_in(file, lock_mode::shared));
        BOOST_TEST(!lets_in(file));
        filelock::unlock(opened);
        BOOST_TEST(lets_in(file));
    }
}

bool contains(std::string const& text, std::string const& part)
{
    return text.find(part) != std::string::npos;
}

error_code error_of_locking(handle_ref which, lock_flags how)
{
    error_code ec;
    filelock::lock(which, how, ec);
    error_code also;
    BOOST_TEST(!filelock::try_lock(which, how, also));
    BOOST_TEST((also == ec || ec == errc::already_locked));
    return ec;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(locks_of_handles, opened_twice)

BOOST_AUTO_TEST_CASE(exclusive_lock_excludes_other_processes_and_other_opens)
{
    filelock::lock(first);
    BOOST_TEST(!lets_in(lock_mode::shared));
    BOOST_TEST(!filelock::try_lock(second));
    BOOST_TEST(!filelock::try_lock(second, lock_flags::shared));
    BOOST_CHECK_THROW(filelock::lock(second, lock_flags::exclusive | at_once),
                      filelock::already_locked);
    BOOST_TEST(
        (error_of_locking(second, lock_flags::shared | at_once) == errc::already_locked));
    filelock::unlock(first);
    BOOST_TEST(filelock::try_lock(second));
}

BOOST_AUTO_TEST_CASE(shared_locks_share)
{
    filelock::lock(first, lock_flags::shared);
    filelock::lock(second, lock_flags::shared | at_once);
    BOOST_TEST(lets_in(lock_mode::shared));
    BOOST_TEST(!lets_in());
    filelock::unlock(first);
    BOOST_TEST(!lets_in());
    filelock::unlock(second);
    BOOST_TEST(lets_in());
}

BOOST_AUTO_TEST_CASE(everything_with_a_descriptor_can_be_locked)
{
    check_that_it_locks(first.handle(), target);
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> const c_stream(
        std::fopen(target.c_str(), "r+e"), &std::fclose);
    check_that_it_locks(c_stream.get(), target);
    io::file_descriptor const device(target.string());
    check_that_it_locks(device, target);
    check_that_it_locks(io::file_descriptor_source(target.string()), target);
    check_that_it_locks(io::file_descriptor_sink(target.string()), target);
    io::stream<io::file_descriptor> stream(target.string());
    check_that_it_locks(stream, target);
    io::stream_buffer<io::file_descriptor_source> buffer(target.string());
    check_that_it_locks(buffer, target);
    check_that_it_locks(std::make_shared<io::file_descriptor>(target.string()), target);
}

BOOST_AUTO_TEST_CASE(a_mode_must_be_chosen)
{
    for (lock_flags const how :
         {lock_flags{}, at_once, lock_flags::shared | lock_flags::exclusive,
          lock_flags::shared | static_cast<lock_flags>(8)})
    {
        BOOST_TEST((error_of_locking(first, how) == generic::invalid_argument));
        BOOST_CHECK_THROW(filelock::lock(first, how), filelock::lock_failed);
        BOOST_TEST(lets_in());
    }
}

BOOST_AUTO_TEST_CASE(closed_descriptor_is_an_error_that_names_it)
{
    int const closed = first.handle();
    first.close();
    BOOST_TEST(
        (error_of_locking(closed, lock_flags::shared) == generic::bad_file_descriptor));
    BOOST_CHECK_EXCEPTION(
        filelock::lock(closed), filelock::lock_failed,
        [&](auto const& e)
        { return contains(e.what(), "/dev/fd/" + std::to_string(closed)); });
    BOOST_CHECK_THROW(filelock::unlock(closed), filelock::unlock_error);
    std::FILE* const none = nullptr;
    BOOST_CHECK_THROW(filelock::try_lock(none), filelock::lock_failed);
    BOOST_CHECK_THROW(filelock::try_lock(handle_ref()), filelock::lock_failed);
}

BOOST_AUTO_TEST_CASE(refusal_names_the_file,
                     *boost::unit_test::precondition(open_files_have_names))
{
    filelock::lock(first);
    BOOST_CHECK_EXCEPTION(
        filelock::lock(second, lock_flags::shared | at_once), filelock::already_locked,
        [&](auto const& e)
        { return e.lock_path() == target && contains(e.what(), target.string()); });
}

BOOST_AUTO_TEST_CASE(unlocking_what_is_not_locked_is_no_error)
{
    BOOST_CHECK_NO_THROW(filelock::unlock(first));
    filelock::lock(second);
    BOOST_CHECK_NO_THROW(filelock::unlock(first));
    BOOST_TEST(!lets_in());
}

BOOST_AUTO_TEST_CASE(locking_again_changes_the_mode)
{
    filelock::lock(first);
    filelock::lock(first);
    filelock::lock(first, lock_flags::shared);
    BOOST_TEST(lets_in(lock_mode::shared));
    BOOST_TEST(filelock::try_lock(first));
    BOOST_TEST(!lets_in(lock_mode::shared));
    filelock::unlock(first);
    BOOST_TEST(lets_in());
}

BOOST_AUTO_TEST_CASE(refused_change_of_the_mode_leaves_nothing_held)
{
    filelock::lock(first, lock_flags::shared);
    filelock::lock(second, lock_flags::shared);
    BOOST_TEST(!filelock::try_lock(first));
    // Only the second is left: it could not become a writer beside another reader.
    BOOST_TEST(filelock::try_lock(second));
    filelock::unlock(second);
    BOOST_TEST(lets_in());
}

BOOST_AUTO_TEST_CASE(copies_of_a_descriptor_are_one_holder)
{
    int const copy = dup(first.handle());
    filelock::lock(first);
    BOOST_TEST(filelock::try_lock(copy));
    filelock::unlock(copy);
    BOOST_TEST(lets_in());
    filelock::lock(copy);
    close(copy);
    BOOST_TEST(!lets_in());
    filelock::unlock(first);
    BOOST_TEST(lets_in());
}

BOOST_AUTO_TEST_CASE(closing_the_last_copy_unlocks_and_closing_another_open_does_not)
{
    filelock::lock(first);
    second.close();
    BOOST_TEST(!lets_in());
    int const copy = dup(first.handle());
    first.close();
    BOOST_TEST(!lets_in());
    close(copy);
    BOOST_TEST(lets_in());
}

BOOST_AUTO_TEST_CASE(forked_child_shares_the_lock)
{
    filelock::lock(first);
    in_child(
        [&]
        {
            expect(filelock::try_lock(first), "the child's as well");
            expect(!filelock::try_lock(second), "but not through another open");
            first.close();
        });
    BOOST_TEST(!lets_in());
    in_child([&] { filelock::unlock(first); });
    BOOST_TEST(lets_in());
}

BOOST_AUTO_TEST_CASE(lock_lasts_until_the_child_has_ended_too)
{
    baton end;
    filelock::lock(first);
    child heir([&] { end.take(); });
    first.close();
    BOOST_TEST(!lets_in());
    end.pass();
    heir.finish();
    BOOST_TEST(lets_in());
}

BOOST_AUTO_TEST_CASE(killed_holder_s_lock_is_free_at_once)
{
    baton held;
    child holder(
        [&]
        {
            open_file const own(target);
            filelock::lock(own);
            held.pass();
            baton().take();
        });
    held.take();
    BOOST_TEST(!filelock::try_lock(first));
    kill(holder.pid(), SIGKILL);
    BOOST_TEST(filelock::try_lock_for(first, ceiling));
    BOOST_CHECK_THROW(holder.finish(), std::exception);
}

BOOST_AUTO_TEST_CASE(new_program_has_the_lock_if_it_has_the_descriptor)
{
    for (bool const inherited : {true, false})
    {
        open_file opened(target, inherited ? 0 : O_CLOEXEC);
        filelock::lock(opened);
        conversation heir({"cat"});
        BOOST_TEST(heir.ask("it has begun") == "it has begun");
        opened.close();
        BOOST_TEST(lets_in() == !inherited);
        heir.end();
        BOOST_TEST(lets_in());
    }
}

BOOST_AUTO_TEST_SUITE_END()
