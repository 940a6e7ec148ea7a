// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// Files that are replaced, with every system call made to fail, and the process killed
// before every one of them, which is after the one before.

#define BOOST_TEST_MODULE replace_fault_posix_test
#include <boost/test/unit_test.hpp>

#include <sys/stat.h>
#include <sys/xattr.h>

#include <algorithm>
#include <functional>

#include <boost/algorithm/string/join.hpp>
#include <boost/filesystem/operations.hpp>

#include <filelock/file_content.hpp>

#include "support/fault_calls.hpp"
#include "support/fault_process.hpp"
#include "support/temporary_directory.hpp"

namespace
{

using namespace test;
namespace fs = boost::filesystem;
using news = fault_process::news;
using names = std::vector<std::string>;

std::string const old_bytes = "the old content";
std::string const new_bytes(100000, 'n');

/// What a killed writer leaves.
char const* const leftover = "target.01234567-89ab-cdef-0123-456789abcdef.new";

struct work
{
    char const* name;
    void (*run)(filelock::lock_base& lock);
    bool has_old;  ///< Else there is no file yet.
};

void write_new(filelock::lock_base& lock)
{
    write_file(lock, new_bytes);
}

void transform_to_new(filelock::lock_base& lock)
{
    transform_file(lock, [](std::string const&) { return new_bytes; });
}

constexpr work every_work[] = {{"write_file", &write_new, true},
                               {"transform_file", &transform_to_new, true},
                               {"write_file of a new one", &write_new, false},
                               {"transform_file of a new one", &transform_to_new, false}};

/// The file, and what another writer has left beside it.
void prepare(work const& what, in_directory const& here)
{
    if (what.has_old)
    {
        write_bytes(here.target, old_bytes);
        chmod(here.target.c_str(), 0640);
        setxattr(here.target.c_str(), "user.kept", "yes", 3, 0);
    }
    write_bytes(here.directory / leftover, "half");
}

/// What the struck process does. It says in `report` why it failed.
void struck_run(work const& what, in_directory const& here, fault_plan& plan,
                temporary_directory const& report)
{
    filelock::hard_lock lock(here.target);
    plan.arm();
    try
    {
        what.run(lock);
    }
    catch (filelock::error const& e)
    {
        write_bytes(report / "failure", e.what());
    }
}

/// A process that does the work, with a leftover of another beside the file, and what has
/// become of it.
struct writer : in_directory
{
    writer(work const& what, fault how, int at, int error = EIO)
        : plan(directory.name(), how, at, error)
    {
        prepare(what, *this);
        end = fault_process([&] { struck_run(what, *this, plan, report); }).wait();
    }

    std::string failure() const { return bytes_of(report / "failure"); }

    bool says(char const* text) const
    {
        return failure().find(text) != std::string::npos;
    }

    temporary_directory const report;
    fault_plan plan;
    news end = news::ended;
};

bool has_new(writer const& one)
{
    return fs::exists(one.target) && bytes_of(one.target) == new_bytes;
}

bool has_what_was(writer const& one, work const& what)
{
    return what.has_old ? fs::exists(one.target) && bytes_of(one.target) == old_bytes
                        : !fs::exists(one.target);
}

void check_next_writer(writer const& one)
{
    filelock::write_file(one.target, "next", std::chrono::seconds(0));
    BOOST_TEST(bytes_of(one.target) == "next");
    names const expected = {"target", "target.lock"};
    BOOST_TEST(one.directory.entries() == expected, boost::test_tools::per_element());
}

/// What is on its way into the file is nobody's who could not read that.
void check_private_files(writer const& one)
{
    for (std::string const& each : one.directory.entries())
    {
        if (each.find(".new") != each.npos && each != leftover)
        {
            auto const allowed = fs::status(one.directory.name() / each).permissions();
            BOOST_TEST((allowed & fs::others_all) == fs::no_perms);
        }
    }
}

using checker = std::function<void(writer const&, work const&)>;

void check_one(writer const& one, work const& what, checker const& check)
{
    BOOST_TEST((has_new(one) || has_what_was(one, what)));
    if (what.has_old)
    {
        BOOST_TEST(fs::status(one.target).permissions() == fs::perms(0640));
        check_private_files(one);
    }
    check(one, what);
    check_next_writer(one);
}

/// Strikes at every call until there are no more.
void strike_every_call(fault how, int error, checker const& check)
{
    constexpr int least_points = 18;
    constexpr int far_too_many = 200;
    for (work const& what : every_work)
    {
        int at = 0;
        for (bool is_struck = true; is_struck && at < far_too_many;)
        {
            ++at;
            writer const one(what, how, at, error);
            is_struck = one.plan.reached() >= at;
            BOOST_TEST_CONTEXT(what.name << ", struck at " << at << " of "
                                         << boost::algorithm::join(one.plan.calls(), ", ")
                                         << ": " << one.failure())
            {
                check_one(one, what, check);
            }
        }
        BOOST_TEST_MESSAGE(what.name << ": " << at - 1 << " points");
        BOOST_TEST((at > least_points && at < far_too_many), what.name);
    }
}

bool leaves_files_of_its_own(writer const& one)
{
    auto const found = one.directory.entries();
    return std::any_of(found.begin(), found.end(),
                       [](std::string const& each) {
                           return each != "target" && each != "target.lock"
                               && each != leftover;
                       });
}

void check_after_failed_call(writer const& one, work const& what)
{
    BOOST_TEST((one.end == news::ended));
    BOOST_TEST(!leaves_files_of_its_own(one));
    if (one.failure().empty() || one.says("replaced, but perhaps not on the disk"))
    {
        BOOST_TEST(has_new(one));
    }
    if (one.says("the file is as it was"))
    {
        BOOST_TEST(has_what_was(one, what));
    }
}

/// The calls with which the new file comes into the old one's place, in their order.
names important_calls(names const& all)
{
    names found;
    for (std::string const& each : all)
    {
        std::string const call = each.substr(0, each.find(' '));
        bool const is_private = each.find(".new") != each.npos;
        if (call == "fsync" || call == "rename" || call == "write" || call == "fchmod")
        {
            found.push_back(call + (is_private ? " private" : each.substr(call.size())));
        }
    }
    return found;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(replace_fault)

BOOST_AUTO_TEST_CASE(killed_at_any_call_a_writer_leaves_the_old_or_the_new)
{
    strike_every_call(fault::kill, 0,
                      [](writer const& one, work const&)
                      { BOOST_TEST((one.end == news::killed || has_new(one))); });
}

BOOST_AUTO_TEST_CASE(failing_at_any_call_a_writer_leaves_the_old_or_the_new_and_says_so)
{
    for (int const error : {EIO, ENOSPC, EPERM})
    {
        strike_every_call(fault::fail, error, check_after_failed_call);
    }
}

BOOST_AUTO_TEST_CASE(
    content_is_on_the_disk_before_its_name_and_the_name_before_the_return)
{
    names const expected = {"write private", "fchmod private", "fsync private",
                            "rename target", "fsync ."};
    writer const one(every_work[1], fault::none, 0);
    BOOST_TEST(important_calls(one.plan.calls()) == expected,
               boost::test_tools::per_element());
}

/// Paused before it gives the new file its name, and overtaken by one who broke its soft
/// lock.
BOOST_AUTO_TEST_CASE(writer_that_was_overtaken_does_not_undo_what_came_after)
{
    writer const trial(every_work[0], fault::none, 0);
    names const calls = trial.plan.calls();
    auto const at = std::find(calls.begin(), calls.end(), "rename target");
    BOOST_REQUIRE((at != calls.end()));

    in_directory const here;
    temporary_directory const report;
    prepare(every_work[0], here);
    fault_plan plan(here.directory.name(), fault::stop,
                    static_cast<int>(at - calls.begin()) + 1);
    fault_process paused([&] { struck_run(every_work[0], here, plan, report); });
    BOOST_TEST((paused.wait() == news::stopped));
    BOOST_TEST(plan.latest() == "rename target");
    filelock::options broken;
    broken.lock_path = here.directory / "another";
    filelock::write_file(here.target, "next", broken);
    paused.resume();
    BOOST_TEST((paused.wait() == news::ended));
    BOOST_TEST(bytes_of(report / "failure").find("as it was") != std::string::npos);
    BOOST_TEST(bytes_of(here.target) == "next");
}

BOOST_AUTO_TEST_SUITE_END()
