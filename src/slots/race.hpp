// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_SLOTS_RACE_HPP_INCLUDED
#define FILELOCK_SLOTS_RACE_HPP_INCLUDED

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <mutex>

#include <boost/system/error_code.hpp>

#include <filelock/cancellation.hpp>
#include <filelock/deadline.hpp>

#include "os/blocking_thread.hpp"
#include "slots/lock_set.hpp"

namespace filelock
{
namespace slots
{

/// A wait for whichever slot is free first: a thread for each slot waits for that one.
///
/// No system can wait for one of several files' locks. Those who release could tell which
/// it was, those who are killed could not; a thread in each lock's own wait hears of
/// either, whatever keeps the lock. The first one to get its slot has won: the others'
/// waits are cancelled, and who has got one even so gives it back.
class race
{
public:
    using error_code = boost::system::error_code;

    /// `locks` outlives it.
    race(lock_set& locks, std::ptrdiff_t count, deadline const& until);

    /// Calls off whoever still waits, and gives back what nobody has asked for.
    ~race();
    race(race const&) = delete;
    race& operator=(race const&) = delete;

    /// Waits for the winner, and until all threads are gone. None with lock_timeout,
    /// operation_canceled, or the error that one of the locks has met with.
    slot run(cancellation const& cancel, std::chrono::milliseconds poll_interval,
             error_code& ec);

private:
    class runner final : public os::blocking_work
    {
    public:
        runner(race& in, slot for_what) : in_(in), slot_(std::move(for_what)) {}
        void start(error_code& ec) noexcept { thread_.start(*this, ec); }
        void join() noexcept { thread_.join(); }
        void block() override {}
        void finish() noexcept override;

    private:
        race& in_;
        slot slot_;
        os::blocking_thread thread_;
    };

    void start_all(std::ptrdiff_t count, error_code& ec);
    void wait_for_all(cancellation const& cancel, std::chrono::milliseconds interval);
    void join_all() noexcept;
    void arrive(slot const& with, error_code ec);
    void fail(std::exception_ptr const& why) noexcept;

    lock_set& locks_;
    std::ptrdiff_t const count_;
    deadline const until_;
    cancel_source stop_;
    std::deque<runner> runners_;
    std::size_t started_ = 0;

    std::mutex mutex_;
    std::condition_variable changed_;
    std::size_t through_ = 0;
    slot winner_;
    error_code failure_;
    std::exception_ptr thrown_;
};

}  // namespace slots
}  // namespace filelock

#endif
