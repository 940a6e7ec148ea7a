// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// The scheme chosen at run time, by name.

#include <filelock/any_lock.hpp>
#include <filelock/soft_lock.hpp>

#define BOOST_TEST_MODULE any_lock_test
#include <boost/test/unit_test.hpp>

#include <mutex>
#include <shared_mutex>
#include <stdexcept>
#include <string>
#include <utility>

#include "support/every_lock.hpp"
#include "support/temporary_directory.hpp"

using namespace test;
using filelock::any_lock;
using filelock::make_lock;

BOOST_FIXTURE_TEST_SUITE(any, in_directory)

BOOST_AUTO_TEST_CASE_TEMPLATE(named_lock_is_the_class_of_that_name, Kind, built_in_locks)
{
    in_directory here;
    any_lock lock(Kind::scheme_name, here.target);
    BOOST_TEST(lock.scheme_name() == Kind::scheme_name);
    BOOST_TEST(lock.lock_path() == here.lock_file);
    auto typed = Kind::make(here.target);
    std::scoped_lock const writer(lock);
    BOOST_TEST(!typed.try_lock());
    BOOST_TEST(!typed.try_lock_shared());
    lock.unlock_and_lock_shared();
    BOOST_TEST(typed.try_lock_shared());
    typed.unlock_shared();
    filelock::error_code ec;
    BOOST_TEST(lock.try_unlock_shared_and_lock(ec) == Kind::can_upgrade());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(options_reach_the_lock, Kind, soft_locks)
{
    in_directory here;
    filelock::options how;
    how.lock_path = here.directory / "elsewhere";
    any_lock lock(Kind::scheme_name, here.target, how);
    lock.lock();
    BOOST_TEST(boost::filesystem::exists(how.lock_path));
    BOOST_TEST(!boost::filesystem::exists(here.lock_file));
}

BOOST_AUTO_TEST_CASE(every_known_name_makes_a_lock)
{
    BOOST_TEST(filelock::scheme_names().size() == 4U);
    for (std::string const& name : filelock::scheme_names())
    {
        any_lock lock = make_lock(name, directory / name.c_str());
        BOOST_TEST(lock.scheme_name() == name);
        BOOST_TEST(lock.try_lock());
    }
}

BOOST_AUTO_TEST_CASE(unknown_name_is_refused_and_the_known_are_named)
{
    try
    {
        make_lock("soft", target);
        BOOST_ERROR("there is no such scheme");
    }
    catch (std::invalid_argument const& wrong)
    {
        std::string const text = wrong.what();
        BOOST_TEST(text.find("\"soft\"") != text.npos);
        BOOST_TEST(text.find("hard, link, mkdir, create") != text.npos);
    }
    BOOST_CHECK_THROW(any_lock("", target), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(locks_of_several_schemes_are_of_one_type)
{
    any_lock lock = make_lock("link", target);
    lock = make_lock("mkdir", target);
    BOOST_TEST(lock.scheme_name() == "mkdir");
    BOOST_TEST(lock.try_lock());
}

BOOST_AUTO_TEST_CASE(soft_lock_is_the_system_s_default)
{
    filelock::soft_lock lock(target);
#if defined(FILELOCK_WINDOWS)
    BOOST_TEST(lock.scheme_name() == "mkdir");
#else
    BOOST_TEST(lock.scheme_name() == "link");
#endif
}

BOOST_AUTO_TEST_SUITE_END()
