// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "support/posix_small_file_system.hpp"

#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

#include <fstream>

#include "support/expect.hpp"
#include "support/not_tested.hpp"
#include "support/posix_child.hpp"

namespace test
{

namespace
{

/// As root in a name space of mounts; as anybody else in one of users, too, where this
/// user is root, if the system allows such.
bool mount_here(path const& directory, std::string const& options)
{
    uid_t const user = geteuid();
    if (user == 0)
    {
        if (unshare(CLONE_NEWNS) != 0)
        {
            return false;
        }
    }
    else
    {
        if (unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0)
        {
            return false;
        }
        std::ofstream("/proc/self/uid_map") << "0 " << user << " 1";
    }
    // Else the mount would be seen, and stay, outside.
    return mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0
        && mount("tmpfs", directory.c_str(), "tmpfs", 0, options.c_str()) == 0;
}

constexpr int cannot_mount = 77;

}  // namespace

void on_small_file_system(path const& directory, std::string const& mount_options,
                          std::function<void()> const& what, location where)
{
    child probe(
        [&]
        {
            if (!mount_here(directory, mount_options))
            {
                _exit(cannot_mount);
            }
        });
    if (probe.exit_status(where) != cannot_mount)
    {
        in_child(
            [&]
            {
                expect(mount_here(directory, mount_options), "mounted", where);
                what();
            },
            where);
        return;
    }
    not_tested("this user cannot mount a tmpfs", where);
}

}  // namespace test
