// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_SOFT_OWN_HOLDS_HPP_INCLUDED
#define FILELOCK_SOFT_OWN_HOLDS_HPP_INCLUDED

#include <atomic>
#include <limits>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include <filelock/scheme.hpp>

namespace filelock
{
namespace soft
{

/// Which thread of this process is behind each marker and entry that it has on disk, by
/// bearer: on disk there are only processes. Thread-safe; empty in a forked child.
class own_holds
{
public:
    static own_holds& instance();

    std::optional<thread_id> find(std::string const& bearer) const;

private:
    friend class own_hold;

    mutable std::mutex mutex_;
    std::map<std::string, std::atomic<thread_id> const*> threads_;
};

/// One hold in that table, as long as the object lives. It keeps its place there
/// between one hold and the next of the same bearer, so that these cost next to
/// nothing. Not to be destroyed in a forked child.
class own_hold
{
public:
    own_hold() = default;
    ~own_hold();
    own_hold(own_hold const&) = delete;
    own_hold& operator=(own_hold const&) = delete;

    void set(std::string const& bearer, thread_id thread);
    void clear() noexcept { thread_.store(nobody, std::memory_order_relaxed); }

private:
    friend class own_holds;
    static constexpr thread_id nobody = std::numeric_limits<thread_id>::max();

    void leave_table() noexcept;

    std::string bearer_;
    std::atomic<thread_id> thread_{nobody};
};

}  // namespace soft
}  // namespace filelock

#endif
