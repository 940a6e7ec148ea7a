// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_REMOTE_LOCK_HPP_INCLUDED
#define FILELOCK_TEST_REMOTE_LOCK_HPP_INCLUDED

#include <chrono>
#include <string>

#include <boost/filesystem/path.hpp>

#include <filelock/lock_mode.hpp>

#include "support/location.hpp"
#include "support/peer_process.hpp"

namespace test
{

/// What another process does while the test watches; the counterpart of task.
class remote_task
{
public:
    remote_task(peer_process& in, std::string thread)
        : in_(&in)
        , thread_(std::move(thread))
    {
    }

    bool is_done() const { return in_->has_answered(thread_); }

    /// Whether it is still not done after a short while.
    bool is_blocked(location where = location::here()) const;

    /// Its answer, see peer_lock.hpp.
    std::string get(location where = location::here());

private:
    peer_process* in_;
    std::string thread_;
};

/// A lock object in a peer, used from here.
class remote_lock
{
public:
    remote_lock(peer_process& in, std::string const& kind,
                boost::filesystem::path const& file, std::string const& options = "",
                location where = location::here());

    /// Does not wait; says whether it has been taken.
    bool try_lock(filelock::lock_mode mode = filelock::lock_mode::exclusive,
                  location where = location::here());

    /// Begins to wait, in a thread of the peer.
    remote_task start_lock(filelock::lock_mode mode = filelock::lock_mode::exclusive,
                           std::string const& thread = "main");
    remote_task start_lock_for(std::chrono::milliseconds timeout,
                               filelock::lock_mode mode = filelock::lock_mode::exclusive,
                               std::string const& thread = "main");

    /// Takes what must be free.
    void lock(filelock::lock_mode mode = filelock::lock_mode::exclusive,
              location where = location::here());

    /// Begins to release.
    remote_task start_release();

    /// Releases what must be held.
    void release(location where = location::here());

    /// Any other command on the lock, such as "died"; its answer.
    std::string ask(std::string const& what, location where = location::here());

    peer_process& process() const { return *in_; }

private:
    std::string command(std::string const& verb) const { return verb + ' ' + name_; }

    peer_process* in_;
    std::string name_;
};

/// Whether a process that has nothing to do with this one can take the lock; it gives it
/// back at once.
bool is_free(boost::filesystem::path const& lock_file,
             filelock::lock_mode mode = filelock::lock_mode::exclusive,
             location where = location::here());

}  // namespace test

#endif
