// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "second_process.hpp"

#include <csignal>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <new>
#include <stdexcept>

#include <sched.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

namespace bench
{

namespace
{

[[noreturn]] void run(std::function<void()> const& work)
{
    try
    {
        work();
        std::_Exit(EXIT_SUCCESS);
    }
    catch (std::exception const& e)
    {
        std::cerr << "the second process: " << e.what() << std::endl;
        std::_Exit(EXIT_FAILURE);
    }
}

}  // namespace

second_process::second_process(std::function<void()> const& work) : pid_(::fork())
{
    if (pid_ == 0)
    {
        run(work);
    }
    if (pid_ == -1)
    {
        throw std::runtime_error("cannot fork");
    }
}

second_process::~second_process()
{
    if (pid_ != -1)
    {
        ::kill(pid_, SIGKILL);
        ::waitpid(pid_, nullptr, 0);
    }
}

void second_process::kill() noexcept
{
    ::kill(pid_, SIGKILL);
}

void second_process::join()
{
    int status = 0;
    pid_t const ended = ::waitpid(pid_, &status, 0);
    bool const good = ended == pid_ && WIFEXITED(status) && WEXITSTATUS(status) == 0;
    pid_ = -1;
    if (!good)
    {
        throw std::runtime_error("the second process has failed");
    }
}

void* shared_memory(std::size_t size)
{
    void* const memory =
        ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
    {
        throw std::bad_alloc();
    }
    return memory;
}

void pin_to_core(int core)
{
    cpu_set_t only;
    CPU_ZERO(&only);
    CPU_SET(static_cast<unsigned>(core), &only);
    if (::sched_setaffinity(0, sizeof only, &only) != 0)
    {
        throw std::runtime_error("cannot choose a core");
    }
}

void unpin()
{
    cpu_set_t all;
    CPU_ZERO(&all);
    for (unsigned core = 0; core < CPU_SETSIZE; ++core)
    {
        CPU_SET(core, &all);
    }
    ::sched_setaffinity(0, sizeof all, &all);
}

}  // namespace bench
