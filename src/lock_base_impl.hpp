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
    thread_id me() const noexcept { return how_to.threaded ? this_thread_id() : 0; }
    bool acquire(lock_mode mode, deadline const& until, error_code& ec);
    bool wait(request const& who, deadline const& until, error_code& ec);
    void release(std::optional<lock_mode> only, error_code& ec);
    bool convert(lock_mode from, lock_mode to, error_code& ec);
    void unlock(lock_mode mode) noexcept;
    void release_everything() noexcept;
    error_code why_not_mine();
    void tell(event::kind what, lock_mode mode, error_code reason = {}) noexcept;
    failure failed(char const* operation, error_code ec);

    boost::filesystem::path target;
    options how_to;
    boost::filesystem::path path;
    std::unique_ptr<scheme> how;
    std::unique_ptr<holders> held;
    std::atomic<unsigned> generation;
};

}  // namespace filelock

#endif
