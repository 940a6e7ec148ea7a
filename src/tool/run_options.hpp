// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TOOL_RUN_OPTIONS_HPP_INCLUDED
#define FILELOCK_TOOL_RUN_OPTIONS_HPP_INCLUDED

#include <string>
#include <vector>

#include <boost/filesystem/path.hpp>

#include <filelock/lock_mode.hpp>

#include "tool/lock_options.hpp"

namespace filelock
{
namespace tool
{

/// What `filelock run` was asked to do.
struct run_options : lock_options
{
    lock_mode mode = lock_mode::exclusive;
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
