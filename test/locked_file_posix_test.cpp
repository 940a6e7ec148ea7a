// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// Files that are open under their locks, where something is wrong; for whole files see
// replace_posix_test.cpp.

#define BOOST_TEST_MODULE locked_file_posix_test
#include <boost/test/unit_test.hpp>

#include <filelock/locked_file.hpp>

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <optional>
#include <vector>

#include <boost/filesystem/fstream.hpp>
#include <boost/filesystem/operations.hpp>

#include <filelock/observer.hpp>

#include "support/every_lock.hpp"
#include "support/expect.hpp"
#include "support/posix_child.hpp"
#include "support/posix_small_file_system.hpp"
#include "support/temporary_directory.hpp"

namespace
{

using namespace test;
namespace fs = boost::filesystem;
namespace generic = boost::system::errc;
using filelock::file_error;
using filelock::locked_file;

constexpr auto every_mode = {std::ios::in, std::ios::out, std::ios::app,
                             std::ios::in | std::ios::out};

void check_refused(path const& file, generic::errc_t reason)
{
    for (std::ios::openmode const mode : every_mode)
    {
        try
        {
            locked_file const refused(file, mode);
            BOOST_ERROR("not refused in mode " << mode);
        }
        catch (file_error const& e)
        {
            BOOST_TEST(e.code() == reason, e.what());
        }
    }
}

/// What the observer is told while the object lives.
struct events
{
    events()
    {
        filelock::set_observer(
            [this](filelock::event const& what)
            {
                kinds.push_back(what.what);
                reason = what.reason;
            });
    }
    ~events() { filelock::set_observer({}); }

    bool has(filelock::event::kind what) const
    {
        return std::find(kinds.begin(), kinds.end(), what) != kinds.end();
    }

    std::vector<filelock::event::kind> kinds;
    filelock::error_code reason;
};

void fill(path const& file)
{
    fs::ofstream out(file, std::ios::binary);
    std::string const block(1024, 'x');
    while (out << block << std::flush)
    {
    }
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(locked_file_refusals, in_directory)

BOOST_AUTO_TEST_CASE(symbolic_links_are_refused_and_nothing_is_lost)
{
    write_bytes(directory / "real", "precious");
    fs::create_symlink(directory / "real", target);
    check_refused(target, generic::too_many_symbolic_link_levels);
    fs::remove(directory / "real");
    check_refused(target, generic::too_many_symbolic_link_levels);
    BOOST_TEST(!fs::exists(directory / "real"));
}

BOOST_AUTO_TEST_CASE(links_to_directories_are_followed_and_the_lock_is_the_same)
{
    fs::create_directory(directory / "real");
    fs::create_symlink("real", directory / "link");
    locked_file const file(directory / "link" / "file", std::ios::out);
    BOOST_TEST(!is_free(directory / "real" / "file.lock"));
}

BOOST_AUTO_TEST_CASE(what_is_no_regular_file_is_neither_opened_nor_waited_for)
{
    mkfifo(target.c_str(), 0666);
    check_refused(target, generic::not_supported);
    fs::remove(target);
    fs::create_directory(target);
    check_refused(target, generic::is_a_directory);
    fs::remove(target);
    BOOST_TEST(is_free(lock_file));
}

BOOST_AUTO_TEST_CASE(file_without_permission_is_refused_and_the_lock_released)
{
    write_bytes(target, "secret");
    write_bytes(lock_file, "");
    chmod(target.c_str(), 0);
    chmod(lock_file.c_str(), 0666);
    chmod(directory.name().c_str(), 0755);
    as_unprivileged(
        [&]
        {
            try
            {
                locked_file const refused(target);
                expect(geteuid() == 0, "a refusal");
            }
            catch (file_error const& e)
            {
                expect(e.code() == generic::permission_denied, e.what());
            }
        });
    BOOST_TEST(is_free(lock_file));
}

BOOST_AUTO_TEST_CASE(permissions_of_a_new_file_are_those_of_the_options)
{
    filelock::options how;
    how.file_permissions = fs::owner_read | fs::owner_write;
    locked_file const file(target, std::ios::out, how);
    BOOST_TEST(fs::status(target).permissions() == how.file_permissions);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(locked_file_and_fork, in_directory)

BOOST_AUTO_TEST_CASE(child_writes_nothing_of_what_the_parent_has_written)
{
    std::optional<locked_file> file(std::in_place, target, std::ios::out);
    *file << "once ";
    in_child(
        [&]
        {
            *file << "of the child's" << std::flush;
            expect(file->bad(), "a bad stream");
            expect(file->reason() == filelock::errc::not_my_lock, "the reason");
            file.reset();
        });
    in_child([&] { file->close(); });
    BOOST_TEST(!is_free(lock_file));
    *file << "only";
    file->close();
    BOOST_TEST(bytes_of(target) == "once only");
}

BOOST_AUTO_TEST_CASE(child_does_not_move_what_the_parent_reads)
{
    write_bytes(target, std::string(100000, 'x') + "end");
    locked_file file(target);
    BOOST_TEST(file.get() == 'x');
    in_child(
        [&]
        {
            file.seekg(0, std::ios::end);
            expect(!file, "a failed seek");
        });
    std::string const rest{std::istreambuf_iterator<char>(file),
                           std::istreambuf_iterator<char>()};
    BOOST_TEST(rest.size() == 100002U);
}

BOOST_AUTO_TEST_CASE(child_may_open_anew_what_the_parent_has_closed)
{
    locked_file file(target, std::ios::out);
    in_child(
        [&]
        {
            bool is_refused = false;
            try
            {
                locked_file const refused(target, std::ios::out, std::chrono::seconds(0));
            }
            catch (filelock::already_locked const&)
            {
                is_refused = true;
            }
            expect(is_refused, "a refusal");
        });
    file.close();
    in_child([&] { locked_file(target, std::ios::out) << "the child's"; });
    BOOST_TEST(bytes_of(target) == "the child's");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(locked_file_on_a_full_disk, in_directory)

BOOST_AUTO_TEST_CASE(close_tells_what_was_lost_and_why)
{
    on_small_file_system(
        directory.name(), "size=64k,nr_inodes=10",
        [&]
        {
            locked_file file(target, std::ios::out);
            fill(directory / "big");
            file << "does not fit";
            try
            {
                file.close();
                expect(false, "an error");
            }
            catch (file_error const& e)
            {
                expect(e.code() == generic::no_space_on_device, e.what());
                expect(std::string(e.what()).find("not all in the file")
                           != std::string::npos,
                       "what is lost");
            }
            expect(!file.is_open(), "closed all the same");
            in_child([&] { expect(filelock::hard_lock(target).try_lock(), "released"); });
        });
}

BOOST_AUTO_TEST_CASE(destructor_tells_the_observer)
{
    on_small_file_system(
        directory.name(), "size=64k,nr_inodes=10",
        [&]
        {
            events told;
            {
                locked_file file(target, std::ios::out);
                fill(directory / "big");
                file << "does not fit";
            }
            expect(told.has(filelock::event::kind::write_failed), "told");
            expect(!told.has(filelock::event::kind::unlock_failed), "released");
        });
}

/// It would come twice, or in the wrong place.
BOOST_AUTO_TEST_CASE(nothing_is_written_after_output_was_lost)
{
    on_small_file_system(
        directory.name(), "size=64k,nr_inodes=10",
        [&]
        {
            locked_file file(target, std::ios::out);
            file << "kept" << std::flush;
            fill(directory / "big");
            file << std::string(5000, 'y') << std::flush;
            expect(file.bad(), "a bad stream");
            expect(file.reason() == generic::no_space_on_device, "the reason");
            fs::remove(directory / "big");
            file.clear();
            file << "later" << std::flush;
            expect(file.bad(), "still bad");
            std::string lost;
            try
            {
                file.close();
            }
            catch (file_error const& e)
            {
                lost = e.what();
            }
            expect(!lost.empty(), "an error");
            expect(bytes_of(target).find("later") == std::string::npos, "not written");
        });
}

BOOST_AUTO_TEST_SUITE_END()
