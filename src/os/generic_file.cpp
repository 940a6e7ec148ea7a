// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/file.hpp"

namespace filelock
{
namespace os
{

path name_for_reopening(file const&, path const& name)
{
    return name;
}

}  // namespace os
}  // namespace filelock
