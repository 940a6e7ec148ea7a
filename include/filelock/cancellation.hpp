// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_CANCELLATION_HPP_INCLUDED
#define FILELOCK_CANCELLATION_HPP_INCLUDED

#include <functional>
#include <memory>

#include <filelock/config.hpp>

namespace filelock
{

class cancel_source;

/// How a wait for a lock is told to give up: `options::cancellation`.
///
/// Made from a `cancel_source`, it wakes the waiter at once. Made from a callable, which
/// is asked at every wake-up and at least once per `options::poll_interval`, it takes
/// that long. Empty, it never cancels. A cancelled acquire fails with
/// `boost::system::errc::operation_canceled` and holds nothing.
///
/// Copies refer to the same source. Thread safety: any number of threads may use copies
/// of one object, and the same object through const members, at a time; a callable is
/// called from every thread that waits and must bear that. What a callable throws leaves
/// the acquire as it came, nothing is held then.
class FILELOCK_DECL cancellation
{
    struct state;
    struct subscriber;

public:
    /// Never cancels.
    cancellation() noexcept = default;

    /// Cancels when `asked` returns true.
    cancellation(std::function<bool()> asked);

    /// Cancels when the source's cancel() is called, or has been.
    cancellation(cancel_source const& source) noexcept;

    /// Whether there is anything that could cancel.
    bool possible() const noexcept;

    /// Whether a waiter must look from time to time, for nobody will wake it.
    bool must_be_asked() const noexcept;

    /// Whether to give up now.
    bool requested() const;

    /// A call that the source makes once when it is cancelled, for as long as the object
    /// lives. A source that is cancelled already makes it at once, in the constructor.
    /// The destructor waits for a call that is under way in another thread; `wake` must
    /// not throw, nor wait for the thread that destroys the object. Nothing is called for
    /// a callable or an empty cancellation.
    class FILELOCK_DECL subscription
    {
    public:
        subscription(cancellation const& from, std::function<void()> wake);
        ~subscription();
        subscription(subscription const&) = delete;
        subscription& operator=(subscription const&) = delete;

    private:
        std::unique_ptr<subscriber> subscriber_;
    };

private:
    friend class cancel_source;

    std::shared_ptr<state> state_;
    std::function<bool()> asked_;
};

/// The side that cancels. Copies are the same source. cancel() may be called from any
/// thread, as often as one likes, also when nobody waits; it must not be called from a
/// signal handler. A cancelled source stays cancelled.
class FILELOCK_DECL cancel_source
{
public:
    cancel_source();

    /// Makes every present and future wait under this source fail, and wakes the present.
    void cancel() noexcept;

    /// Whether cancel() has been called.
    bool cancelled() const noexcept;

private:
    friend class cancellation;

    std::shared_ptr<cancellation::state> state_;
};

}  // namespace filelock

#endif
