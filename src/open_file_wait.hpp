// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_OPEN_FILE_WAIT_HPP_INCLUDED
#define FILELOCK_OPEN_FILE_WAIT_HPP_INCLUDED

#include <boost/system/error_code.hpp>

#include <filelock/config.hpp>
#include <filelock/deadline.hpp>
#include <filelock/lock_mode.hpp>

namespace filelock
{

/// Locks an open file with flock(2), waiting until then at most. False, and no error, if
/// others had it locked to the end; the description holds nothing then.
bool lock_open_file_until(native_handle handle, lock_mode mode, deadline const& until,
                          boost::system::error_code& ec);

}  // namespace filelock

#endif
