// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include <filelock/file_content.hpp>

#include "os/filter.hpp"
#include "tool/command.hpp"
#include "tool/file_work.hpp"
#include "tool/run_locked.hpp"
#include "tool/text.hpp"

namespace filelock
{
namespace tool
{

namespace
{

/// Thrown through transform_file(), which then changes nothing.
struct command_failed
{
    int status;
};

std::string filtered(std::string const& content, file_options const& how,
                     os::held_signals const& signals)
{
    error_code ec;
    std::string output;
    os::child_end const end = os::run_filter(how.command, content, output, signals, ec);
    int const status = exit_status_for(how.command, end, ec);
    if (status != exit_success)
    {
        bool const was_killed = !ec && end.by_signal;
        tell(in_quotes(how.command.front())
             + (was_killed ? " was killed by signal " + std::to_string(end.number)
                           : " failed with status " + std::to_string(status))
             + "; " + in_quotes(how.file) + " is as it was");
        throw command_failed{status};
    }
    return output;
}

int transform_under(lock_base& lock, file_options const& how,
                    os::held_signals const& signals)
{
    try
    {
        transform_file(lock,
                       [&](std::string const& content)
                       { return filtered(content, how, signals); });
    }
    catch (command_failed const& failed)
    {
        return failed.status;
    }
    return exit_success;
}

int transform(std::vector<std::string> const& arguments)
{
    file_options const how = parse_file_options(arguments, wants_command::yes);
    if (how.help)
    {
        print_file_help("filelock transform [OPTION...] FILE -- COMMAND [ARG...]\n\n"
                        "Runs COMMAND with the content of FILE on its standard input, "
                        "and replaces FILE by\nwhat it prints, all under one exclusive "
                        "lock. If COMMAND fails nothing is changed,\nand its exit status "
                        "is handed on, 128+n if signal n killed it; 126 if it cannot\n"
                        "be executed, 127 if it was not found.\n\n");
        return exit_success;
    }
    return work_on_file(how, lock_mode::exclusive,
                        [&how](lock_base& lock, os::held_signals const& signals)
                        { return transform_under(lock, how, signals); });
}

}  // namespace

command const transform_command = {"transform", "pipe a file through a command",
                                   &transform};

}  // namespace tool
}  // namespace filelock
