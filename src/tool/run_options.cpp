// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "tool/run_options.hpp"

#include <algorithm>
#include <sstream>

#include <boost/optional.hpp>
#include <boost/program_options/options_description.hpp>
#include <boost/program_options/value_semantic.hpp>

#include "tool/make_lock.hpp"
#include "tool/usage.hpp"

namespace filelock
{
namespace tool
{

namespace
{

namespace po = boost::program_options;

struct raw_options
{
    bool shared = false;
    bool exclusive = false;
    bool exclusive_e = false;
    bool nonblock = false;
    boost::optional<std::string> seconds;
    boost::optional<std::string> code;
};

po::options_description describe_options(run_options& to, raw_options& raw)
{
    po::options_description options("Options");
    auto const add = [&options](char const* names, auto* where, char const* what)
    { options.add_options()(names, where, what); };
    add("shared,s", po::bool_switch(&raw.shared),
        "share the lock with others that share it");
    add("exclusive,x", po::bool_switch(&raw.exclusive),
        "have the lock alone (the default; also -e)");
    add("nonblock,nb,n", po::bool_switch(&raw.nonblock), "do not wait, but fail");
    add("wait,timeout,w", po::value(&raw.seconds)->value_name("SECONDS"),
        "wait no longer than that; a fraction is allowed");
    add("conflict-exit-code,E", po::value(&raw.code)->value_name("CODE"),
        "exit with CODE instead of 1 if the lock was not to be had with -n or -w");
    add("scheme", scheme_value(to.scheme),
        ("how the lock is kept: " + known_schemes()).c_str());
    add("lock-path", lock_path_value(to.lock_path),
        "keep the lock in PATH instead of TARGET.lock");
    add("note", po::value(&to.note)->value_name("TEXT"),
        "shown to whoever asks who holds the lock");
    add("verbose", po::bool_switch(&to.verbose),
        "say when a wait begins and how long it took");
    add("help,h", po::bool_switch(&to.help), "show this and exit");
    return options;
}

void reject_contradictions(raw_options const& raw)
{
    if (raw.shared && (raw.exclusive || raw.exclusive_e))
    {
        throw usage_error("-s and -x contradict each other");
    }
    if (raw.nonblock && raw.seconds)
    {
        throw usage_error("-n and -w contradict each other");
    }
}

void interpret(raw_options const& raw, run_options& to)
{
    reject_contradictions(raw);
    to.mode = raw.shared ? lock_mode::shared : lock_mode::exclusive;
    if (raw.nonblock)
    {
        to.timeout.emplace(0);
    }
    if (raw.seconds)
    {
        to.timeout.emplace(parse_seconds(*raw.seconds));
    }
    if (raw.code)
    {
        to.conflict_code = parse_exit_code(*raw.code);
    }
}

void take_operands(std::vector<std::string> const& operands, run_options& to)
{
    if (operands.empty() || operands.front().empty())
    {
        throw usage_error("TARGET is missing");
    }
    if (operands.size() > 1)
    {
        throw usage_error("more than one TARGET before the \"--\"");
    }
    to.target = operands.front();
}

bool asks_for_help(std::vector<std::string> const& arguments)
{
    return std::any_of(arguments.begin(), arguments.end(),
                       [](auto const& each) { return each == "-h" || each == "--help"; });
}

}  // namespace

run_options parse_run_options(std::vector<std::string> const& arguments)
{
    // Cut first, so that no option of the command's is taken for ours.
    auto const cut = std::find(arguments.begin(), arguments.end(), "--");
    if (cut == arguments.end() && !asks_for_help(arguments))
    {
        throw usage_error("no \"--\" before the COMMAND");
    }
    run_options result;
    raw_options raw;
    po::options_description known = describe_options(result, raw);
    known.add_options()(",e", po::bool_switch(&raw.exclusive_e));
    std::vector<std::string> operands;
    parse({arguments.begin(), cut}, known, operands);
    if (result.help)
    {
        return result;
    }
    interpret(raw, result);
    take_operands(operands, result);
    if (cut + 1 == arguments.end())
    {
        throw usage_error("the COMMAND after \"--\" is missing");
    }
    result.command.assign(cut + 1, arguments.end());
    return result;
}

std::string run_help()
{
    run_options unused;
    raw_options raw;
    std::ostringstream text;
    text << "filelock run [OPTION...] TARGET -- COMMAND [ARG...]\n\n"
            "Runs COMMAND while holding the lock of TARGET, which is kept in "
            "TARGET.lock.\n\n"
         << describe_options(unused, raw)
         << "\nThe exit status is COMMAND's, 128+n if signal n killed it; 1 or CODE if "
            "the\n"
            "lock was not to be had in time, 64 for a wrong command line, 69 if locking\n"
            "failed, 126 if COMMAND cannot be executed, 127 if it was not found.\n";
    return text.str();
}

}  // namespace tool
}  // namespace filelock
