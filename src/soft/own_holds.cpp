// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "soft/own_holds.hpp"

#include "per_process.hpp"

namespace filelock
{
namespace soft
{

own_holds& own_holds::instance()
{
    static per_process<own_holds> one;
    return one.get();
}

void own_holds::add(std::string const& bearer, thread_id thread)
{
    std::lock_guard<std::mutex> const lock(mutex_);
    threads_[bearer] = thread;
}

void own_holds::remove(std::string const& bearer) noexcept
{
    std::lock_guard<std::mutex> const lock(mutex_);
    threads_.erase(bearer);
}

std::optional<thread_id> own_holds::find(std::string const& bearer) const
{
    std::lock_guard<std::mutex> const lock(mutex_);
    auto const found = threads_.find(bearer);
    return found != threads_.end() ? std::optional<thread_id>(found->second)
                                   : std::nullopt;
}

}  // namespace soft
}  // namespace filelock
