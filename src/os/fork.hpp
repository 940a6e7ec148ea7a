// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_OS_FORK_HPP_INCLUDED
#define FILELOCK_OS_FORK_HPP_INCLUDED

/// Being told of a fork. Knows nothing about locks.

#include <filelock/config.hpp>

namespace filelock
{
namespace os
{

/// Calls made around each fork of the process, in the thread that forks: before it, and
/// after it in either process.
struct fork_handlers
{
    void (*prepare)();
    void (*parent)();
    void (*child)();
};

/// Installs the handlers for the rest of the process's life. They stay when this code
/// would be unloaded: see keep_loaded(). Does nothing where processes do not fork.
/// Exported for the library's optional components.
FILELOCK_DECL void install(fork_handlers const& handlers);

/// Makes dlclose() of the module that contains this code do nothing: threads of it may be
/// blocked in the kernel, and its fork handlers stay installed.
void keep_loaded();

}  // namespace os
}  // namespace filelock

#endif
