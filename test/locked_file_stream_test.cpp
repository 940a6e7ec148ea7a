// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// What streams do, when they are open under their locks.

#include <memory>
#include <stdexcept>
#include <string>

#include <boost/filesystem/operations.hpp>
#include <boost/test/unit_test.hpp>

#include <filelock/locked_file.hpp>
#include <filelock/soft_lock.hpp>

#include "support/remote_lock.hpp"
#include "support/temporary_directory.hpp"
#include "support/worker.hpp"

namespace
{

using namespace test;
namespace fs = boost::filesystem;
using filelock::locked_file;

constexpr auto in = std::ios::in;
constexpr auto out = std::ios::out;
constexpr auto ate = std::ios::ate;

std::string rest_of(std::istream& from)
{
    return {std::istreambuf_iterator<char>(from), std::istreambuf_iterator<char>()};
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(locked_file_stream, in_directory)

BOOST_AUTO_TEST_CASE(reading_and_writing_alternate)
{
    write_bytes(target, "abcdef");
    locked_file file(target, in | out);
    std::string three(3, ' ');
    file.read(&three[0], 3);
    file << 'X' << std::flush;
    file.get(three[0]);
    file.close();
    BOOST_TEST(three == "ebc");
    BOOST_TEST(bytes_of(target) == "abcXef");
}

BOOST_AUTO_TEST_CASE(close_tells_that_nothing_can_be_written_to_what_is_only_read)
{
    write_bytes(target, "kept");
    locked_file file(target, in);
    file << "no";
    BOOST_CHECK_THROW(file.close(), filelock::file_error);
    BOOST_TEST(!file.is_open());
    BOOST_TEST(bytes_of(target) == "kept");
    BOOST_TEST(is_free(lock_file));
}

BOOST_AUTO_TEST_CASE(file_without_a_name_is_refused)
{
    BOOST_CHECK_EXCEPTION(locked_file("", out), filelock::file_error,
                          [](filelock::file_error const& e)
                          { return e.code() == boost::system::errc::invalid_argument; });
    BOOST_TEST(!fs::exists(".lock"));
}

BOOST_AUTO_TEST_CASE(positions_are_those_of_the_file)
{
    write_bytes(target, "abcdef");
    locked_file file(target, in | out | ate);
    BOOST_TEST(file.tellp() == 6);
    file.seekg(2);
    BOOST_TEST(file.get() == 'c');
    BOOST_TEST(file.tellg() == 3);
    file.seekp(-1, std::ios::end);
    file << "XY";
    BOOST_TEST(file.tellp() == 7);
    file.close();
    BOOST_TEST(bytes_of(target) == "abcdeXY");
}

BOOST_AUTO_TEST_CASE(every_byte_comes_back)
{
    std::string bytes;
    for (int i = 0; i < 100000; ++i)
    {
        bytes += static_cast<char>(i * 7);
    }
    locked_file(target, out) << bytes;
    locked_file file(target);
    BOOST_TEST((rest_of(file) == bytes));
}

BOOST_AUTO_TEST_CASE(lock_is_released_after_everything_is_written)
{
    worker other;
    for (bool const by_destructor : {false, true})
    {
        auto file = std::make_unique<locked_file>(target, out);
        *file << "all of it";
        auto reading =
            other.start([&] { return rest_of(*std::make_unique<locked_file>(target)); });
        BOOST_TEST(reading.is_blocked());
        by_destructor ? file.reset() : file->close();
        BOOST_TEST(reading.get() == "all of it");
    }
}

BOOST_AUTO_TEST_CASE(closed_file_is_good_and_takes_nothing_more)
{
    locked_file file(target, out);
    BOOST_TEST(file.is_open());
    file.close();
    BOOST_TEST(!file.is_open());
    BOOST_TEST(file.good());
    file.close();
    file << "lost";
    BOOST_TEST(file.bad());
    BOOST_TEST(bytes_of(target) == "");
}

BOOST_AUTO_TEST_CASE(stream_that_was_never_opened_fails)
{
    locked_file file;
    BOOST_TEST(!file.is_open());
    BOOST_TEST(!file);
    BOOST_TEST(file.get() == std::char_traits<char>::eof());
    file.close();
}

BOOST_AUTO_TEST_CASE(moved_stream_goes_on_and_holds_the_lock)
{
    locked_file first(target, out);
    first << "one ";
    locked_file second(std::move(first));
    BOOST_TEST(!first.is_open());
    BOOST_TEST(second.good());
    locked_file third;
    third = std::move(second);
    third << "two";
    BOOST_TEST(third.good());
    BOOST_TEST(!second.is_open());
    BOOST_TEST(!is_free(lock_file));
    second << "nowhere";
    third.close();
    BOOST_TEST(bytes_of(target) == "one two");
}

BOOST_AUTO_TEST_CASE(stream_that_is_assigned_to_is_closed_first)
{
    locked_file file(target, out);
    file << "kept";
    file = locked_file(directory / "other", out);
    BOOST_TEST(bytes_of(target) == "kept");
    BOOST_TEST(is_free(lock_file));
    file = locked_file();
    BOOST_TEST(is_free(directory / "other.lock"));
}

BOOST_AUTO_TEST_CASE(other_thread_may_close)
{
    auto file = std::make_unique<locked_file>(target, out);
    *file << "text";
    worker other;
    other.run([&] { file->close(); });
    BOOST_TEST(bytes_of(target) == "text");
    BOOST_TEST(is_free(lock_file));
}

BOOST_AUTO_TEST_CASE(close_tells_that_the_lock_was_lost)
{
    locked_file file(filelock::soft_lock(target), out);
    filelock::soft_lock(target).break_lock();
    BOOST_CHECK_THROW(file.close(), filelock::not_my_lock);
    BOOST_TEST(!file.is_open());
}

BOOST_AUTO_TEST_CASE(exception_of_the_user_releases_the_lock)
{
    try
    {
        locked_file file(target, out);
        file << "half";
        throw std::runtime_error("of the user's");
    }
    catch (std::runtime_error const&)
    {
    }
    BOOST_TEST(is_free(lock_file));
    BOOST_TEST(bytes_of(target) == "half");
}

BOOST_AUTO_TEST_CASE(what_is_no_regular_file_is_refused_with_the_reason)
{
    fs::create_directory(target);
    try
    {
        locked_file const refused(target);
        BOOST_ERROR("not refused");
    }
    catch (filelock::file_error const& e)
    {
        BOOST_TEST((e.code() == boost::system::errc::is_a_directory));
        BOOST_TEST(e.file() == target);
        BOOST_TEST(e.lock_path() == lock_file);
        BOOST_TEST(std::string(e.what())
                   == "open \"" + target.string() + "\": Is a directory");
    }
    BOOST_TEST(is_free(lock_file));
}

BOOST_AUTO_TEST_SUITE_END()
