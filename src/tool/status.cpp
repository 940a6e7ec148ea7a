// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include <iostream>

#include <boost/filesystem/path.hpp>
#include <boost/program_options/options_description.hpp>
#include <boost/program_options/value_semantic.hpp>

#include <filelock/error.hpp>

#include "path_text.hpp"
#include "tool/command.hpp"
#include "tool/lock_report.hpp"
#include "tool/text.hpp"
#include "tool/usage.hpp"

namespace filelock
{
namespace tool
{

namespace
{

namespace po = boost::program_options;

struct status_options
{
    bool help = false;
    bool json = false;
    bool semaphore = false;
    boost::filesystem::path lock_path;
    std::string scheme;
    std::vector<std::string> targets;
};

po::options_description describe_options(status_options& to)
{
    po::options_description options("Options");
    options.add_options()("json", po::bool_switch(&to.json), "print an array of objects");
    options.add_options()("semaphore", po::bool_switch(&to.semaphore),
                          "of the semaphore in TARGET.semaphore: who holds its slots");
    add_where(options, to.lock_path, to.scheme);
    options.add_options()("help,h", po::bool_switch(&to.help), "show this and exit");
    return options;
}

void print_status_help()
{
    status_options unused;
    std::cout
        << "filelock status [OPTION...] TARGET...\n\n"
           "Tells of each TARGET whether it is locked, by whom and since when, and\n"
           "whether they are alive. Changes nothing.\n\n"
        << describe_options(unused)
        << "\nThe exit status is 0, locked or not; 64 for a wrong command line, 69 if "
           "it\n"
           "cannot be told of every TARGET, or if the output cannot be written.\n";
}

void check(status_options const& chosen)
{
    if (chosen.targets.empty())
    {
        throw usage_error("TARGET is missing");
    }
    for (std::string const& target : chosen.targets)
    {
        if (target.empty())
        {
            throw usage_error("a TARGET is empty");
        }
    }
    if (!chosen.lock_path.empty() && chosen.targets.size() > 1)
    {
        throw usage_error("--lock-path is the lock of one TARGET, not of several");
    }
}

int status(std::vector<std::string> const& arguments)
{
    status_options chosen;
    parse(arguments, describe_options(chosen), chosen.targets);
    if (chosen.help)
    {
        print_status_help();
        return exit_success;
    }
    check(chosen);
    std::vector<lock_report> reports;
    int result = exit_success;
    for (std::string const& target : chosen.targets)
    {
        auto const look = chosen.semaphore ? &look_at_semaphore : &look_at;
        reports.push_back(look(path_of(target), chosen.lock_path, chosen.scheme));
        if (!reports.back().failure.empty())
        {
            tell(reports.back().failure);
            result = exit_unavailable;
        }
    }
    chosen.json ? print_json(reports, std::cout) : print_text(reports, std::cout);
    return result;
}

}  // namespace

command const status_command = {"status", "who holds a lock, since when, alive or not",
                                &status};

}  // namespace tool
}  // namespace filelock
