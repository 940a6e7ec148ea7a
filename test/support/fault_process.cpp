// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "support/fault_process.hpp"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <exception>
#include <iostream>

#include <boost/interprocess/anonymous_shared_memory.hpp>
#include <boost/test/unit_test.hpp>

#include "support/watch.hpp"

namespace test
{

namespace
{

constexpr std::size_t longest_failure = 1024;

[[noreturn]] void run_and_exit(std::function<void()> const& what, char* failure)
{
    alarm(static_cast<unsigned>(4 * std::chrono::seconds(ceiling).count()));
    try
    {
        what();
    }
    catch (std::exception const& e)
    {
        std::snprintf(failure, longest_failure, "%s", e.what());
        _exit(1);
    }
    _exit(0);
}

}  // namespace

fault_process::fault_process(std::function<void()> const& what)
    : failure_(boost::interprocess::anonymous_shared_memory(longest_failure))
{
    std::cout.flush();  // else the child has the text, too
    id_ = fork();
    if (id_ == 0)
    {
        run_and_exit(what, static_cast<char*>(failure_.get_address()));
    }
    BOOST_REQUIRE(id_ != -1);
}

fault_process::~fault_process()
{
    if (id_ != -1)
    {
        ::kill(id_, SIGKILL);
        waitpid(id_, nullptr, 0);
    }
}

std::optional<fault_process::news> fault_process::wait(int options, location where)
{
    int status = 0;
    pid_t found = -1;
    while ((found = waitpid(id_, &status, options | WUNTRACED)) == -1 && errno == EINTR)
    {
    }
    if (found == 0)
    {
        return std::nullopt;
    }
    BOOST_REQUIRE_MESSAGE(found == id_, where << ": the child is not there");
    if (WIFSTOPPED(status))
    {
        return news::stopped;
    }
    id_ = -1;
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)
    {
        return news::killed;
    }
    auto const* const failure = static_cast<char const*>(failure_.get_address());
    BOOST_REQUIRE_MESSAGE(WIFEXITED(status) && WEXITSTATUS(status) == 0,
                          where << ": the child's status is " << status << ": "
                                << failure);
    return news::ended;
}

fault_process::news fault_process::wait(location where)
{
    return wait(0, where).value();
}

std::optional<fault_process::news> fault_process::look(location where)
{
    return wait(WNOHANG, where);
}

fault_process::news fault_process::stop(location where)
{
    ::kill(id_, SIGSTOP);
    return wait(where);
}

void fault_process::kill(location where)
{
    ::kill(id_, SIGKILL);
    wait(where);
}

void fault_process::resume()
{
    ::kill(id_, SIGCONT);
}

}  // namespace test
