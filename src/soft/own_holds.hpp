// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_SOFT_OWN_HOLDS_HPP_INCLUDED
#define FILELOCK_SOFT_OWN_HOLDS_HPP_INCLUDED

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

    void add(std::string const& bearer, thread_id thread);
    void remove(std::string const& bearer) noexcept;
    std::optional<thread_id> find(std::string const& bearer) const;

private:
    mutable std::mutex mutex_;
    std::map<std::string, thread_id> threads_;
};

}  // namespace soft
}  // namespace filelock

#endif
