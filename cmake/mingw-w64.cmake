# Copyright 2026 The filelock authors.
# Distributed under the Boost Software License, Version 1.0.
# (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

# A toolchain file: for 64-bit Windows, by GCC on another system, run by Wine. With POSIX
# threads, for std::mutex and its like. Boost is looked for in BOOST_ROOT; tools/build-boost
# makes one.

set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_PROCESSOR x86_64)

set(CMAKE_C_COMPILER x86_64-w64-mingw32-gcc-posix)
set(CMAKE_CXX_COMPILER x86_64-w64-mingw32-g++-posix)
set(CMAKE_RC_COMPILER x86_64-w64-mingw32-windres)

# Programs that need no other file; bcrypt is what Boost.Filesystem takes random names from.
set(CMAKE_EXE_LINKER_FLAGS_INIT "-static")
set(CMAKE_CXX_STANDARD_LIBRARIES "-lbcrypt" CACHE STRING "")
set(Boost_USE_STATIC_LIBS ON)
set(Boost_NO_BOOST_CMAKE ON)
set(Boost_ARCHITECTURE "")

set(CMAKE_FIND_ROOT_PATH /usr/x86_64-w64-mingw32 "${BOOST_ROOT}")
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
set(CMAKE_TRY_COMPILE_PLATFORM_VARIABLES BOOST_ROOT)

set(CMAKE_CROSSCOMPILING_EMULATOR wine)
