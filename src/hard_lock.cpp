// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include <filelock/hard_lock.hpp>

#include <memory>

#include "hard/hard_scheme.hpp"
#include "throw_error.hpp"

namespace filelock
{

hard_lock::hard_lock(boost::filesystem::path const& target, options const& how_to)
    : lock_base(target, how_to,
                std::make_unique<hard::hard_scheme>(lock_path_of(target, how_to), how_to,
                                                    hard::purpose::lock))
{
}

bool hard_lock::previous_owner_died() const noexcept
{
    return static_cast<hard::hard_scheme const&>(kept_by()).previous_owner_died();
}

std::optional<owner> hard_lock::left_behind() const
{
    error_code ec;
    auto found = left_behind(ec);
    if (ec)
    {
        throw_lock_error({"left_behind", ec, lock_path(), {}, {}});
    }
    return found;
}

std::optional<owner> hard_lock::left_behind(error_code& ec) const
{
    ec.clear();
    return static_cast<hard::hard_scheme&>(kept_by()).left_behind(ec);
}

}  // namespace filelock
