// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/lock_holders.hpp"

#include <fcntl.h>

#include <algorithm>
#include <cerrno>

namespace filelock
{
namespace os
{

std::optional<lock_holder> find_lock_holder(file const& opened, bool, error_code& ec)
{
    ec.clear();
    struct flock range = {};
    int failed = 0;
    do
    {
        // All of the file, like boost::interprocess::file_lock. The system overwrites it.
        range = {};
        range.l_type = F_WRLCK;
        range.l_whence = SEEK_SET;
        failed = ::fcntl(opened.handle(), F_GETLK, &range);
    } while (failed != 0 && errno == EINTR);
    if (failed != 0)
    {
        ec = error_code(errno, boost::system::system_category());
        return std::nullopt;
    }
    if (range.l_type == F_UNLCK)
    {
        return std::nullopt;
    }
    // Not above zero: an open file description's lock, or another machine's process.
    return lock_holder{std::max<std::int64_t>(range.l_pid, 0),
                       range.l_type == F_RDLCK ? lock_mode::shared
                                               : lock_mode::exclusive};
}

}  // namespace os
}  // namespace filelock
