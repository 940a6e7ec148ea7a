// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "tool/lock_options.hpp"

#include <algorithm>

#include <boost/program_options/value_semantic.hpp>

#include "path_text.hpp"
#include "tool/make_lock.hpp"
#include "tool/usage.hpp"

namespace filelock
{
namespace tool
{

namespace
{

namespace po = boost::program_options;

void set_timeout(lock_options& values, double seconds)
{
    if (values.timeout)
    {
        throw usage_error("-n and -w contradict each other");
    }
    values.timeout.emplace(seconds);
}

po::typed_value<bool>* nonblock_value(lock_options& values)
{
    return po::bool_switch()->notifier(
        [&values](bool is_given)
        {
            if (is_given)
            {
                set_timeout(values, 0);
            }
        });
}

po::typed_value<std::string>* wait_value(lock_options& values)
{
    return po::value<std::string>()->value_name("SECONDS")->notifier(
        [&values](std::string const& text) { set_timeout(values, parse_seconds(text)); });
}

po::typed_value<std::string>* conflict_code_value(lock_options& values)
{
    return po::value<std::string>()->value_name("CODE")->notifier(
        [&values](std::string const& text)
        { values.conflict_code = parse_exit_code(text); });
}

bool asks_for_help(std::vector<std::string> const& arguments)
{
    return std::any_of(arguments.begin(), arguments.end(),
                       [](auto const& each) { return each == "-h" || each == "--help"; });
}

}  // namespace

void add_lock_options(po::options_description& to, lock_options& values,
                      std::string const& default_path)
{
    auto const add = [&to](char const* names, auto* where, std::string const& what)
    { to.add_options()(names, where, what.c_str()); };
    add("nonblock,nb,n", nonblock_value(values), "do not wait, but fail");
    add("wait,timeout,w", wait_value(values),
        "wait no longer than that; a fraction is allowed");
    add("conflict-exit-code,E", conflict_code_value(values),
        "exit with CODE instead of 1 if the lock was not to be had with -n or -w");
    add("scheme", scheme_value(values.scheme),
        "how the lock is kept: " + known_schemes());
    add("lock-path", lock_path_value(values.lock_path),
        "keep the lock in PATH instead of " + default_path);
    add("note", po::value(&values.note)->value_name("TEXT"),
        "shown to whoever asks who holds the lock");
    add("verbose", po::bool_switch(&values.verbose),
        "say when a wait begins and how long it took");
    add("help,h", po::bool_switch(&values.help), "show this and exit");
}

divided_arguments divide(std::vector<std::string> const& arguments)
{
    auto const cut = std::find(arguments.begin(), arguments.end(), "--");
    if (cut == arguments.end())
    {
        if (!asks_for_help(arguments))
        {
            throw usage_error("no \"--\" before the COMMAND");
        }
        return {arguments, {}};
    }
    return {{arguments.begin(), cut}, {cut + 1, arguments.end()}};
}

void require_command(divided_arguments const& arguments)
{
    if (arguments.command.empty())
    {
        throw usage_error("the COMMAND after \"--\" is missing");
    }
}

boost::filesystem::path single_operand(std::vector<std::string> const& operands,
                                       std::string const& name)
{
    if (operands.empty() || operands.front().empty())
    {
        throw usage_error(name + " is missing");
    }
    if (operands.size() > 1)
    {
        throw usage_error("more than one " + name);
    }
    return path_of(operands.front());
}

}  // namespace tool
}  // namespace filelock
