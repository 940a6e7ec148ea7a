// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include <cerrno>
#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include <boost/format.hpp>
#include <boost/system/error_code.hpp>

#include <filelock/config.hpp>

#include "os/signals.hpp"
#include "os/terminal.hpp"
#include "tool/command.hpp"
#include "tool/text.hpp"
#include "tool/usage.hpp"

namespace filelock
{
namespace tool
{

namespace
{

using arguments_type = std::vector<std::string>;

command const* const all_commands[] = {
    &run_command,       &semaphore_command, &cat_command,  &write_command,
    &transform_command, &status_command,    &break_command};

// Null if there is none of that name.
command const* find_command(std::string const& name)
{
    for (command const* each : all_commands)
    {
        if (each->name == name)
        {
            return each;
        }
    }
    return nullptr;
}

void print_commands()
{
    std::cout << "filelock COMMAND [OPTION...] ...\n\n"
                 "Locks among processes, kept in files.\n\n";
    for (command const* each : all_commands)
    {
        std::cout << boost::format("  filelock %-10s%s\n") % each->name % each->summary;
    }
    std::cout << "\n\"filelock COMMAND --help\" tells more of one of them,\n"
                 "\"filelock --version\" which filelock this is.\n";
}

int dispatch(arguments_type const& arguments)
{
    if (arguments.empty())
    {
        throw usage_error("COMMAND is missing");
    }
    std::string const& name = arguments.front();
    if (name == "--help" || name == "-h")
    {
        print_commands();
        return exit_success;
    }
    if (name == "--version")
    {
        if (arguments.size() > 1)
        {
            throw usage_error("--version stands alone");
        }
        std::cout << "filelock " FILELOCK_VERSION_STRING "\n";
        return exit_success;
    }
    command const* const chosen = find_command(name);
    if (chosen == nullptr)
    {
        throw usage_error("there is no command \"" + name + "\"");
    }
    return chosen->call({arguments.begin() + 1, arguments.end()});
}

int report_usage(arguments_type const& arguments, usage_error const& wrong)
{
    bool const in_command =
        !arguments.empty() && find_command(arguments.front()) != nullptr;
    std::string const which = in_command ? arguments.front() : "";
    tell((in_command ? which + ": " : "") + wrong.what());
    tell("try \"filelock " + which + (in_command ? " " : "") + "--help\"");
    return exit_usage;
}

int run_and_report(arguments_type const& arguments)
{
    try
    {
        return dispatch(arguments);
    }
    catch (usage_error const& wrong)
    {
        return report_usage(arguments, wrong);
    }
    catch (interrupted const& by)
    {
        os::die_of(by.signal);
    }
    catch (std::exception const& failure)
    {
        tell(failure.what());
        return exit_unavailable;
    }
}

// What is lost on a full disk must not look like success.
int flush_output(int status)
{
    errno = 0;
    std::cout.flush();
    if (std::cout)
    {
        return status;
    }
    // Not the system's category, to which errno on Windows means something else.
    boost::system::error_code const reason(errno, boost::system::generic_category());
    tell("cannot write the output: " + reason.message());
    return exit_unavailable;
}

}  // namespace

}  // namespace tool
}  // namespace filelock

int main(int argc, char** argv)
{
    using namespace filelock;
    os::prepare_standard_streams();
    boost::system::error_code ec;
    auto const arguments = os::arguments_of_main(argc, argv, ec);
    if (ec)
    {
        tool::tell("cannot read the command line: " + ec.message());
        return tool::exit_usage;
    }
    return tool::flush_output(tool::run_and_report(arguments));
}
