// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_WORKER_HPP_INCLUDED
#define FILELOCK_TEST_WORKER_HPP_INCLUDED

#include <atomic>
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <type_traits>
#include <utility>
#include <variant>

#include <boost/test/unit_test.hpp>

#include "support/location.hpp"
#include "support/watch.hpp"

namespace test
{

/// What a call came to. An exception travels as a value, so that only the thread that
/// asks for it can be the last to use it: else the worker might destroy it, and the
/// thread sanitizer, who does not see its reference count, would report a race.
template <class Result>
struct outcome
{
    template <class Function>
    static outcome of(Function& what)
    {
        outcome made;
        try
        {
            if constexpr (std::is_void_v<Result>)
            {
                what();
            }
            else
            {
                made.value.emplace(what());
            }
        }
        catch (...)
        {
            made.error = std::current_exception();
        }
        return made;
    }

    std::optional<std::conditional_t<std::is_void_v<Result>, std::monostate, Result>>
        value;
    std::exception_ptr error;
};

/// Something that another thread does while the test watches.
template <class Result>
class task
{
public:
    explicit task(std::future<outcome<Result>> result) : result_(std::move(result)) {}

    bool is_done() const
    {
        return result_.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
    }

    /// Whether it is still not done after a short while.
    bool is_blocked() const
    {
        return result_.wait_for(short_while) == std::future_status::timeout;
    }

    /// Its result or exception; fails the test if it takes longer than anything may.
    Result get(location where = location::here())
    {
        bool const done = result_.wait_for(ceiling) == std::future_status::ready;
        BOOST_REQUIRE_MESSAGE(done, where << ": the thread is still blocked");
        outcome<Result> came = result_.get();
        if (came.error)
        {
            std::rethrow_exception(std::move(came.error));
        }
        if constexpr (!std::is_void_v<Result>)
        {
            return *std::move(came.value);
        }
    }

private:
    std::future<outcome<Result>> result_;
};

/// Tells threads that go on and on to end: in the end of the test at the latest, also
/// when that comes early. Made after the threads.
class ending
{
public:
    explicit ending(std::atomic<bool>& flag) : flag_(flag) {}
    ~ending() { now(); }
    ending(ending const&) = delete;
    ending& operator=(ending const&) = delete;

    void now() { flag_ = true; }

private:
    std::atomic<bool>& flag_;
};

/// A thread that does one thing after another for the test, and so is one owner of locks.
/// Destruction waits for what it still does, and ends the program if that never ends.
class worker
{
public:
    worker();
    ~worker();
    worker(worker const&) = delete;
    worker& operator=(worker const&) = delete;

    template <class Function>
    auto start(Function what) -> task<std::invoke_result_t<Function>>
    {
        using result = std::invoke_result_t<Function>;
        auto const job = std::make_shared<std::packaged_task<outcome<result>()>>(
            [what = std::move(what)]() mutable { return outcome<result>::of(what); });
        auto future = job->get_future();
        post([job] { (*job)(); });
        return task<result>(std::move(future));
    }

    template <class Function>
    auto run(Function what, location where = location::here())
    {
        return start(std::move(what)).get(where);
    }

    std::thread::native_handle_type native_handle() { return thread_.native_handle(); }

private:
    void post(std::function<void()> job);
    void work();

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::function<void()>> jobs_;
    bool busy_ = false;
    bool ended_ = false;
    std::thread thread_;
};

}  // namespace test

#endif
