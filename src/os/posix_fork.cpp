// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/fork.hpp"

#include <dlfcn.h>
#include <pthread.h>

#include <new>

namespace filelock
{
namespace os
{

void install(fork_handlers const& handlers)
{
    if (::pthread_atfork(handlers.prepare, handlers.parent, handlers.child) != 0)
    {
        throw std::bad_alloc();  // ENOMEM is the only error that POSIX names
    }
}

void keep_loaded()
{
    Dl_info here{};
    if (::dladdr(reinterpret_cast<void*>(&keep_loaded), &here) != 0 && here.dli_fname)
    {
        // A module that is the program itself cannot be found by name; it stays anyway.
        ::dlopen(here.dli_fname, RTLD_LAZY | RTLD_NOLOAD | RTLD_NODELETE);
    }
}

}  // namespace os
}  // namespace filelock
