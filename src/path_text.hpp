// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_PATH_TEXT_HPP_INCLUDED
#define FILELOCK_PATH_TEXT_HPP_INCLUDED

#include <string>
#include <string_view>

#include <boost/filesystem/path.hpp>
#include <boost/locale/encoding_utf.hpp>

namespace filelock
{

/// Names of files as text, and back: bytes as they are, or, on Windows, where names are
/// wide, UTF-8. Boost.Filesystem itself would there take the text for one in the code
/// page of the machine, which lacks most characters.

namespace detail
{

inline std::string to_text(std::string const& name)
{
    return name;
}

/// What is not UTF-16, which Windows would let pass, is left out.
inline std::string to_text(std::wstring const& name)
{
    return boost::locale::conv::utf_to_utf<char>(name);
}

inline void from_text(std::string_view text, std::string& name)
{
    name = text;
}

inline void from_text(std::string_view text, std::wstring& name)
{
    name =
        boost::locale::conv::utf_to_utf<wchar_t>(text.data(), text.data() + text.size());
}

}  // namespace detail

inline std::string text_of(boost::filesystem::path const& name)
{
    return detail::to_text(name.native());
}

inline boost::filesystem::path path_of(std::string_view text)
{
    boost::filesystem::path::string_type name;
    detail::from_text(text, name);
    return name;
}

}  // namespace filelock

#endif
