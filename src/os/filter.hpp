// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_OS_FILTER_HPP_INCLUDED
#define FILELOCK_OS_FILTER_HPP_INCLUDED

/// What a program makes of some bytes. Used only by the command-line tool.

#include <string>
#include <string_view>
#include <vector>

#include <boost/system/error_code.hpp>

#include "os/child.hpp"
#include "os/signals.hpp"

namespace filelock
{
namespace os
{

/// run_child() of a command that finds `input` on its standard input, and whose standard
/// output goes to `output`: what is there when the command itself has ended, so that
/// processes which it has left in the background are not waited for. A command need not
/// read all of its input.
///
/// Errors: those of run_child(), and what the pipes may have.
child_end run_filter(std::vector<std::string> const& command, std::string_view input,
                     std::string& output, held_signals const& signals,
                     boost::system::error_code& ec);

/// Everything that comes from standard input.
std::string read_standard_input(boost::system::error_code& ec);

}  // namespace os
}  // namespace filelock

#endif
