// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/open_file.hpp"

#include <pthread.h>
#include <sys/file.h>

#include <cerrno>

namespace filelock
{
namespace os
{

namespace
{

int operation_for(lock_mode mode) noexcept
{
    return mode == lock_mode::exclusive ? LOCK_EX : LOCK_SH;
}

/// Not on the stack, as that of posix_blocking_thread.cpp.
thread_local int type_before = 0;

/// Zero, or why not. Not noexcept, and without anything to destroy: a cancelled thread
/// unwinds through here.
int call_flock(native_handle handle, int operation)
{
    int reason = 0;
    do
    {
        reason = ::flock(handle, operation) == 0 ? 0 : errno;
    } while (reason == EINTR);
    return reason;
}

}  // namespace

native_handle handle_of(std::FILE* stream) noexcept
{
    return stream != nullptr ? ::fileno(stream) : no_handle();
}

native_handle handle_of(int descriptor) noexcept
{
    return descriptor;
}

bool try_lock_open_file(native_handle handle, lock_mode mode, error_code& ec) noexcept
{
    int const reason = call_flock(handle, operation_for(mode) | LOCK_NB);
    ec.assign(reason == EWOULDBLOCK ? 0 : reason, boost::system::system_category());
    return reason == 0;
}

void lock_open_file(native_handle handle, lock_mode mode, error_code& ec) noexcept
{
    ec.assign(call_flock(handle, operation_for(mode)), boost::system::system_category());
}

void lock_open_file_cancellably(native_handle handle, lock_mode mode, error_code& ec)
{
    // flock() is no cancellation point, unlike fcntl(): the thread has to be cancelled
    // wherever it is. All that it does meanwhile is this one system call.
    // NOLINTNEXTLINE(cert-pos47-c,concurrency-thread-canceltype-asynchronous): see above
    ::pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, &type_before);
    int const reason = call_flock(handle, operation_for(mode));
    ::pthread_setcanceltype(PTHREAD_CANCEL_DEFERRED, &type_before);
    ec.assign(reason, boost::system::system_category());
}

void unlock_open_file(native_handle handle, error_code& ec) noexcept
{
    ec.assign(call_flock(handle, LOCK_UN), boost::system::system_category());
}

}  // namespace os
}  // namespace filelock
