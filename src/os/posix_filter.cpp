// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/filter.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <future>
#include <utility>

#include "os/file.hpp"

namespace filelock
{
namespace os
{

namespace
{

using boost::system::error_code;

error_code last_filter_error() noexcept
{
    return {errno, boost::system::system_category()};
}

struct pipe_ends
{
    file read;
    file write;
};

/// Closed on exec. Nobody else forks in this process meanwhile, see posix_child.cpp.
pipe_ends make_pipe(error_code& ec)
{
    std::array<int, 2> ends = {-1, -1};
    if (ec || ::pipe(ends.data()) != 0)
    {
        ec = ec ? ec : last_filter_error();
        return {};
    }
    ::fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    ::fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    return {file(ends[0]), file(ends[1])};
}

/// A standard descriptor that is another one for as long as the object lives: what a
/// child finds there.
class redirection
{
public:
    redirection(int standard, file to, error_code& ec)
        : standard_(standard)
        , before_(::fcntl(standard, F_DUPFD_CLOEXEC, STDERR_FILENO + 1))
    {
        if (!before_.is_open() || ::dup2(to.handle(), standard) == -1)
        {
            ec = last_filter_error();
        }
    }

    ~redirection()
    {
        if (before_.is_open())
        {
            ::dup2(before_.handle(), standard_);
        }
    }

    redirection(redirection const&) = delete;
    redirection& operator=(redirection const&) = delete;

private:
    int const standard_;
    file before_;
};

void make_non_blocking(file const& end) noexcept
{
    ::fcntl(end.handle(), F_SETFL, ::fcntl(end.handle(), F_GETFL) | O_NONBLOCK);
}

/// Writes what goes into the pipe now; closes that after the last, or if nobody reads.
void feed(file& to, std::string_view& input) noexcept
{
    ssize_t const length = ::write(to.handle(), input.data(), input.size());
    if (length > 0)
    {
        input.remove_prefix(static_cast<std::size_t>(length));
    }
    bool const may_go_on = length != -1 || errno == EAGAIN || errno == EINTR;
    if (!may_go_on || input.empty())
    {
        to.close();
    }
}

/// Reads what is in the pipe now; closes that after the last.
void drink(file& from, std::string& output)
{
    std::array<char, 65536> part;
    ssize_t const length = ::read(from.handle(), part.data(), part.size());
    if (length > 0)
    {
        output.append(part.data(), static_cast<std::size_t>(length));
    }
    else if (length == 0 || (errno != EAGAIN && errno != EINTR))
    {
        from.close();
    }
}

/// Until the other end is closed, or `stop` is and what has been written is read.
std::string exchange(file to, std::string_view input, file from, file stop)
{
    // A command that does not read on is no reason to die.
    sigset_t broken_pipe;
    sigemptyset(&broken_pipe);
    sigaddset(&broken_pipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &broken_pipe, nullptr);
    make_non_blocking(to);
    make_non_blocking(from);

    std::string output;
    while (from.is_open())
    {
        std::array<pollfd, 3> watched = {{{from.handle(), POLLIN, 0},
                                          {to.handle(), POLLOUT, 0},
                                          {stop.handle(), POLLIN, 0}}};
        if (::poll(watched.data(), watched.size(), stop.is_open() ? -1 : 0) == -1)
        {
            continue;
        }
        if (watched[0].revents != 0)
        {
            drink(from, output);
        }
        else if (!stop.is_open())
        {
            break;
        }
        if (watched[1].revents != 0)
        {
            feed(to, input);
        }
        if (watched[2].revents != 0)
        {
            stop.close();
        }
    }
    return output;
}

}  // namespace

child_end run_filter(std::vector<std::string> const& command, std::string_view input,
                     std::string& output, held_signals const& signals, error_code& ec)
{
    ec.clear();
    pipe_ends in = make_pipe(ec);
    pipe_ends out = make_pipe(ec);
    pipe_ends stop = make_pipe(ec);
    if (ec)
    {
        return {};
    }
    auto pumping = std::async(std::launch::async, &exchange, std::move(in.write), input,
                              std::move(out.read), std::move(stop.read));
    // Closed before that is waited for, whatever is thrown here.
    file end_of_pumping = std::move(stop.write);
    child_end end;
    {
        redirection const from_pipe(STDIN_FILENO, std::move(in.read), ec);
        redirection const to_pipe(STDOUT_FILENO, std::move(out.write), ec);
        if (!ec)
        {
            end = run_child(command, signals, ec);
        }
    }
    end_of_pumping.close();
    output = pumping.get();
    return end;
}

std::string read_standard_input(error_code& ec)
{
    ec.clear();
    std::string bytes;
    std::array<char, 65536> part;
    ssize_t length = 0;
    do
    {
        length = ::read(STDIN_FILENO, part.data(), part.size());
        bytes.append(part.data(), length > 0 ? static_cast<std::size_t>(length) : 0);
    } while (length > 0 || (length == -1 && errno == EINTR));
    if (length == -1)
    {
        ec = last_filter_error();
    }
    return bytes;
}

}  // namespace os
}  // namespace filelock
