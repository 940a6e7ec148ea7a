// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include <filelock/hard_lock.hpp>

#include <memory>
#include <utility>

#include "hard/hard_scheme.hpp"

namespace filelock
{

hard_lock::hard_lock(boost::filesystem::path target, options how_to)
    : lock_base(target, how_to,
                std::make_unique<hard::hard_scheme>(lock_path_of(target, how_to), how_to,
                                                    hard::purpose::lock))
{
}

bool hard_lock::previous_owner_died() const noexcept
{
    return static_cast<hard::hard_scheme const&>(kept_by()).previous_owner_died();
}

}  // namespace filelock
