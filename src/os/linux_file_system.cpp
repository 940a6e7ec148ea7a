// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/file_system.hpp"

#include <sys/vfs.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace filelock
{
namespace os
{

bool is_on_network(boost::filesystem::path const& file) noexcept
{
    // From linux/magic.h, and where that lacks one from its file system's sources.
    constexpr std::array<std::uint32_t, 10> magic_numbers = {
        0x6969,      // NFS
        0x517B,      // SMB
        0xFE534D42,  // SMB 2
        0xFF534D42,  // CIFS
        0x5346414F,  // AFS
        0x00C36400,  // Ceph
        0x01021997,  // 9P
        0x0BD00BD0,  // Lustre
        0x7461636F,  // OCFS2
        0x01161970   // GFS2
    };
    struct statfs status = {};
    return ::statfs(file.c_str(), &status) == 0
        && std::find(magic_numbers.begin(), magic_numbers.end(),
                     static_cast<std::uint32_t>(status.f_type))
        != magic_numbers.end();
}

}  // namespace os
}  // namespace filelock
