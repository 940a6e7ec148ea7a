// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// The record of a locked file: Windows keeps other handles from its bytes, but not views.
// Wine lets them pass, so that what the library falls back on is tested by itself.

#define BOOST_TEST_MODULE file_view_windows_test
#include <boost/test/unit_test.hpp>

#include <string>

#include <boost/filesystem/operations.hpp>
#include <boost/interprocess/sync/file_lock.hpp>

#include "os/windows_file.hpp"
#include "support/temporary_directory.hpp"

namespace
{

using namespace test;
namespace os = filelock::os;

struct opened_file : in_directory
{
    opened_file() { BOOST_REQUIRE(!ec); }

    os::error_code ec;
    os::file const file =
        os::open(target, os::open_mode::create, boost::filesystem::all_all, ec);
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(view_of_a_file, opened_file)

BOOST_AUTO_TEST_CASE(what_is_written_is_read_by_either_way)
{
    os::overwrite_start_of_view(file, "a record", ec);
    BOOST_TEST(!ec);
    BOOST_TEST(os::read_start_of_view(file, 100, ec) == "a record");
    BOOST_TEST(os::read_start(file, 100, ec) == "a record");
    BOOST_TEST(os::read_start_of_view(file, 3, ec) == "a r");
    BOOST_TEST(!ec);
}

BOOST_AUTO_TEST_CASE(what_is_behind_stays)
{
    os::overwrite_start(file, "a long record", ec);
    os::overwrite_start_of_view(file, "A SHORT", ec);
    BOOST_TEST(os::read_start(file, 100, ec) == "A SHORTrecord");
    BOOST_TEST(!ec);
}

BOOST_AUTO_TEST_CASE(empty_file_is_read_as_nothing)
{
    BOOST_TEST(os::read_start_of_view(file, 100, ec).empty());
    BOOST_TEST(!ec);
}

BOOST_AUTO_TEST_CASE(locked_file_is_read_written_and_emptied)
{
    boost::interprocess::file_lock lock(target.c_str());
    lock.lock();
    os::overwrite_start_of_view(file, "a record", ec);
    BOOST_TEST(!ec);
    BOOST_TEST(os::read_start_of_view(file, 100, ec) == "a record");
    os::empty(file, ec);
    BOOST_TEST(!ec);
    lock.unlock();
    BOOST_TEST(boost::filesystem::file_size(target) == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
