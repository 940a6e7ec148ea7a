// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include <filelock/cancellation.hpp>

#include <atomic>
#include <mutex>
#include <utility>
#include <vector>

#include <boost/range/algorithm_ext/erase.hpp>

namespace filelock
{

struct cancellation::state
{
    std::mutex mutex;
    std::atomic<bool> cancelled{false};
    std::vector<subscriber*> subscribers;
};

struct cancellation::subscriber
{
    std::shared_ptr<state> from;
    std::function<void()> wake;
};

cancellation::cancellation(std::function<bool()> asked) : asked_(std::move(asked)) {}

cancellation::cancellation(cancel_source const& source) noexcept : state_(source.state_)
{
}

bool cancellation::possible() const noexcept
{
    return state_ || asked_;
}

bool cancellation::must_be_asked() const noexcept
{
    return static_cast<bool>(asked_);
}

bool cancellation::requested() const
{
    return (state_ && state_->cancelled.load(std::memory_order_acquire))
        || (asked_ && asked_());
}

cancellation::subscription::subscription(cancellation const& from,
                                         std::function<void()> wake)
{
    if (!from.state_)
    {
        return;
    }
    subscriber_ = std::make_unique<subscriber>(subscriber{from.state_, std::move(wake)});
    std::lock_guard<std::mutex> const lock(from.state_->mutex);
    if (from.state_->cancelled.load(std::memory_order_relaxed))
    {
        subscriber_->wake();
    }
    from.state_->subscribers.push_back(subscriber_.get());
}

cancellation::subscription::~subscription()
{
    if (subscriber_)
    {
        std::lock_guard<std::mutex> const lock(subscriber_->from->mutex);
        boost::remove_erase(subscriber_->from->subscribers, subscriber_.get());
    }
}

cancel_source::cancel_source() : state_(std::make_shared<cancellation::state>()) {}

void cancel_source::cancel() noexcept
{
    // The calls are made under the mutex: a subscription's destructor waits for them
    // there.
    std::lock_guard<std::mutex> const lock(state_->mutex);
    if (state_->cancelled.exchange(true, std::memory_order_release))
    {
        return;
    }
    for (auto* const each : state_->subscribers)
    {
        each->wake();
    }
}

bool cancel_source::cancelled() const noexcept
{
    return state_->cancelled.load(std::memory_order_acquire);
}

}  // namespace filelock
