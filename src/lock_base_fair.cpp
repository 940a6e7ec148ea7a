// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include <utility>

#include "fair_scheme.hpp"
#include "lock_base_impl.hpp"

/// A lock with a gate in front.

namespace filelock
{

void lock_base::stand_behind(lock_base&& gate)
{
    impl_->gate = gate.impl_->how.get();
    impl_->how =
        std::make_unique<fair_scheme>(std::move(impl_->how), std::move(gate.impl_->how));
}

scheme* lock_base::gate_kept_by() const noexcept
{
    impl_->mind_fork();
    return impl_->gate;
}

}  // namespace filelock
