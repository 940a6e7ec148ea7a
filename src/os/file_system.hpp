// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_OS_FILE_SYSTEM_HPP_INCLUDED
#define FILELOCK_OS_FILE_SYSTEM_HPP_INCLUDED

/// What kind of file system a file is on. Knows nothing about locks.

#include <boost/filesystem/path.hpp>

namespace filelock
{
namespace os
{

/// Whether the file is known to be on a file system that other machines share. False if
/// the system does not say.
bool is_on_network(boost::filesystem::path const& file) noexcept;

}  // namespace os
}  // namespace filelock

#endif
