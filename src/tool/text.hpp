// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TOOL_TEXT_HPP_INCLUDED
#define FILELOCK_TOOL_TEXT_HPP_INCLUDED

#include <cstddef>
#include <string>
#include <string_view>

#include <boost/filesystem/path.hpp>

namespace filelock
{
namespace tool
{

/// `text` on one line that no terminal takes for a command: control characters and bytes
/// that are not UTF-8 become \n, \t or \xNN.
std::string printable(std::string_view text);

/// A text, or a path, for a message: printable, in double quotes.
std::string in_quotes(std::string const& text);
std::string in_quotes(boost::filesystem::path const& path);

/// The width on a terminal, at most: what is not ASCII may take two columns.
std::size_t columns_of(std::string_view text);

/// As much of the beginning as fits, whole characters only.
std::string_view cut_to(std::size_t columns, std::string_view text);

/// Such as "12 s", with so many digits after the point.
std::string seconds_text(double seconds, int digits);

/// One line on standard error, after the program's name.
void tell(std::string_view message);

}  // namespace tool
}  // namespace filelock

#endif
