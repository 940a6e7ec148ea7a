// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_TOOL_FIXTURE_HPP_INCLUDED
#define FILELOCK_TEST_TOOL_FIXTURE_HPP_INCLUDED

#include <memory>
#include <string>

#include "support/program.hpp"
#include "support/temporary_directory.hpp"

namespace test
{

/// The command under test, which the test is told as `--tool PATH`.
struct tool_fixture
{
    tool_fixture();

    /// `filelock` with these arguments.
    words tool(words const& arguments) const;

    /// The same, run to its end with its output in out and err.
    program_end run(words const& arguments, start_options how = {});

    /// A `filelock run` that is seen to have its lock until it is ended or gone.
    std::unique_ptr<program> hold(words const& options_and_target,
                                  std::string const& mark = "");

    /// A file of the directory.
    std::string at(std::string const& name) const
    {
        return (directory.name() / name).string();
    }
    bool exists(std::string const& name) const;
    bool is_empty() const;

    temporary_directory directory;
    std::string target;  ///< A name in it that does not exist.
    std::string out;
    std::string err;
};

}  // namespace test

#endif
