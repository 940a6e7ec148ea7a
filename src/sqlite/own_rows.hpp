// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_SQLITE_OWN_ROWS_HPP_INCLUDED
#define FILELOCK_SQLITE_OWN_ROWS_HPP_INCLUDED

#include <algorithm>
#include <map>
#include <mutex>
#include <string>
#include <utility>

#include <filelock/scheme.hpp>

namespace filelock
{
namespace sqlite
{

/// The tokens of the rows that one lock object has in its database. Thread-safe.
///
/// What it is to remember comes as nodes, made before the row is written: afterwards
/// nothing may fail any more.
class own_rows
{
public:
    struct hold
    {
        std::string token;
        lock_mode mode;
    };
    using holds = std::multimap<thread_id, hold>;
    using gates = std::map<thread_id, std::string>;  ///< By the thread that waits.

    static holds::node_type make_hold(thread_id thread, hold what)
    {
        holds one;
        one.emplace(thread, std::move(what));
        return one.extract(one.begin());
    }

    static gates::node_type make_gate(thread_id thread, std::string token)
    {
        gates one;
        one.emplace(thread, std::move(token));
        return one.extract(one.begin());
    }

    void add(holds::node_type one)
    {
        std::lock_guard<std::mutex> const lock(mutex_);
        holds_.insert(std::move(one));
    }

    /// An empty node if there is no such hold.
    holds::node_type take_out(thread_id thread, lock_mode mode)
    {
        std::lock_guard<std::mutex> const lock(mutex_);
        for (auto each = holds_.lower_bound(thread);
             each != holds_.end() && each->first == thread; ++each)
        {
            if (each->second.mode == mode)
            {
                return holds_.extract(each);
            }
        }
        return {};
    }

    /// The token of such a hold; empty if there is none.
    std::string token_of(thread_id thread, lock_mode mode) const
    {
        std::lock_guard<std::mutex> const lock(mutex_);
        auto const mine = holds_.equal_range(thread);
        auto const found =
            std::find_if(mine.first, mine.second,
                         [mode](auto const& each) { return each.second.mode == mode; });
        return found != mine.second ? found->second.token : std::string();
    }

    void add(gates::node_type one)
    {
        std::lock_guard<std::mutex> const lock(mutex_);
        gates_.insert(std::move(one));
    }

    void forget_gate(thread_id thread)
    {
        std::lock_guard<std::mutex> const lock(mutex_);
        gates_.erase(thread);
    }

    /// Empty if it has none.
    std::string gate_of(thread_id thread) const
    {
        std::lock_guard<std::mutex> const lock(mutex_);
        auto const found = gates_.find(thread);
        return found != gates_.end() ? found->second : std::string();
    }

private:
    mutable std::mutex mutex_;
    holds holds_;
    gates gates_;
};

}  // namespace sqlite
}  // namespace filelock

#endif
