// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_UTF8_HPP_INCLUDED
#define FILELOCK_UTF8_HPP_INCLUDED

#include <string_view>

#include <boost/locale/utf.hpp>

namespace filelock
{

/// The first character of a text that is meant to be UTF-8.
struct utf8_character
{
    std::string_view bytes;
    bool printable;  ///< Neither a control character nor a byte that is not UTF-8.
};

/// A byte that is not UTF-8 counts as one. Precondition: `text` is not empty.
inline utf8_character first_character(std::string_view text)
{
    namespace utf = boost::locale::utf;
    char const* end = text.data();
    utf::code_point const value =
        utf::utf_traits<char>::decode(end, text.data() + text.size());
    if (value == utf::illegal || value == utf::incomplete)
    {
        return {text.substr(0, 1), false};
    }
    // U+0080 to U+009F are control characters too; a terminal may obey them.
    bool const is_control = value < 0x20 || (value >= 0x7f && value < 0xa0);
    return {text.substr(0, static_cast<std::size_t>(end - text.data())), !is_control};
}

}  // namespace filelock

#endif
