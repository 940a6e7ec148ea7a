// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "lock_base_impl.hpp"

#include <algorithm>
#include <iterator>

/// A lock that a thread may take again: the holds that its scheme does not know of.

namespace filelock
{

void lock_base::count_holds()
{
    impl_->repeated = std::make_unique<repetitions>();
}

/// What is held shared does not become exclusive in this way: two threads that tried it
/// would wait for each other for ever. try_unlock_shared_and_lock() is for that.
bool lock_base::impl::take_again(thread_id thread, lock_mode mode)
{
    auto const has = held->find(thread);
    if (!repeated || !has || (mode == lock_mode::exclusive && *has == lock_mode::shared))
    {
        return false;
    }
    if (auto* const all = repeated->find(thread))
    {
        all->push_back(mode);
    }
    else
    {
        repeated->begin(thread, *has, mode);
    }
    return true;
}

namespace
{

/// Whether the scheme's hold changes when the last one of that mode does.
bool is_last_writer(repetitions::stack const& all, lock_mode mode)
{
    return mode == lock_mode::exclusive
        && std::count(all.begin(), all.end(), lock_mode::exclusive) == 1;
}

}  // namespace

void lock_base::impl::give_back_one_of(thread_id thread, repetitions::stack& all,
                                       std::optional<lock_mode> only, error_code& ec)
{
    lock_mode const mode = only.value_or(all.back());
    auto const latest = std::find(all.rbegin(), all.rend(), mode);
    if (latest == all.rend())
    {
        ec = why_not_mine();
        return;
    }
    if (is_last_writer(all, mode)
        && !convert_hold(thread, lock_mode::exclusive, lock_mode::shared, ec))
    {
        return;
    }
    all.erase(std::next(latest).base());
    if (all.size() == 1)
    {
        repeated->end(thread);
    }
}

bool lock_base::impl::convert_one_of(thread_id thread, repetitions::stack& all,
                                     lock_mode from, lock_mode to, error_code& ec)
{
    auto const latest = std::find(all.rbegin(), all.rend(), from);
    if (latest == all.rend())
    {
        ec = why_not_mine();
        return false;
    }
    bool const writes_already = held->find(thread) == lock_mode::exclusive;
    bool const changes =
        to == lock_mode::exclusive ? !writes_already : is_last_writer(all, from);
    if (changes && !convert_hold(thread, from, to, ec))
    {
        return false;
    }
    *latest = to;
    return true;
}

}  // namespace filelock
