// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_THROW_ERROR_HPP_INCLUDED
#define FILELOCK_THROW_ERROR_HPP_INCLUDED

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include <filelock/error.hpp>
#include <filelock/owner.hpp>

namespace filelock
{

/// What an exception tells of a failed call.
struct failure
{
    char const* operation;  ///< Such as "lock".
    error_code code;
    path lock_path;
    std::vector<owner> owners;
    std::optional<std::chrono::nanoseconds> waited;
};

/// A name for a message, which is one line, whatever is in the name.
std::string quoted(path const& name);

/// Throws the child of lock_error that belongs to the code.
[[noreturn]] void throw_lock_error(failure what);

/// Throws the child of unlock_error that belongs to the code.
[[noreturn]] void throw_unlock_error(failure what);

}  // namespace filelock

#endif
