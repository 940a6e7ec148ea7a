// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_OS_EXTENDED_ATTRIBUTES_HPP_INCLUDED
#define FILELOCK_OS_EXTENDED_ATTRIBUTES_HPP_INCLUDED

#include <boost/system/error_code.hpp>

#include "os/file.hpp"

namespace filelock
{
namespace os
{

/// Gives `to` the access control list and the users' attributes of `from`, where the
/// system and the file system have such. Labels and capabilities are the system's own.
void copy_extended_attributes(file const& from, file const& to, error_code& ec);

}  // namespace os
}  // namespace filelock

#endif
