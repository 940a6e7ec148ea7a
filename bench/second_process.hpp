// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_BENCH_SECOND_PROCESS_HPP_INCLUDED
#define FILELOCK_BENCH_SECOND_PROCESS_HPP_INCLUDED

#include <functional>

#include <sys/types.h>

namespace bench
{

/// A forked process that runs a function to its end, or until the object is destroyed.
class second_process
{
public:
    explicit second_process(std::function<void()> const& work);
    ~second_process();
    second_process(second_process const&) = delete;
    second_process& operator=(second_process const&) = delete;

    /// Kills it. It is reaped by the destructor.
    void kill() noexcept;

    /// Waits for its end; throws std::runtime_error unless it was a good one.
    void join();

private:
    pid_t pid_;
};

/// Zeroed memory that forked processes share with this one; never unmapped.
void* shared_memory(std::size_t size);

template <class Type>
Type& shared()
{
    return *new (shared_memory(sizeof(Type))) Type;
}

/// Has the calling thread, and those that it starts, run on that core only.
void pin_to_core(int core);

/// On any core again.
void unpin();

}  // namespace bench

#endif
