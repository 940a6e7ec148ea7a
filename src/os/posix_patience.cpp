// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/patience.hpp"

namespace filelock
{
namespace os
{

bool patience::allows_another(boost::system::error_code const&)
{
    return false;
}

}  // namespace os
}  // namespace filelock
