// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/blocking_thread.hpp"

#include <pthread.h>

#include <csignal>
#include <new>

namespace filelock
{
namespace os
{

namespace
{

/// Asked for, and of no use. Not on the stack: a cancelled thread leaves its frames
/// without clearing up, and the address sanitizer takes what is later there for stray.
thread_local int state_before = 0;

extern "C" void* run_blocking_work(void* argument)
{
    auto& work = *static_cast<blocking_work*>(argument);
    work.block();
    ::pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &state_before);
    work.finish();
    return nullptr;
}

}  // namespace

struct blocking_thread::state
{
    pthread_t id;
};

blocking_thread::blocking_thread() noexcept = default;

blocking_thread::~blocking_thread() = default;

void blocking_thread::start(blocking_work& work, boost::system::error_code& ec) noexcept
{
    if (!state_)
    {
        state_.reset(new (std::nothrow) state{});
    }
    if (!state_)
    {
        ec = make_error_code(boost::system::errc::not_enough_memory);
        return;
    }
    // The program's signals belong to its own threads: the new one inherits a full mask.
    sigset_t all;
    sigset_t before;
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_SETMASK, &all, &before);
    int const failed = ::pthread_create(&state_->id, nullptr, run_blocking_work, &work);
    ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
    ec.assign(failed, boost::system::system_category());
}

void blocking_thread::cancel_and_join() noexcept
{
    ::pthread_cancel(state_->id);
    ::pthread_join(state_->id, nullptr);
}

void blocking_thread::join() noexcept
{
    ::pthread_join(state_->id, nullptr);
}

bool blocking_thread::can_be_cancelled() noexcept
{
    return true;
}

void blocking_thread::detach() noexcept
{
    ::pthread_detach(state_->id);
}

}  // namespace os
}  // namespace filelock
