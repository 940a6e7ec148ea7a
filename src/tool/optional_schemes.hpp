// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TOOL_OPTIONAL_SCHEMES_HPP_INCLUDED
#define FILELOCK_TOOL_OPTIONAL_SCHEMES_HPP_INCLUDED

namespace filelock
{
namespace tool
{

/// Makes any_lock know the scheme "sqlite". False if this command was built without it.
bool add_sqlite_scheme();

}  // namespace tool
}  // namespace filelock

#endif
