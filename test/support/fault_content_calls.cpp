// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// More calls than fault_calls.cpp has: those on the content of files. A program that
// links this source is struck at them, too.

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "support/fault_calls.hpp"

namespace
{

/// The C library's function of that name, called unless the plan has it fail.
template <class Result, class... Parameters, class... Arguments>
Result pass_on(char const* name, Result (*)(int, Parameters...), int file,
               Arguments... arguments)
{
    if (test::fault_plan::reach(name, file))
    {
        return -1;
    }
    using function = Result (*)(int, Parameters...);
    auto const following = reinterpret_cast<function>(dlsym(RTLD_NEXT, name));
    return following(file, arguments...);
}

}  // namespace

extern "C"
{
    ssize_t read(int file, void* bytes, size_t size)
    {
        return pass_on("read", &::read, file, bytes, size);
    }

    ssize_t write(int file, void const* bytes, size_t size)
    {
        return pass_on("write", &::write, file, bytes, size);
    }

    int fsync(int file)
    {
        return pass_on("fsync", &::fsync, file);
    }

    int fchmod(int file, mode_t mode) noexcept
    {
        return pass_on<int, mode_t>("fchmod", &::fchmod, file, mode);
    }

    int fchown(int file, uid_t user, gid_t group) noexcept
    {
        return pass_on<int, uid_t, gid_t>("fchown", &::fchown, file, user, group);
    }

    ssize_t flistxattr(int file, char* names, size_t size) noexcept
    {
        return pass_on<ssize_t, char*, size_t>("flistxattr", &::flistxattr, file, names,
                                               size);
    }

    ssize_t fgetxattr(int file, char const* name, void* value, size_t size) noexcept
    {
        return pass_on<ssize_t, char const*, void*, size_t>("fgetxattr", &::fgetxattr,
                                                            file, name, value, size);
    }

    int fsetxattr(int file, char const* name, void const* value, size_t size,
                  int flags) noexcept
    {
        return pass_on<int, char const*, void const*, size_t, int>(
            "fsetxattr", &::fsetxattr, file, name, value, size, flags);
    }

    int fremovexattr(int file, char const* name) noexcept
    {
        return pass_on<int, char const*>("fremovexattr", &::fremovexattr, file, name);
    }

    // A failed close has closed all the same.
    int close(int file)
    {
        bool const fails = test::fault_plan::reach("close", file);
        using function = int (*)(int);
        int const result = reinterpret_cast<function>(dlsym(RTLD_NEXT, "close"))(file);
        return fails ? -1 : result;
    }

    // Like lstat(), see fault_calls.cpp.
    int fstat(int file, struct stat* result) noexcept
    {
        return test::fault_plan::reach("fstat", file)
            ? -1
            : fstatat(file, "", result, AT_EMPTY_PATH);
    }

    int fstat64(int file, struct stat64* result) noexcept
    {
        return test::fault_plan::reach("fstat", file)
            ? -1
            : fstatat64(file, "", result, AT_EMPTY_PATH);
    }

}  // extern "C"
