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

std::optional<thread_id> own_holds::find(std::string const& bearer) const
{
    std::lock_guard<std::mutex> const lock(mutex_);
    auto const found = threads_.find(bearer);
    thread_id const thread = found != threads_.end()
        ? found->second->load(std::memory_order_relaxed)
        : own_hold::nobody;
    return thread != own_hold::nobody ? std::optional<thread_id>(thread) : std::nullopt;
}

own_hold::~own_hold()
{
    leave_table();
}

void own_hold::leave_table() noexcept
{
    if (!bearer_.empty())
    {
        own_holds& table = own_holds::instance();
        std::lock_guard<std::mutex> const lock(table.mutex_);
        table.threads_.erase(bearer_);
    }
}

void own_hold::set(std::string const& bearer, thread_id thread)
{
    if (bearer_ != bearer)
    {
        leave_table();
        bearer_ = bearer;
        own_holds& table = own_holds::instance();
        std::lock_guard<std::mutex> const lock(table.mutex_);
        table.threads_[bearer_] = &thread_;
    }
    thread_.store(thread, std::memory_order_relaxed);
}

}  // namespace soft
}  // namespace filelock
