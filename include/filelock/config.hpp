// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_CONFIG_HPP_INCLUDED
#define FILELOCK_CONFIG_HPP_INCLUDED

/// What the library is called, which version it is, and how its symbols are exported.
///
/// A user of the shared library defines `FILELOCK_DYN_LINK`; the CMake and b2 targets do
/// that for their users. `FILELOCK_SOURCE` is defined only while the library itself is
/// compiled.

#include <boost/config.hpp>
#include <boost/version.hpp>

#define FILELOCK_VERSION_MAJOR 0
#define FILELOCK_VERSION_MINOR 1
#define FILELOCK_VERSION_PATCH 0
#define FILELOCK_VERSION_STRING "0.1.0"

#if BOOST_VERSION < 107400
#error "filelock needs Boost 1.74 or newer"
#endif

#if defined(BOOST_WINDOWS)
#define FILELOCK_WINDOWS
#if BOOST_VERSION < 107700
#error "filelock needs Boost 1.77 or newer on Windows, for file locks with wide paths"
#endif
#endif

#if defined(FILELOCK_DYN_LINK)
#if defined(FILELOCK_SOURCE)
#define FILELOCK_DECL BOOST_SYMBOL_EXPORT
#else
#define FILELOCK_DECL BOOST_SYMBOL_IMPORT
#endif
#else
#define FILELOCK_DECL
#endif

namespace filelock
{

/// What the system calls an open file by, and what it calls none: a descriptor; on
/// Windows a HANDLE.
#if defined(FILELOCK_WINDOWS)
using native_handle = void*;
inline native_handle no_handle() noexcept
{
    return reinterpret_cast<void*>(~static_cast<decltype(sizeof 0)>(0));
}
#else
using native_handle = int;
inline native_handle no_handle() noexcept
{
    return -1;
}
#endif

}  // namespace filelock

#endif
