// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "support/posix_child.hpp"

#include <cerrno>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <exception>
#include <iostream>
#include <string>

#include "support/expect.hpp"
#include "support/watch.hpp"

namespace test
{

namespace
{

[[noreturn]] void run_and_exit(std::function<void()> const& what, int failure)
{
    std::string text;
    try
    {
        what();
        _exit(0);
    }
    catch (std::exception const& e)
    {
        text = e.what();
    }
    catch (...)
    {
        text = "an unknown exception";
    }
    ssize_t const ignored = write(failure, text.data(), text.size());
    static_cast<void>(ignored);
    _exit(1);
}

std::string read_all(int from)
{
    std::string text;
    std::array<char, 1024> part;
    ssize_t length = 0;
    while ((length = read(from, part.data(), part.size())) > 0)
    {
        text.append(part.data(), static_cast<std::size_t>(length));
    }
    return text;
}

void become_nobody()
{
    constexpr uid_t nobody = 65534;
    if (geteuid() == 0)
    {
        expect(setgid(nobody) == 0 && setuid(nobody) == 0, "privileges can be dropped");
    }
}

}  // namespace

child::child(std::function<void()> const& what)
{
    std::array<int, 2> ends = {-1, -1};
    expect(pipe(ends.data()) == 0, "a pipe can be made");
    std::cout.flush();  // else the child has the text, too
    id_ = fork();
    if (id_ == 0)
    {
        close(ends[0]);
        run_and_exit(what, ends[1]);
    }
    close(ends[1]);
    failure_ = ends[0];
    expect(id_ != -1, "a child can be forked");
}

child::~child()
{
    if (id_ != -1)
    {
        kill(id_, SIGKILL);
        waitpid(id_, nullptr, 0);
    }
    close(failure_);
}

void child::reap(location where)
{
    bool const ended =
        becomes([this] { return waitpid(id_, &status_, WNOHANG) == id_; }, ceiling);
    expect(ended, "the child ends", where);
    id_ = -1;
}

void child::finish(location where)
{
    int const status = exit_status(where);
    expect(status == 0, "nothing wrong in the child: " + read_all(failure_), where);
}

int child::exit_status(location where)
{
    reap(where);
    expect(WIFEXITED(status_), "the child is not killed by a signal", where);
    return WEXITSTATUS(status_);
}

void in_child(std::function<void()> const& what, location where)
{
    child(what).finish(where);
}

void as_unprivileged(std::function<void()> const& what, location where)
{
    in_child(
        [&]
        {
            become_nobody();
            what();
        },
        where);
}

baton::baton()
{
    expect(pipe(pipe_.data()) == 0, "a pipe can be made");
}

baton::~baton()
{
    close(pipe_[0]);
    close(pipe_[1]);
}

void baton::pass()
{
    expect(write(pipe_[1], "x", 1) == 1, "the baton can be passed");
}

void baton::take(location where)
{
    pollfd passed = {pipe_[0], POLLIN, 0};
    int const limit = static_cast<int>(std::chrono::milliseconds(ceiling).count());
    int ready = -1;
    while ((ready = poll(&passed, 1, limit)) == -1 && errno == EINTR)
    {
    }
    char token = 0;
    expect(ready == 1 && read(pipe_[0], &token, 1) == 1, "the other passes the baton",
           where);
}

}  // namespace test
