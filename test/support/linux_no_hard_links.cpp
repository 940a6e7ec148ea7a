// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "support/posix_no_hard_links.hpp"

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include <boost/filesystem/operations.hpp>

#include "support/expect.hpp"
#include "support/not_tested.hpp"
#include "support/posix_child.hpp"

namespace test
{

namespace
{

sock_filter statement(int code, unsigned value)
{
    return {static_cast<std::uint16_t>(code), 0, 0, value};
}

/// Skips so many statements if the system call is another.
sock_filter unless(unsigned system_call, std::uint8_t skipped)
{
    return {BPF_JMP | BPF_JEQ | BPF_K, 0, skipped, system_call};
}

bool run(std::string const& command)
{
    return std::system((command + " >/dev/null 2>&1").c_str()) == 0;
}

/// The program that keeps the file system lives in this child's space of mounts, and with
/// it the space: it must be told to end.
class exfat
{
public:
    explicit exfat(path const& directory) : directory_(directory)
    {
        std::string const image = (scratch_ / "image").string();
        write_bytes(image, "");
        boost::filesystem::resize_file(image, 8U << 20U);
        // Administrators' programs may not be on everybody's path.
        setenv("PATH", (std::string(getenv("PATH")) + ":/usr/sbin:/sbin").c_str(), 1);
        // The loop device is given back by itself when nobody uses it any more.
        is_mounted_ = unshare(CLONE_NEWNS) == 0
            && mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0
            && run("mkfs.exfat " + image)
            && run("device=$(losetup --find --show " + image
                   + ") && { mount.exfat-fuse \"$device\" " + directory.string()
                   + "; status=$?; losetup --detach \"$device\"; exit $status; }");
    }

    ~exfat()
    {
        if (is_mounted_)
        {
            umount2(directory_.c_str(), MNT_DETACH);
        }
    }

    exfat(exfat const&) = delete;
    exfat& operator=(exfat const&) = delete;

    bool is_mounted() const { return is_mounted_; }

private:
    path const directory_;
    temporary_directory scratch_;
    bool is_mounted_ = false;
};

constexpr int cannot_mount = 77;

}  // namespace

void refuse_hard_links(int error, location where)
{
    auto const refusal = SECCOMP_RET_ERRNO | static_cast<unsigned>(error);
    std::array<sock_filter, 6> filter = {{
        statement(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
        unless(SYS_linkat, 1),
        statement(BPF_RET | BPF_K, refusal),
#ifdef SYS_link
        unless(SYS_link, 1),
#else
        unless(SYS_linkat, 1),
#endif
        statement(BPF_RET | BPF_K, refusal),
        statement(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    }};
    sock_fprog program = {static_cast<unsigned short>(filter.size()), filter.data()};
    expect(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
               && prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0,
           "system calls can be refused", where);
}

void on_file_system_without_hard_links(path const& directory,
                                       std::function<void()> const& what, location where)
{
    child probe(
        [&]
        {
            if (!exfat(directory).is_mounted())
            {
                _exit(cannot_mount);
            }
        });
    if (probe.exit_status(where) == cannot_mount)
    {
        not_tested("exFAT cannot be mounted", where);
        return;
    }
    in_child(
        [&]
        {
            exfat const mounted(directory);
            expect(mounted.is_mounted(), "mounted", where);
            what();
        },
        where);
}

}  // namespace test
