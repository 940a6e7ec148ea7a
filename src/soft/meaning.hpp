// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_SOFT_MEANING_HPP_INCLUDED
#define FILELOCK_SOFT_MEANING_HPP_INCLUDED

#include <boost/system/error_code.hpp>

namespace filelock
{
namespace soft
{

/// What the system's errors mean for a protocol.

inline bool means_gone(boost::system::error_code const& ec) noexcept
{
    return ec && ec == boost::system::errc::no_such_file_or_directory;
}

/// Of remove_directory().
inline bool means_not_empty(boost::system::error_code const& ec) noexcept
{
    // POSIX leaves it open which of the two rmdir() reports.
    return ec
        && (ec == boost::system::errc::directory_not_empty
            || ec == boost::system::errc::file_exists);
}

/// Of create_hard_link(): the file system has none.
inline bool means_no_hard_links(boost::system::error_code const& ec) noexcept
{
    namespace generic = boost::system::errc;
    return ec
        && (ec == generic::operation_not_permitted || ec == generic::not_supported
            || ec == generic::operation_not_supported
            || ec == generic::function_not_supported || ec == generic::too_many_links);
}

}  // namespace soft
}  // namespace filelock

#endif
