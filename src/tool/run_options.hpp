// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TOOL_RUN_OPTIONS_HPP_INCLUDED
#define FILELOCK_TOOL_RUN_OPTIONS_HPP_INCLUDED

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include <boost/filesystem/path.hpp>

#include <filelock/lock_mode.hpp>

#include "tool/command.hpp"

namespace filelock
{
namespace tool
{

/// What `filelock run` was asked to do.
struct run_options
{
    bool help = false;
    bool verbose = false;
    lock_mode mode = lock_mode::exclusive;

    /// How long to wait; unset: for ever.
    std::optional<std::chrono::duration<double>> timeout;

    int conflict_code = exit_conflict;
    std::string scheme = "hard";
    std::string note;
    boost::filesystem::path lock_path;
    boost::filesystem::path target;
    std::vector<std::string> command;
};

/// Throws: usage_error.
run_options parse_run_options(std::vector<std::string> const& arguments);

/// The usage line and the options.
std::string run_help();

}  // namespace tool
}  // namespace filelock

#endif
