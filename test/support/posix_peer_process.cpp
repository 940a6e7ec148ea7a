// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "support/peer_process.hpp"

#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>

#include <boost/test/unit_test.hpp>

#include "support/arguments.hpp"

// POSIX has no header declare it.
extern "C"
{
    extern char** environ;
}

namespace test
{

namespace
{

/// [0] to read, [1] to write; neither gets into other programs, so that each peer sees
/// the end of its input.
std::array<int, 2> make_pipe()
{
    std::array<int, 2> ends = {-1, -1};
    BOOST_REQUIRE(pipe(ends.data()) == 0);
    for (int const end : ends)
    {
        fcntl(end, F_SETFD, FD_CLOEXEC);
    }
    return ends;
}

/// posix_spawn, so that no fork handlers run: those are tested elsewhere.
pid_t start_program(std::string const& program, int input, int output)
{
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    std::string name = program;
    std::array<char*, 2> arguments = {name.data(), nullptr};
    pid_t started = -1;
    int const error = posix_spawn(&started, program.c_str(), &actions, nullptr,
                                  arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    BOOST_REQUIRE_MESSAGE(error == 0, "cannot start " << program);
    return started;
}

}  // namespace

struct peer_process::process
{
    pid_t id = -1;
    int to = -1;
    int from = -1;
};

peer_process::peer_process() : process_(std::make_unique<process>())
{
    signal(SIGPIPE, SIG_IGN);
    auto const commands = make_pipe();
    auto const answers = make_pipe();
    process_->id = start_program(argument("--peer"), commands[0], answers[1]);
    process_->to = commands[1];
    process_->from = answers[0];
    close(commands[0]);
    close(answers[1]);
    BOOST_REQUIRE(answer() == "ready");
}

peer_process::~peer_process()
{
    kill();
    close(process_->to);
    close(process_->from);
}

std::int64_t peer_process::pid() const
{
    return process_->id;
}

void peer_process::send(std::string const& command, std::string const& thread)
{
    std::string const line = thread + ' ' + command + '\n';
    auto const length = static_cast<ssize_t>(line.size());
    BOOST_REQUIRE(write(process_->to, line.data(), line.size()) == length);
}

std::string peer_process::take_output(std::chrono::milliseconds patience)
{
    pollfd readable = {process_->from, POLLIN, 0};
    std::array<char, 4096> part;
    std::string output;
    int wait = static_cast<int>(patience.count());
    while (poll(&readable, 1, wait) == 1 && (readable.revents & POLLIN) != 0)
    {
        ssize_t const length = read(process_->from, part.data(), part.size());
        BOOST_REQUIRE(length > 0);
        output.append(part.data(), static_cast<std::size_t>(length));
        wait = 0;
    }
    return output;
}

void peer_process::kill()
{
    if (process_->id != -1)
    {
        ::kill(process_->id, SIGKILL);
        while (waitpid(process_->id, nullptr, 0) == -1 && errno == EINTR)
        {
        }
        process_->id = -1;
    }
}

void peer_process::stop()
{
    ::kill(process_->id, SIGSTOP);
    int status = 0;
    BOOST_REQUIRE(waitpid(process_->id, &status, WUNTRACED) == process_->id);
    BOOST_REQUIRE(WIFSTOPPED(status));
}

void peer_process::resume()
{
    ::kill(process_->id, SIGCONT);
}

}  // namespace test
