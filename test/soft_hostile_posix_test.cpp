// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// What the soft locks do with what they find at their lock path and have not put there;
// for what is beside it see soft_beside_posix_test.cpp.

#define BOOST_TEST_MODULE soft_hostile_posix_test
#include <boost/test/unit_test.hpp>

#include <sys/stat.h>
#include <unistd.h>

#include <string>
#include <vector>

#include <boost/filesystem/operations.hpp>

#include "checked_only_if.hpp"
#include "support/every_lock.hpp"
#include "support/expect.hpp"
#include "support/posix_child.hpp"
#include "support/posix_hostile_things.hpp"
#include "support/posix_inventory.hpp"
#include "support/temporary_directory.hpp"

namespace
{

using namespace test;
namespace fs = boost::filesystem;
using filelock::errc;

template <class Kind>
void check_never_touched(thing const& each)
{
    BOOST_TEST_CONTEXT(Kind::name << ", " << each.what)
    {
        in_directory place;
        each.make(place.lock_file);
        unchanged const everything(place.directory.name());
        auto lock = Kind::make(place.target);
        check_held_by_unknown(lock);
        check_break(lock, errc::not_a_lock_file);
    }
}

/// A file at the lock path that could be a marker, but says nothing that can be used.
template <class Kind>
void check_unknown_until_broken(std::string const& content)
{
    in_directory place;
    write_bytes(place.lock_file, content);
    auto lock = Kind::make(place.target);
    {
        unchanged const everything(place.directory.name());
        auto other = Kind::make(place.target);
        check_held_by_unknown(other);
    }
    check_break(lock, {});
    BOOST_TEST(place.directory.entries().empty());
    BOOST_TEST(lock.try_lock());
}

std::string const valid_record = "filelock 1\nhost=h\npid=1\ntoken=0123456789abcdef\n";

std::vector<std::string> const useless_records = {
    "",
    "\n",
    "1",
    "garbage",
    std::string("\0\0\0\0", 4),
    "\xff\xfe\xfd",
    std::string(4096, 'x'),
    "filelock 1\n",
    "filelock 1\nhost=",
    "filelock 1\nhost=h\npid=99999999999999999999\ntoken=0123456789abcdef\n",
    "filelock 1\nhost=h\npid=-1\ntoken=0123456789abcdef\n",
    "filelock 2\nhost=h\npid=1\ntoken=0123456789abcdef\n",
    valid_record + "no key",
    valid_record + std::string(1, '\0'),
    "1\n",
    "1\n\n\n",
    "-1\nh\n2\n",
    "0\nh\n2\n",
    " 1\nh\n2\n",
    "99999999999999999999\nh\n2\n"};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(at_the_lock_path, in_directory)

BOOST_AUTO_TEST_CASE_TEMPLATE(what_is_neither_file_nor_directory_is_never_touched, Kind,
                              soft_locks)
{
    for (thing const& each : neither_file_nor_directory)
    {
        check_never_touched<Kind>(each);
    }
}

BOOST_AUTO_TEST_CASE(device_is_never_touched,
                     *boost::unit_test::precondition(
                         [](boost::unit_test::test_unit_id) {
                             return checked_only_if(geteuid() == 0,
                                                    "only root can make a device");
                         }))
{
    thing const device{"device",
                       [](path const& at)
                       {
                           struct stat null = {};
                           BOOST_REQUIRE(stat("/dev/null", &null) == 0);
                           BOOST_REQUIRE(mknod(at.c_str(), S_IFCHR | 0666, null.st_rdev)
                                         == 0);
                       }};
    check_never_touched<link_kind>(device);
    check_never_touched<mkdir_kind>(device);
    check_never_touched<create_kind>(device);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(directory_at_a_file_lock_is_never_touched, Kind, file_locks)
{
    check_never_touched<Kind>(
        {"empty", [](path const& at) { fs::create_directory(at); }});
    check_never_touched<Kind>({"home", &make_home});
}

BOOST_AUTO_TEST_CASE(file_at_a_directory_lock_is_never_touched)
{
    for (char const* const content : {"", "data", valid_record.c_str()})
    {
        check_never_touched<mkdir_kind>(
            {content, [=](path const& at) { write_bytes(at, content); }});
    }
}

BOOST_AUTO_TEST_CASE(directory_of_somebody_else_is_never_touched)
{
    std::vector<thing> const inside = {
        {"a long file", [](path const& at) { write_bytes(at, std::string(4097, 'x')); }},
        {"a directory", [](path const& at) { fs::create_directory(at); }},
        {"a FIFO", &make_fifo},
        {"a socket", &make_socket},
        {"a link", [](path const& at) { fs::create_symlink("..", at); }}};
    for (thing const& each : inside)
    {
        check_never_touched<mkdir_kind>({each.what,
                                         [&](path const& at)
                                         {
                                             fs::create_directory(at);
                                             write_bytes(at / "a short file", "");
                                             each.make(at / "it");
                                         }});
    }
}

BOOST_AUTO_TEST_CASE(directory_that_could_be_a_marker_is_broken_by_order)
{
    fs::create_directory(lock_file);
    for (bool const has_entry : {false, true})
    {
        fs::create_directory(lock_file);
        if (has_entry)
        {
            write_bytes(lock_file / "host-7f001.4242", "");
        }
        auto lock = mkdir_kind::make(target);
        check_held_by_unknown(lock);
        check_break(lock, {});
        BOOST_TEST(directory.entries().empty());
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(useless_record_is_held_by_unknown_until_broken, Kind,
                              file_locks)
{
    for (std::string const& content : useless_records)
    {
        BOOST_TEST_CONTEXT('"' << content.substr(0, 80) << '"')
        {
            check_unknown_until_broken<Kind>(content);
        }
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(huge_file_is_neither_read_nor_removed, Kind, file_locks)
{
    // Longer than any memory; it takes no space.
    write_bytes(lock_file, valid_record);
    fs::resize_file(lock_file, std::uintmax_t{1} << 40U);
    unchanged const everything(directory.name());
    auto lock = Kind::make(target);
    check_held_by_unknown(lock);
    check_break(lock, errc::malformed_record);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(record_cannot_name_files_elsewhere, Kind, file_locks)
{
    make_home(directory / "home");
    fs::create_directory(directory / "locks");
    path const at = directory / "locks" / "x.lock";
    std::string const away = "../../home/letters";
    write_bytes(at, "filelock 1\nhost=" + away + "\npid=1\ntoken=" + away + "\n");
    filelock::options how;
    how.lock_path = at;
    unchanged const home(directory / "home");
    {
        auto lock = Kind::make(target, how);
        BOOST_TEST(!lock.try_lock());
        lock.break_lock();
    }
    BOOST_TEST(fs::is_empty(directory / "locks"));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(unreadable_marker_is_held_by_unknown, Kind, soft_locks)
{
    fs::permissions(directory.name(), fs::all_all);
    auto lock = Kind::make(target);
    lock.lock();
    fs::permissions(lock_file, fs::no_perms);
    as_unprivileged(
        [&]
        {
            auto other = Kind::make(target);
            expect(!other.try_lock() && !other.try_lock_shared(), "held");
            expect(other.is_locked(), "locked");
            auto const owners = other.owners();
            expect(owners.size() == 1 && owners.front().pid == 0, "by somebody");
        });
    fs::permissions(lock_file, fs::owner_all);
    lock.release();
}

BOOST_AUTO_TEST_SUITE_END()
