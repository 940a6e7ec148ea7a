// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_WINDOWS_CHILD_FIXTURE_HPP_INCLUDED
#define FILELOCK_TEST_WINDOWS_CHILD_FIXTURE_HPP_INCLUDED

#include <string>
#include <vector>

#include <boost/filesystem/operations.hpp>

#include "os/child.hpp"
#include "os/filter.hpp"
#include "path_text.hpp"
#include "support/arguments.hpp"
#include "support/temporary_directory.hpp"

namespace test
{

using words = std::vector<std::string>;

inline filelock::os::held_signals const& held_signals_of_test()
{
    static filelock::os::held_signals const all;
    return all;
}

/// Runs windows_child.cpp, which the test is told as `--child PATH`, and others.
struct child_fixture
{
    /// That program with these arguments.
    words child(words const& arguments) const
    {
        words all = {filelock::text_of(program)};
        all.insert(all.end(), arguments.begin(), arguments.end());
        return all;
    }

    int run(words const& command)
    {
        return filelock::os::run_child(command, held_signals_of_test(), ec).number;
    }

    std::string filter(words const& command, std::string const& input = "")
    {
        std::string output;
        end =
            filelock::os::run_filter(command, input, output, held_signals_of_test(), ec);
        return output;
    }

    path const program = boost::filesystem::absolute(argument("--child"));
    temporary_directory directory;
    boost::system::error_code ec;
    filelock::os::child_end end;
};

}  // namespace test

#endif
