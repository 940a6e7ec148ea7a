// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_OS_BLOCKING_THREAD_HPP_INCLUDED
#define FILELOCK_OS_BLOCKING_THREAD_HPP_INCLUDED

/// A thread that blocks in a system call in place of others. Knows nothing about locks.

#include <memory>

#include <boost/system/error_code.hpp>

namespace filelock
{
namespace os
{

/// What such a thread does.
class blocking_work
{
public:
    /// Blocks. May be cut short by cancel_and_join() inside any system call that is a
    /// cancellation point, and then does not return: it must own nothing that needs a
    /// destructor to run.
    virtual void block() = 0;

    /// Called after block() has returned; cannot be cut short any more.
    virtual void finish() noexcept = 0;

protected:
    ~blocking_work() = default;
};

/// A handle like std::thread's, for a thread that can be cancelled. Runs no signal
/// handlers. A thread that is never joined does not keep the process from exiting.
class blocking_thread
{
public:
    blocking_thread() noexcept;
    ~blocking_thread();
    blocking_thread(blocking_thread const&) = delete;
    blocking_thread& operator=(blocking_thread const&) = delete;

    /// Precondition: no thread runs under this handle. `work` outlives the thread.
    /// Errors: the system's.
    void start(blocking_work& work, boost::system::error_code& ec) noexcept;

    /// Ends the thread in block(), or waits for its finish(). Preconditions: started,
    /// neither joined nor detached; can_be_cancelled().
    void cancel_and_join() noexcept;

    /// Waits for its finish(). Precondition: started, neither joined nor detached.
    void join() noexcept;

    /// Whether the system can end a call that blocks in another thread.
    static bool can_be_cancelled() noexcept;

    /// Lets it end by itself. Same precondition.
    void detach() noexcept;

private:
    struct state;
    std::unique_ptr<state> state_;
};

}  // namespace os
}  // namespace filelock

#endif
