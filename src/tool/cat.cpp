// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include <iostream>

#include <filelock/file_content.hpp>

#include "tool/command.hpp"
#include "tool/file_work.hpp"

namespace filelock
{
namespace tool
{

namespace
{

int cat(std::vector<std::string> const& arguments)
{
    file_options const how = parse_file_options(arguments, wants_command::no);
    if (how.help)
    {
        print_file_help("filelock cat [OPTION...] FILE\n\n"
                        "Reads FILE under its shared lock, and prints it.\n\n");
        return exit_success;
    }
    std::string content;
    int const status = work_on_file(how, lock_mode::shared,
                                    [&content](lock_base& lock, os::held_signals const&)
                                    {
                                        content = read_file(lock);
                                        return exit_success;
                                    });
    // The lock is free by now: whoever reads our output may take the time it likes.
    if (status == exit_success)
    {
        std::cout << content;
    }
    return status;
}

}  // namespace

command const cat_command = {"cat", "print a file, read under its lock", &cat};

}  // namespace tool
}  // namespace filelock
