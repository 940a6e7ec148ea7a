// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_LOCK_BASE_IMPL_HPP_INCLUDED
#define FILELOCK_LOCK_BASE_IMPL_HPP_INCLUDED

#include <atomic>
#include <memory>
#include <optional>

#include <filelock/lock_base.hpp>
#include <filelock/observer.hpp>

#include "holders.hpp"
#include "repetitions.hpp"
#include "throw_error.hpp"

namespace filelock
{

/// The state of a lock object, apart from what keeps the lock.
///
/// A member function of it begins with mind_fork(). A hold is noted in `held` after the
/// scheme has granted it and taken out before the scheme gives it back: the thread
/// concerned is the only one to which the difference could matter, and it is here.
struct lock_base::impl
{
    impl(boost::filesystem::path for_what, options how_to_lock,
         std::unique_ptr<scheme> by);

    void mind_fork();

    /// Answers questions about the lock.
    scheme& asked()
    {
        mind_fork();
        return *how;
    }

    thread_id me() const noexcept { return how_to.threaded ? this_thread_id() : 0; }
    bool acquire(lock_mode mode, deadline const& until, error_code& ec);
    bool wait(request const& who, deadline const& until, error_code& ec);
    void release(std::optional<lock_mode> only, error_code& ec);
    void give_back(thread_id thread, std::optional<lock_mode> only, error_code& ec);
    bool convert(lock_mode from, lock_mode to, error_code& ec);
    bool convert_hold(thread_id thread, lock_mode from, lock_mode to, error_code& ec);
    bool take_again(thread_id thread, lock_mode mode);
    void give_back_one_of(thread_id thread, repetitions::stack& all,
                          std::optional<lock_mode> only, error_code& ec);
    bool convert_one_of(thread_id thread, repetitions::stack& all, lock_mode from,
                        lock_mode to, error_code& ec);
    void unlock(lock_mode mode) noexcept;
    void release_everything() noexcept;
    error_code why_not_mine();
    void tell(event::kind what, lock_mode mode, error_code reason = {}) noexcept;
    failure failed(char const* operation, error_code ec);

    boost::filesystem::path target;
    options how_to;
    boost::filesystem::path path;
    std::unique_ptr<scheme> how;
    scheme* keeper;          // what keeps the lock: `how`, or what that uses for it
    scheme* gate = nullptr;  // what that uses to keep an order
    std::unique_ptr<holders> held;
    std::unique_ptr<repetitions> repeated;  // null: a thread may not lock again
    std::atomic<unsigned> generation;
};

}  // namespace filelock

#endif
