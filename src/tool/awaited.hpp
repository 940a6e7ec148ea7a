// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TOOL_AWAITED_HPP_INCLUDED
#define FILELOCK_TOOL_AWAITED_HPP_INCLUDED

#include <functional>
#include <string>
#include <vector>

#include <boost/filesystem/path.hpp>

#include <filelock/error.hpp>
#include <filelock/owner.hpp>

namespace filelock
{
namespace tool
{

/// What a command waits for: a lock, or a slot of a semaphore.
struct awaited
{
    boost::filesystem::path lock_path;

    /// Waits as the command was told to. Returns how it is held, for a message; throws
    /// lock_error.
    std::function<std::string()> acquire;

    /// Who is in the way. Called from other threads while acquire() waits.
    std::function<std::vector<owner>(error_code&)> owners;
};

}  // namespace tool
}  // namespace filelock

#endif
