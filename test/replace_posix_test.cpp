// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// Whole files that are replaced, where something is wrong; for what is kept of them see
// replace_keeps_posix_test.cpp.

#include <sys/stat.h>

#include <cstring>

#include <boost/filesystem/fstream.hpp>
#include <boost/filesystem/operations.hpp>
#include <boost/test/unit_test.hpp>

#include <filelock/file_content.hpp>

#include "support/expect.hpp"
#include "support/posix_child.hpp"
#include "support/posix_inventory.hpp"
#include "support/posix_small_file_system.hpp"
#include "support/temporary_directory.hpp"

namespace
{

using namespace test;
namespace fs = boost::filesystem;
namespace generic = boost::system::errc;
using filelock::file_error;
using filelock::read_file;
using filelock::transform_file;
using filelock::write_file;

std::string add_mark(std::string bytes)
{
    return bytes + '!';
}

/// Each way to change a file fails for that reason, and says what it has not changed.
void expect_unchanged(path const& file, generic::errc_t reason)
{
    auto const before = inventory(file.parent_path());
    auto const expect_failure = [&](auto const& call)
    {
        try
        {
            call();
            expect(false, "a failure");
        }
        catch (file_error const& e)
        {
            expect(e.code() == reason, e.what());
            expect(std::strstr(e.what(), "the file is as it was") != nullptr, e.what());
        }
        expect(inventory(file.parent_path()) == before, "nothing new");
    };
    expect_failure([&] { write_file(file, std::string(20000, 'n')); });
    expect_failure(
        [&] { transform_file(file, [](auto&&) { return std::string(20000, 'n'); }); });
}

void take_the_space(path const& file)
{
    fs::ofstream out(file, std::ios::binary);
    std::string const block(1024, 'x');
    while (out << block << std::flush)
    {
    }
}

/// A file with a lock file beside it.
struct file_at_rest : in_directory
{
    file_at_rest()
    {
        write_bytes(target, "old");
        write_bytes(lock_file, "");
        chmod(lock_file.c_str(), 0666);
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(replace_refusals, file_at_rest)

BOOST_AUTO_TEST_CASE(symbolic_link_is_refused_and_stays)
{
    fs::create_symlink("target", directory / "link");
    write_bytes(directory / "link.lock", "");
    expect_unchanged(directory / "link", generic::too_many_symbolic_link_levels);
    BOOST_CHECK_THROW(read_file(directory / "link"), file_error);
    BOOST_TEST(fs::is_symlink(directory / "link"));
    BOOST_TEST(bytes_of(target) == "old");
}

BOOST_AUTO_TEST_CASE(what_is_no_regular_file_is_refused_and_stays)
{
    fs::remove(target);
    mkfifo(target.c_str(), 0666);
    expect_unchanged(target, generic::not_supported);
    fs::remove(target);
    fs::create_directory(target);
    expect_unchanged(target, generic::is_a_directory);
}

BOOST_AUTO_TEST_CASE(link_of_a_private_files_name_is_left_alone_and_not_followed)
{
    path const link = directory / "target.01234567-89ab-cdef-0123-456789abcdef.new";
    write_bytes(directory / "precious", "precious");
    fs::create_symlink(directory / "precious", link);
    write_file(target, "new");
    BOOST_TEST(bytes_of(directory / "precious") == "precious");
    BOOST_TEST(fs::is_symlink(link));
    BOOST_TEST(directory.entries().size() == 4U);
}

BOOST_AUTO_TEST_CASE(write_protected_file_is_not_replaced)
{
    chmod(target.c_str(), 0444);
    chmod(directory.name().c_str(), 0777);
    as_unprivileged([&] { expect_unchanged(target, generic::permission_denied); });
    BOOST_TEST(bytes_of(target) == "old");
}

BOOST_AUTO_TEST_CASE(read_only_directory_is_a_clear_error)
{
    chmod(target.c_str(), 0666);
    chmod(directory.name().c_str(), 0755);
    as_unprivileged([&] { expect_unchanged(target, generic::permission_denied); });
    BOOST_TEST(bytes_of(target) == "old");
}

BOOST_AUTO_TEST_CASE(full_disk_is_a_clear_error_and_leaves_nothing)
{
    on_small_file_system(directory.name(), "size=64k,nr_inodes=10",
                         [&]
                         {
                             write_bytes(target, "old");
                             write_bytes(lock_file, "");
                             take_the_space(directory / "big");
                             expect_unchanged(target, generic::no_space_on_device);
                             expect(bytes_of(target) == "old", "the old content");
                             fs::remove(directory / "big");
                             transform_file(target, add_mark);
                             expect(read_file(target) == "old!", "the new content");
                         });
}

BOOST_AUTO_TEST_CASE(no_inode_left_is_a_clear_error)
{
    on_small_file_system(directory.name(), "size=64k,nr_inodes=3",
                         [&]
                         {
                             write_bytes(target, "old");
                             write_bytes(lock_file, "");
                             expect_unchanged(target, generic::no_space_on_device);
                         });
}

BOOST_AUTO_TEST_SUITE_END()
