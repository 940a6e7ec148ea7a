// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TOOL_USAGE_HPP_INCLUDED
#define FILELOCK_TOOL_USAGE_HPP_INCLUDED

#include <iosfwd>
#include <stdexcept>
#include <string>
#include <vector>

#include <boost/filesystem/path.hpp>
#include <boost/program_options/options_description.hpp>
#include <boost/program_options/value_semantic.hpp>

namespace filelock
{
namespace tool
{

/// The command line makes no sense. Thrown before anything is touched.
class usage_error : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

/// Parses `arguments`; what is no option goes to `operands`, in its order. The values go
/// to the variables that `known` names. Throws: usage_error.
void parse(std::vector<std::string> const& arguments,
           boost::program_options::options_description const& known,
           std::vector<std::string>& operands);

/// The value of --lock-path: any name but the empty one.
boost::program_options::typed_value<std::string>*
lock_path_value(boost::filesystem::path& where);

/// The value of --scheme: a scheme's name, which is not checked here.
boost::program_options::typed_value<std::string>* scheme_value(std::string& name);

/// Adds the options --lock-path and --scheme of a command that looks what is there.
void add_where(boost::program_options::options_description& to,
               boost::filesystem::path& lock_path, std::string& scheme);

/// A count of seconds, with a fraction if need be, not negative. Throws: usage_error.
double parse_seconds(std::string const& text);

/// 0 to 255. Throws: usage_error.
int parse_exit_code(std::string const& text);

}  // namespace tool
}  // namespace filelock

#endif
