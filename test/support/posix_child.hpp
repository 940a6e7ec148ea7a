// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_POSIX_CHILD_HPP_INCLUDED
#define FILELOCK_TEST_POSIX_CHILD_HPP_INCLUDED

#include <sys/types.h>

#include <array>
#include <functional>

#include "support/location.hpp"

namespace test
{

#if defined(__SANITIZE_THREAD__)
#define FILELOCK_TEST_THREAD_SANITIZER
#elif defined(__SANITIZE_ADDRESS__)
#define FILELOCK_TEST_ADDRESS_SANITIZER
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define FILELOCK_TEST_THREAD_SANITIZER
#elif __has_feature(address_sanitizer)
#define FILELOCK_TEST_ADDRESS_SANITIZER
#endif
#endif

/// Whether the child of a process with threads may make threads itself. It may; but the
/// thread sanitizer takes a new thread for the parent's, if it gets the same id, and
/// aborts.
#if defined(FILELOCK_TEST_THREAD_SANITIZER)
constexpr bool children_may_make_threads = false;
#else
constexpr bool children_may_make_threads = true;
#endif

/// Whether the child of a process whose threads were allocating memory may allocate some.
/// It may, with the system's allocator; that of the address sanitizer leaves the child
/// mutexes that are locked by threads which it lacks.
#if defined(FILELOCK_TEST_ADDRESS_SANITIZER)
constexpr bool children_may_allocate = false;
#else
constexpr bool children_may_allocate = true;
#endif

/// A forked child of the test, which does one thing and ends. It may use expect(), and no
/// assertion of Boost.Test's, which would count in the child. It may have children
/// itself: here, too, what goes wrong is thrown.
class child
{
public:
    explicit child(std::function<void()> const& what);

    /// Kills it, if finish() has not been called.
    ~child();
    child(child const&) = delete;
    child& operator=(child const&) = delete;

    pid_t pid() const { return id_; }

    /// Waits for its end; throws if an expectation was not met, or if it crashed.
    void finish(location where = location::here());

    /// Waits for its end, which must be exit(); returns the status.
    int exit_status(location where = location::here());

private:
    void reap(location where);

    pid_t id_ = -1;
    int failure_ = -1;  // the end of a pipe from which to read what went wrong
    int status_ = 0;
};

/// A child from beginning to end.
void in_child(std::function<void()> const& what, location where = location::here());

/// The same, as a user who may do nothing in particular. When the tests are not run by
/// root they are run by such a user.
void as_unprivileged(std::function<void()> const& what,
                     location where = location::here());

/// How parent and child take turns: made before the fork, passed by either.
class baton
{
public:
    baton();
    ~baton();
    baton(baton const&) = delete;
    baton& operator=(baton const&) = delete;

    void pass();

    /// Waits until it has been passed; throws after the ceiling.
    void take(location where = location::here());

private:
    std::array<int, 2> pipe_{};
};

}  // namespace test

#endif
