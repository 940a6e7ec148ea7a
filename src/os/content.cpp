// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/content.hpp"

#include <array>

/// What is the same on all systems.

namespace filelock
{
namespace os
{

std::string read_all(file const& opened, error_code& ec)
{
    std::string bytes;
    std::array<char, 65536> part;
    std::size_t length = 0;
    do
    {
        length = read_some(opened, part.data(), part.size(), ec);
        bytes.append(part.data(), length);
    } while (length != 0);
    return bytes;
}

}  // namespace os
}  // namespace filelock
