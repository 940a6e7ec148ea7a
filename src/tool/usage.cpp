// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "tool/usage.hpp"

#include <cmath>

#include <boost/lexical_cast/try_lexical_convert.hpp>
#include <boost/program_options/errors.hpp>
#include <boost/program_options/parsers.hpp>
#include <boost/program_options/positional_options.hpp>
#include <boost/program_options/value_semantic.hpp>
#include <boost/program_options/variables_map.hpp>

#include "path_text.hpp"

namespace filelock
{
namespace tool
{

namespace po = boost::program_options;

void parse(std::vector<std::string> const& arguments,
           po::options_description const& known, std::vector<std::string>& operands)
{
    po::options_description all;
    all.add(known).add_options()("operand", po::value(&operands));
    po::positional_options_description rest;
    rest.add("operand", -1);

    // An abbreviation that is unique today is not when there is one option more.
    int const style =
        po::command_line_style::unix_style & ~po::command_line_style::allow_guessing;
    try
    {
        po::variables_map values;
        po::command_line_parser parser(arguments);
        po::store(parser.options(all).positional(rest).style(style).run(), values);
        po::notify(values);
    }
    catch (po::error const& wrong)
    {
        throw usage_error(wrong.what());
    }
}

po::typed_value<std::string>* lock_path_value(boost::filesystem::path& where)
{
    return po::value<std::string>()->value_name("PATH")->notifier(
        [&where](std::string const& name)
        {
            if (name.empty())
            {
                throw usage_error("the PATH of --lock-path is empty");
            }
            where = path_of(name);
        });
}

po::typed_value<std::string>* scheme_value(std::string& name)
{
    return po::value(&name)->value_name("NAME");
}

void add_where(po::options_description& to, boost::filesystem::path& lock_path,
               std::string& scheme)
{
    to.add_options()("lock-path", lock_path_value(lock_path),
                     "the lock is kept in PATH instead of TARGET.lock");
    to.add_options()("scheme", scheme_value(scheme),
                     "how the lock is kept, instead of what its file tells");
}

double parse_seconds(std::string const& text)
{
    double seconds = 0;
    bool const is_number = boost::conversion::try_lexical_convert(text, seconds);
    if (!is_number || !std::isfinite(seconds) || seconds < 0)
    {
        throw usage_error("\"" + text + "\" is no number of seconds");
    }
    return seconds;
}

int parse_exit_code(std::string const& text)
{
    int code = 0;
    if (!boost::conversion::try_lexical_convert(text, code) || code < 0 || code > 255)
    {
        throw usage_error("\"" + text + "\" is no exit code, which is 0 to 255");
    }
    return code;
}

}  // namespace tool
}  // namespace filelock
