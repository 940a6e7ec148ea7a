// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/file_system.hpp"

namespace filelock
{
namespace os
{

/// POSIX does not say.
bool is_on_network(boost::filesystem::path const&) noexcept
{
    return false;
}

}  // namespace os
}  // namespace filelock
