// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "open_file_wait.hpp"

#include <algorithm>
#include <chrono>
#include <thread>

#include <filelock/error.hpp>
#include <filelock/options.hpp>

#include "backoff.hpp"
#include "os/blocking_thread.hpp"
#include "os/open_file.hpp"
#include "parking.hpp"

namespace filelock
{

namespace
{

/// A holder that is about to leave is not worth a thread: it costs 50 us to start one.
constexpr std::chrono::microseconds brief_wait{20};

/// A thread that waits in the kernel in place of the caller, who has to leave in time:
/// flock() can be waited for, but not for so long. It lives no longer than this object,
/// and the object no longer than the caller's wait.
///
/// Killed, the process has no lock. Paused, the caller finds the lock granted, or its
/// time over, when it goes on.
class helped_wait final : public os::blocking_work
{
public:
    helped_wait(native_handle handle, lock_mode mode) noexcept
        : handle_(handle)
        , mode_(mode)
    {
    }

    ~helped_wait() { end(); }
    helped_wait(helped_wait const&) = delete;
    helped_wait& operator=(helped_wait const&) = delete;

    void start(error_code& ec) noexcept
    {
        if (!os::blocking_thread::can_be_cancelled())
        {
            ec = make_error_code(boost::system::errc::not_supported);
            return;
        }
        thread_.start(*this, ec);
        is_running_ = !ec;
    }

    /// Whether the kernel has answered by then.
    bool answered_by(deadline const& until, error_code& ec)
    {
        answered_.park_until(until.point());
        end();
        ec = result_;
        return has_answered_;
    }

    void block() override { os::lock_open_file_cancellably(handle_, mode_, result_); }

    void finish() noexcept override
    {
        has_answered_ = true;
        answered_.unpark();
    }

private:
    /// Without an answer: the lock may have been granted in the last moment, to a thread
    /// that could not tell any more.
    void end() noexcept
    {
        if (is_running_)
        {
            is_running_ = false;
            thread_.cancel_and_join();
            if (!has_answered_)
            {
                os::unlock_open_file(handle_, result_);
            }
        }
    }

    native_handle handle_;
    lock_mode mode_;
    parking answered_;
    error_code result_;
    bool has_answered_ = false;  // The helper's, until it has been joined.
    bool is_running_ = false;
    os::blocking_thread thread_;
};

/// Some attempts, for as long as a thread would take to start. True if that settles it.
bool is_settled_briefly(native_handle handle, lock_mode mode, deadline const& until,
                        error_code& ec)
{
    auto const end = std::min(until.point(), deadline::clock::now() + brief_wait);
    while (!os::try_lock_open_file(handle, mode, ec) && !ec)
    {
        if (deadline::clock::now() >= end)
        {
            return false;
        }
        std::this_thread::yield();
    }
    return true;
}

/// For want of a thread: better slow than failed.
bool lock_by_looking(native_handle handle, lock_mode mode, deadline const& until,
                     error_code& ec)
{
    backoff pause(std::chrono::milliseconds(1), options().poll_interval);
    while (!os::try_lock_open_file(handle, mode, ec) && !ec)
    {
        if (until.passed())
        {
            return false;
        }
        std::this_thread::sleep_until(
            std::min(until.point(), deadline::clock::now() + pause.next()));
    }
    return !ec;
}

}  // namespace

bool lock_open_file_until(native_handle handle, lock_mode mode, deadline const& until,
                          error_code& ec)
{
    if (!until.waits())
    {
        return os::try_lock_open_file(handle, mode, ec);
    }
    if (!until.is_finite())
    {
        os::lock_open_file(handle, mode, ec);
        return !ec;
    }
    if (is_settled_briefly(handle, mode, until, ec))
    {
        return !ec;
    }
    helped_wait waiting(handle, mode);
    waiting.start(ec);
    if (ec)
    {
        return lock_by_looking(handle, mode, until, ec);
    }
    return waiting.answered_by(until, ec) && !ec;
}

}  // namespace filelock
