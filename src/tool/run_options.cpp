// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "tool/run_options.hpp"

#include <sstream>

#include <boost/program_options/options_description.hpp>
#include <boost/program_options/value_semantic.hpp>

#include "tool/usage.hpp"

namespace filelock
{
namespace tool
{

namespace
{

namespace po = boost::program_options;

struct chosen_modes
{
    bool shared = false;
    bool exclusive = false;
    bool exclusive_e = false;
};

po::options_description describe_run(run_options& to, chosen_modes& modes)
{
    po::options_description options("Options");
    options.add_options()("shared,s", po::bool_switch(&modes.shared),
                          "share the lock with others that share it");
    options.add_options()("exclusive,x", po::bool_switch(&modes.exclusive),
                          "have the lock alone (the default; also -e)");
    add_lock_options(options, to, "TARGET.lock");
    return options;
}

lock_mode mode_of(chosen_modes const& modes)
{
    if (modes.shared && (modes.exclusive || modes.exclusive_e))
    {
        throw usage_error("-s and -x contradict each other");
    }
    return modes.shared ? lock_mode::shared : lock_mode::exclusive;
}

}  // namespace

run_options parse_run_options(std::vector<std::string> const& arguments)
{
    divided_arguments const divided = divide(arguments);
    run_options result;
    chosen_modes modes;
    po::options_description known = describe_run(result, modes);
    known.add_options()(",e", po::bool_switch(&modes.exclusive_e));
    std::vector<std::string> operands;
    parse(divided.own, known, operands);
    if (!result.help)
    {
        result.mode = mode_of(modes);
        result.target = single_operand(operands, "TARGET");
        require_command(divided);
        result.command = divided.command;
    }
    return result;
}

std::string run_help()
{
    run_options unused;
    chosen_modes modes;
    std::ostringstream text;
    text << "filelock run [OPTION...] TARGET -- COMMAND [ARG...]\n\n"
            "Runs COMMAND while holding the lock of TARGET, which is kept in "
            "TARGET.lock.\n\n"
         << describe_run(unused, modes)
         << "\nThe exit status is COMMAND's, 128+n if signal n killed it; 1 or CODE if "
            "the\n"
            "lock was not to be had in time, 64 for a wrong command line, 69 if locking\n"
            "failed, 126 if COMMAND cannot be executed, 127 if it was not found.\n";
    return text.str();
}

}  // namespace tool
}  // namespace filelock
