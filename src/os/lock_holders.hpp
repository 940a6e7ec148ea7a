// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_OS_LOCK_HOLDERS_HPP_INCLUDED
#define FILELOCK_OS_LOCK_HOLDERS_HPP_INCLUDED

/// Which other processes hold the record lock that boost::interprocess::file_lock takes.

#include <cstdint>
#include <optional>
#include <vector>

#include <boost/system/error_code.hpp>

#include <filelock/lock_mode.hpp>

#include "os/file.hpp"

namespace filelock
{
namespace os
{

struct lock_holder
{
    std::int64_t pid = 0;  ///< Zero: not a process of this machine and pid namespace.
    lock_mode mode = lock_mode::exclusive;
};

/// One other process that holds a lock on the file, if any does. This process's own are
/// not seen. `is_held_here`: whether it has any, through another handle, for some systems
/// can tell them apart only by that, and then see nobody.
std::optional<lock_holder> find_lock_holder(file const& opened, bool is_held_here,
                                            boost::system::error_code& ec);

/// All others that can be found: at least the one find_lock_holder() finds.
std::vector<lock_holder> find_lock_holders(file const& opened, bool is_held_here,
                                           boost::system::error_code& ec);

}  // namespace os
}  // namespace filelock

#endif
