// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// What is kept of a file that is replaced, and who may replace it.

#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <cstdint>
#include <cstring>
#include <string>

#include <boost/filesystem/operations.hpp>
#include <boost/test/unit_test.hpp>

#include <filelock/file_content.hpp>

#include "support/abilities.hpp"
#include "support/expect.hpp"
#include "support/posix_child.hpp"
#include "support/remote_lock.hpp"
#include "support/temporary_directory.hpp"

namespace
{

using namespace test;
namespace fs = boost::filesystem;
using filelock::read_file;
using filelock::transform_file;
using filelock::write_file;

std::string add_mark(std::string bytes)
{
    return bytes + '!';
}

struct stat status_of(path const& file)
{
    struct stat status = {};
    expect(stat(file.c_str(), &status) == 0, "a file");
    return status;
}

/// What getfacl(1) calls u::rw-,u:1234:r--,g::---,m::r--,o::---, as Linux keeps it: a
/// version, then for each entry tag, permissions and number.
std::string access_list()
{
    struct entry
    {
        std::uint16_t tag;
        std::uint16_t permissions;
        std::uint32_t number;
    };
    constexpr std::uint32_t version = 2;
    constexpr std::uint32_t none = 0xffffffff;
    entry const entries[] = {
        {1, 6, none}, {2, 4, 1234}, {4, 0, none}, {16, 4, none}, {32, 0, none}};
    std::string bytes(sizeof version + sizeof entries, '\0');
    std::memcpy(&bytes[0], &version, sizeof version);
    std::memcpy(&bytes[sizeof version], entries, sizeof entries);
    return bytes;
}

bool set_attribute(path const& file, char const* name, std::string const& value)
{
    return setxattr(file.c_str(), name, value.data(), value.size(), 0) == 0;
}

/// Empty if there is none.
std::string attribute_of(path const& file, char const* name)
{
    std::string value(1024, '\0');
    ssize_t const length = getxattr(file.c_str(), name, &value[0], value.size());
    value.resize(length > 0 ? static_cast<std::size_t>(length) : 0);
    return value;
}

/// A file that has been replaced before.
struct file_to_keep : in_directory
{
    file_to_keep()
    {
        write_file(target, "old");
        chmod(lock_file.c_str(), 0666);
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(replace_keeps, file_to_keep)

BOOST_AUTO_TEST_CASE(permissions)
{
    for (mode_t const mode : {0600U, 0640U, 0666U, 0755U, 04755U, 02755U})
    {
        chmod(target.c_str(), mode);
        write_file(target, "new");
        BOOST_TEST((status_of(target).st_mode & 07777U) == mode);
    }
}

BOOST_AUTO_TEST_CASE(permissions_of_a_new_file_are_those_of_the_options)
{
    filelock::options how;
    how.file_permissions = fs::owner_read | fs::owner_write;
    write_file(directory / "new", "", how);
    BOOST_TEST((status_of(directory / "new").st_mode & 07777U) == 0600U);
    mode_t const before = umask(027);
    write_file(directory / "newer", "");
    umask(before);
    BOOST_TEST((status_of(directory / "newer").st_mode & 07777U) == 0640U);
}

BOOST_AUTO_TEST_CASE(user_attributes,
                     *boost::unit_test::precondition(attributes_are_copied))
{
    BOOST_REQUIRE(set_attribute(target, "user.kept", "yes"));
    write_file(target, "new");
    BOOST_TEST(attribute_of(target, "user.kept") == "yes");
}

/// Else the group could do what the list's mask says, where the list says nothing.
BOOST_AUTO_TEST_CASE(access_control_list,
                     *boost::unit_test::precondition(attributes_are_copied))
{
    BOOST_REQUIRE(set_attribute(target, "system.posix_acl_access", access_list()));
    write_file(target, "new");
    BOOST_TEST((attribute_of(target, "system.posix_acl_access") == access_list()));
    BOOST_TEST((status_of(target).st_mode & 07777U) == 0640U);
}

BOOST_AUTO_TEST_CASE(absence_of_an_access_control_list_where_new_files_have_one,
                     *boost::unit_test::precondition(attributes_are_copied))
{
    BOOST_REQUIRE(
        set_attribute(directory.name(), "system.posix_acl_default", access_list()));
    write_bytes(directory / "born", "");
    BOOST_TEST(attribute_of(directory / "born", "system.posix_acl_access") != "");
    chmod(target.c_str(), 0640);
    write_file(target, "new");
    BOOST_TEST(attribute_of(target, "system.posix_acl_access") == "");
    BOOST_TEST((status_of(target).st_mode & 07777U) == 0640U);
}

BOOST_AUTO_TEST_CASE(owner_and_group_as_far_as_may_be)
{
    if (geteuid() != 0)
    {
        BOOST_TEST_MESSAGE("only root can give files away");
        return;
    }
    BOOST_REQUIRE(chown(target.c_str(), 1234, 5678) == 0);
    chmod(target.c_str(), 06754);
    write_file(target, "new");
    struct stat const kept = status_of(target);
    BOOST_TEST((kept.st_uid == 1234 && kept.st_gid == 5678));
    BOOST_TEST((kept.st_mode & 07777U) == 06754U);
}

/// Another's file, in a directory that everybody may write: the new one is the writer's.
BOOST_AUTO_TEST_CASE(nobody_gets_more_rights_when_the_owner_cannot_be_kept)
{
    if (geteuid() != 0)
    {
        BOOST_TEST_MESSAGE("needs a file of another user's");
        return;
    }
    struct row
    {
        mode_t before;
        mode_t after;
    };
    chmod(directory.name().c_str(), 0777);
    // Of 0606 the old group's members could do nothing; now they are others.
    for (row const& each : {row{06776, 0766}, row{0606, 0600}, row{0646, 0644}})
    {
        fs::remove(target);
        write_bytes(target, "old");
        chmod(target.c_str(), each.before);
        as_unprivileged([&] { write_file(target, "new"); });
        struct stat const now = status_of(target);
        BOOST_TEST(now.st_uid != 0U);
        BOOST_TEST((now.st_mode & 07777U) == each.after);
        BOOST_TEST(bytes_of(target) == "new");
    }
}

BOOST_AUTO_TEST_CASE(other_names_keep_the_old_content)
{
    fs::create_hard_link(target, directory / "other");
    write_file(target, "new");
    BOOST_TEST(bytes_of(directory / "other") == "old");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(replace_in_children, file_to_keep)

BOOST_AUTO_TEST_CASE(forked_children_transform_like_everybody)
{
    filelock::hard_lock lock(target);
    in_child(
        [&]
        {
            transform_file(lock, add_mark);
            transform_file(target, add_mark);
        });
    transform_file(lock, add_mark);
    BOOST_TEST(read_file(lock) == "old!!!");
}

/// What the transformation forks must not clean up after its parent.
BOOST_AUTO_TEST_CASE(child_of_the_transformation_harms_nothing)
{
    transform_file(target,
                   [&](std::string bytes)
                   {
                       in_child(
                           [&]
                           {
                               filelock::hard_lock lock(target);
                               expect(!lock.try_lock(), "held by the parent");
                           });
                       return bytes + '!';
                   });
    BOOST_TEST(bytes_of(target) == "old!");
    BOOST_TEST(is_free(lock_file));
}

BOOST_AUTO_TEST_SUITE_END()
