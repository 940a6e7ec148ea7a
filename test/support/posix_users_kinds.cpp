// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "support/users_kinds.hpp"

#include <functional>
#include <mutex>
#include <set>

#include "../../example/semaphore_scheme.hpp"

namespace test
{

namespace
{

using boost::filesystem::path;

/// What this process's tests have used and killed holders have left behind.
class semaphore_sets
{
public:
    ~semaphore_sets()
    {
        for (key_t const each : used_)
        {
            semctl(semget(each, 0, 0), 0, IPC_RMID);
        }
    }

    void add(key_t one)
    {
        std::lock_guard<std::mutex> const lock(mutex_);
        used_.insert(one);
    }

private:
    std::mutex mutex_;
    std::set<key_t> used_;
};

/// The example's: a lock path stands for a number, which two paths hardly share.
struct semaphore_kind
{
    static constexpr char const* name = "semaphores";
    static constexpr char const* scheme_name = "semaphores";

    static filelock::custom_lock make(path const& target, filelock::options const& how)
    {
        auto const file = lock_path_of(target, how);
        auto const number =
            static_cast<key_t>(std::hash<std::string>()(file.string()) | 1U);
        static semaphore_sets sets;
        sets.add(number);
        return {target, std::make_unique<semaphore_scheme>(number), how};
    }
};

}  // namespace

std::vector<kind> users_kinds()
{
    return {users_kind<custom_kind>(), users_kind<semaphore_kind>()};
}

}  // namespace test
