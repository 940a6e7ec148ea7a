// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "tool/text.hpp"

#include <iomanip>
#include <iostream>
#include <sstream>

#include <boost/format.hpp>
#include <boost/locale/utf.hpp>

#include "path_text.hpp"

namespace filelock
{
namespace tool
{

namespace
{

using utf8 = boost::locale::utf::utf_traits<char>;

// The length of the character at the start of `text`; zero if it is none, or one that
// controls the terminal (the C1 controls do so, too).
std::size_t printable_length(std::string_view text)
{
    char const* next = text.data();
    auto const character = utf8::decode(next, text.data() + text.size());
    bool const is_control = character < 0x20 || (character >= 0x7f && character < 0xa0);
    if (!boost::locale::utf::is_valid_codepoint(character) || is_control)
    {
        return 0;
    }
    return static_cast<std::size_t>(next - text.data());
}

std::string escaped(char byte)
{
    switch (byte)
    {
    case '\n':
        return "\\n";
    case '\t':
        return "\\t";
    default:
        return str(boost::format("\\x%02x") % (static_cast<unsigned>(byte) & 0xffU));
    }
}

struct character
{
    std::size_t length;
    std::size_t columns;
};

character first_character(std::string_view text)
{
    std::size_t const length = printable_length(text);
    return length > 1 ? character{length, 2} : character{1, 1};
}

}  // namespace

std::string printable(std::string_view text)
{
    std::string result;
    while (!text.empty())
    {
        std::size_t const length = printable_length(text);
        result +=
            length == 0 ? escaped(text.front()) : std::string(text.substr(0, length));
        text.remove_prefix(length == 0 ? 1 : length);
    }
    return result;
}

std::string in_quotes(std::string const& text)
{
    return '"' + printable(text) + '"';
}

std::string in_quotes(boost::filesystem::path const& path)
{
    return in_quotes(text_of(path));
}

std::size_t columns_of(std::string_view text)
{
    std::size_t columns = 0;
    while (!text.empty())
    {
        character const next = first_character(text);
        columns += next.columns;
        text.remove_prefix(next.length);
    }
    return columns;
}

std::string_view cut_to(std::size_t columns, std::string_view text)
{
    std::size_t length = 0;
    while (length != text.size())
    {
        character const next = first_character(text.substr(length));
        if (next.columns > columns)
        {
            break;
        }
        columns -= next.columns;
        length += next.length;
    }
    return text.substr(0, length);
}

std::string seconds_text(double seconds, int digits)
{
    std::ostringstream text;
    text << std::fixed << std::setprecision(digits) << seconds << " s";
    return text.str();
}

void tell(std::string_view message)
{
    // In one piece, so that lines of several processes do not mix.
    std::cerr << "filelock: " + printable(message) + '\n';
}

}  // namespace tool
}  // namespace filelock
