// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "support/fault_calls.hpp"

#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <cstdarg>
#include <string>

namespace test
{

namespace
{

/// Whether the directory that was opened last is watched: one listing at a time.
bool lists_watched = false;

/// The function of the same type and name that comes after ours, the C library's.
template <class Function>
Function* following(Function*, char const* name) noexcept
{
    return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

/// What open() has after its flags.
mode_t mode_in(int flags, va_list further) noexcept
{
    return (flags & O_CREAT) != 0 ? va_arg(further, mode_t) : mode_t{0};
}

bool is_lock_request(int command) noexcept
{
    return command == F_SETLK || command == F_SETLKW;
}

}  // namespace

}  // namespace test

// The names with 64 are those of programs built for large files.

extern "C"
{
    int open(char const* name, int flags, ...)
    {
        va_list further;
        va_start(further, flags);
        mode_t const mode = test::mode_in(flags, further);
        va_end(further);
        if (test::fault_plan::reach("open", name))
        {
            return -1;
        }
        return test::following(&::open, "open")(name, flags, mode);
    }

    int open64(char const* name, int flags, ...)
    {
        va_list further;
        va_start(further, flags);
        mode_t const mode = test::mode_in(flags, further);
        va_end(further);
        if (test::fault_plan::reach("open", name))
        {
            return -1;
        }
        return test::following(&::open64, "open64")(name, flags, mode);
    }

    int link(char const* from, char const* to) noexcept
    {
        if (test::fault_plan::reach("link", to))
        {
            return -1;
        }
        return test::following(&::link, "link")(from, to);
    }

    int linkat(int from_directory, char const* from, int to_directory, char const* to,
               int flags) noexcept
    {
        if (test::fault_plan::reach("link", to))
        {
            return -1;
        }
        return test::following(&::linkat, "linkat")(from_directory, from, to_directory,
                                                    to, flags);
    }

    int rename(char const* from, char const* to) noexcept
    {
        if (test::fault_plan::reach("rename", to))
        {
            return -1;
        }
        return test::following(&::rename, "rename")(from, to);
    }

    int unlink(char const* name) noexcept
    {
        if (test::fault_plan::reach("unlink", name))
        {
            return -1;
        }
        return test::following(&::unlink, "unlink")(name);
    }

    int mkdir(char const* name, mode_t mode) noexcept
    {
        if (test::fault_plan::reach("mkdir", name))
        {
            return -1;
        }
        return test::following(&::mkdir, "mkdir")(name, mode);
    }

    int rmdir(char const* name) noexcept
    {
        if (test::fault_plan::reach("rmdir", name))
        {
            return -1;
        }
        return test::following(&::rmdir, "rmdir")(name);
    }

    int chmod(char const* name, mode_t mode) noexcept
    {
        if (test::fault_plan::reach("chmod", name))
        {
            return -1;
        }
        return test::following(&::chmod, "chmod")(name, mode);
    }

    // lstat() is no function of a C library before glibc 2.33, so that there is none to
    // pass the call on to.

    int lstat(char const* name, struct stat* result) noexcept
    {
        if (test::fault_plan::reach("lstat", name))
        {
            return -1;
        }
        return fstatat(AT_FDCWD, name, result, AT_SYMLINK_NOFOLLOW);
    }

    int lstat64(char const* name, struct stat64* result) noexcept
    {
        if (test::fault_plan::reach("lstat", name))
        {
            return -1;
        }
        return fstatat64(AT_FDCWD, name, result, AT_SYMLINK_NOFOLLOW);
    }

    DIR* opendir(char const* name)
    {
        // The directory itself, or one in it.
        std::string const inside = std::string(name) + '/';
        test::lists_watched = test::fault_plan::watches(inside.c_str());
        if (test::lists_watched && test::fault_plan::reach("opendir", inside.c_str()))
        {
            return nullptr;
        }
        return test::following(&::opendir, "opendir")(name);
    }

    dirent* readdir(DIR* directory)
    {
        if (test::lists_watched && test::fault_plan::reach("readdir", nullptr))
        {
            return nullptr;
        }
        return test::following(&::readdir, "readdir")(directory);
    }

    dirent64* readdir64(DIR* directory)
    {
        if (test::lists_watched && test::fault_plan::reach("readdir", nullptr))
        {
            return nullptr;
        }
        return test::following(&::readdir64, "readdir64")(directory);
    }

    ssize_t pwrite(int file, void const* bytes, size_t size, off_t offset)
    {
        if (test::fault_plan::reach("pwrite", nullptr))
        {
            return -1;
        }
        return test::following(&::pwrite, "pwrite")(file, bytes, size, offset);
    }

    ssize_t pwrite64(int file, void const* bytes, size_t size, off64_t offset)
    {
        if (test::fault_plan::reach("pwrite", nullptr))
        {
            return -1;
        }
        return test::following(&::pwrite64, "pwrite64")(file, bytes, size, offset);
    }

    int ftruncate(int file, off_t size) noexcept
    {
        if (test::fault_plan::reach("ftruncate", nullptr))
        {
            return -1;
        }
        return test::following(&::ftruncate, "ftruncate")(file, size);
    }

    int ftruncate64(int file, off64_t size) noexcept
    {
        if (test::fault_plan::reach("ftruncate", nullptr))
        {
            return -1;
        }
        return test::following(&::ftruncate64, "ftruncate64")(file, size);
    }

    int fcntl(int file, int command, ...)
    {
        va_list further;
        va_start(further, command);
        void* const argument = va_arg(further, void*);
        va_end(further);
        if (test::is_lock_request(command) && test::fault_plan::reach("fcntl", nullptr))
        {
            return -1;
        }
        return test::following(&::fcntl, "fcntl")(file, command, argument);
    }

    int fcntl64(int file, int command, ...)
    {
        va_list further;
        va_start(further, command);
        void* const argument = va_arg(further, void*);
        va_end(further);
        if (test::is_lock_request(command) && test::fault_plan::reach("fcntl", nullptr))
        {
            return -1;
        }
        return test::following(&::fcntl64, "fcntl64")(file, command, argument);
    }

}  // extern "C"
