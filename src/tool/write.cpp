// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include <filelock/file_content.hpp>

#include "os/filter.hpp"
#include "tool/command.hpp"
#include "tool/file_work.hpp"
#include "tool/text.hpp"

namespace filelock
{
namespace tool
{

namespace
{

int write(std::vector<std::string> const& arguments)
{
    file_options const how = parse_file_options(arguments, wants_command::no);
    if (how.help)
    {
        print_file_help("filelock write [OPTION...] FILE\n\n"
                        "Reads standard input to its end, then replaces FILE by it, "
                        "under its exclusive\nlock: a crash leaves the old content or "
                        "the new, never a mixture.\n\n");
        return exit_success;
    }
    // Before the lock is taken: nobody waits for whoever writes our input.
    error_code ec;
    std::string const content = os::read_standard_input(ec);
    if (ec)
    {
        tell("cannot read standard input: " + ec.message() + "; " + in_quotes(how.file)
             + " is as it was");
        return exit_unavailable;
    }
    return work_on_file(how, lock_mode::exclusive,
                        [&content](lock_base& lock, os::held_signals const&)
                        {
                            write_file(lock, content);
                            return exit_success;
                        });
}

}  // namespace

command const write_command = {"write", "replace a file by standard input", &write};

}  // namespace tool
}  // namespace filelock
