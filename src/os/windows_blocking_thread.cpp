// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/blocking_thread.hpp"

#include <windows.h>

#include <process.h>

#include <atomic>
#include <new>

#include "os/windows_error.hpp"

namespace filelock
{
namespace os
{

struct blocking_thread::state
{
    HANDLE thread = nullptr;
    blocking_work* work = nullptr;
    std::atomic<bool> is_cancelled{false};

    static unsigned __stdcall run(void* argument)
    {
        auto& self = *static_cast<state*>(argument);
        blocking_work& work = *self.work;
        work.block();
        // What has been called off is not to finish; a detached thread outlives `self`.
        if (!self.is_cancelled)
        {
            work.finish();
        }
        return 0;
    }
};

blocking_thread::blocking_thread() noexcept = default;

blocking_thread::~blocking_thread() = default;

void blocking_thread::start(blocking_work& work, boost::system::error_code& ec) noexcept
{
    ec.clear();
    state_.reset(new (std::nothrow) state);
    if (!state_)
    {
        ec = make_error_code(boost::system::errc::not_enough_memory);
        return;
    }
    state_->work = &work;
    auto const made = ::_beginthreadex(nullptr, 0, &state::run, state_.get(), 0, nullptr);
    if (made == 0)
    {
        ec.assign(errno, boost::system::generic_category());
        return;
    }
    state_->thread = reinterpret_cast<HANDLE>(made);
}

void blocking_thread::cancel_and_join() noexcept
{
    constexpr DWORD until_next_attempt = 1;
    state_->is_cancelled = true;
    do
    {
        // It may not have got into the system yet, where alone it can be cancelled.
        ::CancelSynchronousIo(state_->thread);
    } while (::WaitForSingleObject(state_->thread, until_next_attempt) == WAIT_TIMEOUT);
    ::CloseHandle(state_->thread);
}

void blocking_thread::join() noexcept
{
    ::WaitForSingleObject(state_->thread, INFINITE);
    ::CloseHandle(state_->thread);
}

bool blocking_thread::can_be_cancelled() noexcept
{
    return !is_wine();
}

void blocking_thread::detach() noexcept
{
    ::CloseHandle(state_->thread);
}

}  // namespace os
}  // namespace filelock
