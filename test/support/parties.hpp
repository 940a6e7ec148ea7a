// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_PARTIES_HPP_INCLUDED
#define FILELOCK_TEST_PARTIES_HPP_INCLUDED

/// Everybody who may hold one lock: threads, objects and processes, used alike.

#include <array>
#include <functional>
#include <string>

#include <boost/test/unit_test.hpp>

#include "support/every_lock.hpp"
#include "support/remote_lock.hpp"
#include "support/temporary_directory.hpp"
#include "support/worker.hpp"

namespace test
{

using filelock::lock_mode;

constexpr std::array<lock_mode, 2> both_modes = {lock_mode::shared, lock_mode::exclusive};

/// Somebody who may hold a lock.
struct party
{
    virtual ~party() = default;
    virtual bool try_lock(lock_mode mode) = 0;
    virtual void release() = 0;
};

/// An object of this process, used from the thread of the test or from another.
class local_party final : public party
{
public:
    explicit local_party(filelock::lock_base& lock, worker* thread = nullptr)
        : lock_(lock)
        , thread_(thread)
    {
    }

    bool try_lock(lock_mode mode) override
    {
        bool taken = false;
        run(
            [&] {
                taken = mode == lock_mode::shared ? lock_.try_lock_shared()
                                                  : lock_.try_lock();
            });
        return taken;
    }

    void release() override
    {
        run([this] { lock_.release(); });
    }

private:
    void run(std::function<void()> const& what)
    {
        thread_ != nullptr ? thread_->run(what) : what();
    }

    filelock::lock_base& lock_;
    worker* thread_;
};

class remote_party final : public party
{
public:
    remote_party(std::string const& kind, path const& lock_file)
        : lock_(peer_, kind, lock_file)
    {
    }

    bool try_lock(lock_mode mode) override { return lock_.try_lock(mode); }
    void release() override { lock_.release(); }

private:
    peer_process peer_;
    remote_lock lock_;
};

/// This thread, another thread with the same object, another object, and two processes.
struct parties : in_directory
{
    explicit parties(kind const& of) : which(of) {}

    kind const& which;
    some_lock lock = which.make(target);
    some_lock other_object = which.make(target);
    worker other_thread;
    local_party here{lock};
    local_party thread{lock, &other_thread};
    local_party object{other_object};
    remote_party process{which.name, lock_file};
    remote_party other_process{which.name, lock_file};

    template <class Function>
    void for_every_pair(Function check)
    {
        struct named
        {
            char const* name;
            party* who;
        };
        std::array<named, 5> const all = {{{"this thread", &here},
                                           {"another thread", &thread},
                                           {"another object", &object},
                                           {"a process", &process},
                                           {"another process", &other_process}}};
        for (named const& first : all)
        {
            for (named const& second : all)
            {
                BOOST_TEST_CONTEXT(first.name << " holds, " << second.name << " tries")
                if (first.who != second.who)
                {
                    check(*first.who, *second.who);
                }
            }
        }
    }
};

}  // namespace test

#endif
