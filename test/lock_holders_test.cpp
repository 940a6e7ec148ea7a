// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#define BOOST_TEST_MODULE lock_holders
#include <boost/test/unit_test.hpp>

#include "os/lock_holders.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <thread>

#include <boost/filesystem/operations.hpp>

#include "checked_only_if.hpp"
#include "child_process.hpp"
#include "support/abilities.hpp"

namespace
{

using filelock::lock_mode;
using filelock::os::file;
using filelock::os::find_lock_holder;
using filelock::os::find_lock_holders;
using filelock::os::lock_holder;

/// An empty file, removed when the test ends.
class scratch_file
{
public:
    scratch_file()
        : name_(boost::filesystem::temp_directory_path()
                / boost::filesystem::unique_path("filelock-%%%%-%%%%-%%%%"))
    {
        std::ofstream(name_.string()).flush();
    }

    scratch_file(scratch_file const&) = delete;
    scratch_file& operator=(scratch_file const&) = delete;
    ~scratch_file() { boost::filesystem::remove(name_); }

    file open(int how = O_RDWR) const
    {
        return file(::open(name_.c_str(), how | O_CLOEXEC));
    }

private:
    boost::filesystem::path name_;
};

bool set_lock(file const& opened, short type, off_t begin = 0, off_t length = 0)
{
    struct flock range = {};
    range.l_type = type;
    range.l_whence = SEEK_SET;
    range.l_start = begin;
    range.l_len = length;
    return ::fcntl(opened.handle(), F_SETLK, &range) == 0;
}

/// A process that locks the file so, as long as it lives.
class holder : public child_process
{
public:
    holder(scratch_file const& where, short type, off_t begin = 0, off_t length = 0)
        : child_process([=, &where] { return lock(where, type, begin, length); })
    {
        BOOST_REQUIRE_EQUAL(told(), "locked");
    }

private:
    static std::string lock(scratch_file const& where, short type, off_t begin,
                            off_t length)
    {
        static file opened;
        opened = where.open();
        return set_lock(opened, type, begin, length) ? "locked" : "refused";
    }
};

std::vector<lock_holder> holders_of(file const& opened)
{
    boost::system::error_code ec;
    std::vector<lock_holder> found = find_lock_holders(opened, false, ec);
    BOOST_TEST(!ec);
    auto const by_pid = [](auto const& a, auto const& b) { return a.pid < b.pid; };
    std::sort(found.begin(), found.end(), by_pid);
    return found;
}

std::optional<lock_holder> holder_of(file const& opened)
{
    boost::system::error_code ec;
    auto const found = find_lock_holder(opened, false, ec);
    BOOST_TEST(!ec);
    return found;
}

boost::test_tools::assertion_result can_list(boost::unit_test::test_unit_id)
{
    bool const can = test::can_list_holders() && std::ifstream("/proc/locks").is_open();
    return checked_only_if(can, "this system does not list its locks");
}

bool is_listed_as_waiting(pid_t pid)
{
    auto const end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    std::string const number = ' ' + std::to_string(pid) + ' ';
    do
    {
        std::ifstream list("/proc/locks");
        for (std::string line; std::getline(list, line);)
        {
            if (line.find("->") != line.npos && line.find(number) != line.npos)
            {
                return true;
            }
        }
        std::this_thread::yield();
    } while (std::chrono::steady_clock::now() < end);
    return false;
}

}  // namespace

BOOST_AUTO_TEST_CASE(free_file_has_no_holder)
{
    scratch_file const where;
    BOOST_TEST(!holder_of(where.open()).has_value());
    BOOST_TEST(holders_of(where.open()).empty());
}

BOOST_AUTO_TEST_CASE(writer_is_found)
{
    scratch_file const where;
    holder const writer(where, F_WRLCK);
    auto const found = holder_of(where.open());
    BOOST_REQUIRE(found.has_value());
    BOOST_TEST(found->pid == writer.pid());
    BOOST_TEST((found->mode == lock_mode::exclusive));
    auto const all = holders_of(where.open());
    BOOST_REQUIRE_EQUAL(all.size(), 1u);
    BOOST_TEST(all[0].pid == writer.pid());
    BOOST_TEST((all[0].mode == lock_mode::exclusive));
}

BOOST_AUTO_TEST_CASE(one_of_two_readers_is_found)
{
    scratch_file const where;
    holder const first(where, F_RDLCK);
    holder const second(where, F_RDLCK);
    auto const found = holder_of(where.open());
    BOOST_REQUIRE(found.has_value());
    BOOST_TEST((found->pid == first.pid() || found->pid == second.pid()));
    BOOST_TEST((found->mode == lock_mode::shared));
}

BOOST_AUTO_TEST_CASE(all_readers_are_listed_once,
                     *boost::unit_test::precondition(can_list))
{
    scratch_file const where;
    holder const first(where, F_RDLCK);
    holder const second(where, F_RDLCK);
    auto const all = holders_of(where.open());
    BOOST_REQUIRE_EQUAL(all.size(), 2u);
    BOOST_TEST(all[0].pid == std::min(first.pid(), second.pid()));
    BOOST_TEST(all[1].pid == std::max(first.pid(), second.pid()));
    BOOST_TEST((all[0].mode == lock_mode::shared && all[1].mode == lock_mode::shared));
}

BOOST_AUTO_TEST_CASE(holder_of_parts_is_listed_once,
                     *boost::unit_test::precondition(can_list))
{
    scratch_file const where;
    holder const reader(where, F_RDLCK, 0, 10);
    child_process const both(
        [&]
        {
            static file opened;
            opened = where.open();
            // Whichever of them the system lists first.
            bool const locked = set_lock(opened, F_RDLCK, 0, 10)
                && set_lock(opened, F_WRLCK, 20, 10) && set_lock(opened, F_RDLCK, 40, 10);
            return locked ? "locked" : "refused";
        });
    BOOST_REQUIRE_EQUAL(both.told(), "locked");
    auto const all = holders_of(where.open());
    BOOST_REQUIRE_EQUAL(all.size(), 2u);
    auto const& found = all[0].pid == both.pid() ? all[0] : all[1];
    BOOST_TEST((found.mode == lock_mode::exclusive));
}

BOOST_AUTO_TEST_CASE(own_lock_is_not_seen)
{
    scratch_file const where;
    file const opened = where.open();
    BOOST_REQUIRE(set_lock(opened, F_RDLCK));
    BOOST_TEST(!holder_of(opened).has_value());
    BOOST_TEST(holders_of(opened).empty());
    holder const other(where, F_RDLCK);
    auto const all = holders_of(opened);
    BOOST_REQUIRE_EQUAL(all.size(), 1u);
    BOOST_TEST(all[0].pid == other.pid());
}

BOOST_AUTO_TEST_CASE(look_does_not_change_the_lock)
{
    scratch_file const where;
    file const opened = where.open();
    BOOST_REQUIRE(set_lock(opened, F_WRLCK));
    holders_of(opened);
    child_process const other(
        [&] { return set_lock(where.open(), F_RDLCK) ? "got it" : "refused"; });
    BOOST_TEST(other.told() == "refused");
}

BOOST_AUTO_TEST_CASE(read_only_descriptor_is_enough)
{
    scratch_file const where;
    holder const writer(where, F_WRLCK);
    file const opened = where.open(O_RDONLY);
    BOOST_REQUIRE(holder_of(opened).has_value());
    BOOST_TEST(holder_of(opened)->pid == writer.pid());
    BOOST_TEST(holders_of(opened).size() == 1u);
}

BOOST_AUTO_TEST_CASE(lock_on_another_file_does_not_count)
{
    scratch_file const where;
    scratch_file const elsewhere;
    holder const writer(elsewhere, F_WRLCK);
    holder const reader(where, F_RDLCK);
    auto const all = holders_of(where.open());
    BOOST_REQUIRE_EQUAL(all.size(), 1u);
    BOOST_TEST(all[0].pid == reader.pid());
}

BOOST_AUTO_TEST_CASE(waiting_process_holds_nothing,
                     *boost::unit_test::precondition(can_list))
{
    scratch_file const where;
    holder const writer(where, F_WRLCK);
    pid_t const waiter = ::fork();
    if (waiter == 0)
    {
        struct flock range = {};
        range.l_type = F_WRLCK;
        ::alarm(60);
        ::_exit(::fcntl(where.open().handle(), F_SETLKW, &range));
    }
    BOOST_TEST(is_listed_as_waiting(waiter));
    auto const all = holders_of(where.open());
    ::kill(waiter, SIGKILL);
    ::waitpid(waiter, nullptr, 0);
    BOOST_REQUIRE_EQUAL(all.size(), 1u);
    BOOST_TEST(all[0].pid == writer.pid());
}

BOOST_AUTO_TEST_CASE(holder_of_another_kind_of_lock_does_not_count,
                     *boost::unit_test::precondition(can_list))
{
    scratch_file const where;
    holder const reader(where, F_RDLCK);
    child_process const other(
        [&]
        {
            static file opened;
            opened = where.open();
            return ::flock(opened.handle(), LOCK_SH) == 0 ? "locked" : "refused";
        });
    BOOST_REQUIRE_EQUAL(other.told(), "locked");
    auto const all = holders_of(where.open());
    BOOST_REQUIRE_EQUAL(all.size(), 1u);
    BOOST_TEST(all[0].pid == reader.pid());
}

BOOST_AUTO_TEST_CASE(failure_to_look_is_reported)
{
    boost::system::error_code ec;
    BOOST_TEST(!find_lock_holder(file(), false, ec).has_value());
    BOOST_TEST((ec == boost::system::errc::bad_file_descriptor));
    ec.clear();
    BOOST_TEST(find_lock_holders(file(), false, ec).empty());
    BOOST_TEST((ec == boost::system::errc::bad_file_descriptor));
}
