// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_OS_WINDOWS_FILE_HPP_INCLUDED
#define FILELOCK_OS_WINDOWS_FILE_HPP_INCLUDED

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "os/file.hpp"

namespace filelock
{
namespace os
{

/// What is open.
file_facts facts_of(file const& opened, error_code& ec);

/// Opens without following a link, sharing everything, removal included. The name must be
/// of_any_length().
file open_at_once(path const& name, unsigned long access, unsigned long disposition,
                  unsigned long flags, error_code& ec);

/// The same for every name, again and again for as long as others have it for a moment
/// (see patience).
file open_shared(path const& name, unsigned long access, unsigned long disposition,
                 unsigned long flags, error_code& ec);

/// Sets the length.
void resize(file const& opened, std::int64_t length, error_code& ec);

/// As read_start() and overwrite_start(), through a view of the file, which other
/// handles' locks do not keep from reading and writing. A process that is killed in the
/// middle of the writing leaves a part of it.
std::string read_start_of_view(file const& opened, std::size_t limit, error_code& ec);
void overwrite_start_of_view(file const& opened, std::string_view text, error_code& ec);

}  // namespace os
}  // namespace filelock

#endif
