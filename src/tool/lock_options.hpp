// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TOOL_LOCK_OPTIONS_HPP_INCLUDED
#define FILELOCK_TOOL_LOCK_OPTIONS_HPP_INCLUDED

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include <boost/filesystem/path.hpp>
#include <boost/program_options/options_description.hpp>

#include "tool/command.hpp"

namespace filelock
{
namespace tool
{

/// What all commands that take a lock have in common: -n, -w, -E, --scheme, --lock-path,
/// --note, --verbose and --help.
struct lock_options
{
    bool help = false;
    bool verbose = false;

    /// How long to wait; unset: for ever.
    std::optional<std::chrono::duration<double>> timeout;

    int conflict_code = exit_conflict;
    std::string scheme = "hard";
    std::string note;
    boost::filesystem::path lock_path;
};

/// Adds these options to a command's own; their values are in `values` when parse() has
/// returned. `default_path` is what the help says of --lock-path, such as "TARGET.lock".
/// What contradicts itself makes parse() throw usage_error.
void add_lock_options(boost::program_options::options_description& to,
                      lock_options& values, std::string const& default_path);

/// The arguments of a command that runs another: what is before the first "--" is its
/// own, what is behind it the other's.
struct divided_arguments
{
    std::vector<std::string> own;
    std::vector<std::string> command;
};

/// Cut before anything is parsed, so that no option of the other command's is taken for
/// one of ours. Throws: usage_error if there is no "--", unless help is asked for.
divided_arguments divide(std::vector<std::string> const& arguments);

/// Throws: usage_error if there is no COMMAND.
void require_command(divided_arguments const& arguments);

/// The one operand that a command wants, a path, called `name` in messages. Throws:
/// usage_error if there is none, an empty one, or another.
boost::filesystem::path single_operand(std::vector<std::string> const& operands,
                                       std::string const& name);

}  // namespace tool
}  // namespace filelock

#endif
