// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/windows_console.hpp"

#include <algorithm>
#include <cerrno>
#include <string_view>

#include <boost/locale/encoding_utf.hpp>

namespace filelock
{
namespace os
{

console_buffer::int_type console_buffer::overflow(int_type byte)
{
    if (!traits_type::eq_int_type(byte, traits_type::eof()))
    {
        std::lock_guard<std::mutex> const guard(mutex_);
        text_ += traits_type::to_char_type(byte);
    }
    return traits_type::not_eof(byte);
}

std::streamsize console_buffer::xsputn(char const* bytes, std::streamsize count)
{
    std::lock_guard<std::mutex> const guard(mutex_);
    text_.append(bytes, static_cast<std::size_t>(count));
    return count;
}

int console_buffer::sync()
{
    // Older consoles take no more than some ten thousand at once.
    constexpr std::size_t longest_part = 8192;
    std::lock_guard<std::mutex> const guard(mutex_);
    std::wstring const wide = boost::locale::conv::utf_to_utf<wchar_t>(text_);
    text_.clear();
    std::wstring_view rest = wide;
    while (!rest.empty())
    {
        std::size_t length = std::min(rest.size(), longest_part);
        if (length != rest.size() && IS_HIGH_SURROGATE(rest[length - 1]))
        {
            --length;  // Half a character.
        }
        DWORD printed = 0;
        if (WriteConsoleW(console_, rest.data(), static_cast<DWORD>(length), &printed,
                          nullptr)
            == 0)
        {
            errno = EIO;  // Which says why a stream has failed.
            return -1;
        }
        rest.remove_prefix(printed);
    }
    return 0;
}

}  // namespace os
}  // namespace filelock
