// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "support/program.hpp"

#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <ostream>

#include <boost/test/unit_test.hpp>

#include "support/watch.hpp"

namespace test
{

namespace
{

void redirect(int descriptor, std::string const& name, int flags)
{
    int const opened = open(name.c_str(), flags | O_CLOEXEC, 0666);
    dup2(opened, descriptor);
}

[[noreturn]] void become(words const& command, start_options const& how)
{
    if (how.terminal_columns == 0)
    {
        redirect(0, "/dev/null", O_RDONLY);
        redirect(1, how.out, O_WRONLY | O_CREAT | O_APPEND);
        redirect(2, how.err, O_WRONLY | O_CREAT | O_APPEND);
    }
    for (int const descriptor : how.closed)
    {
        close(descriptor);
    }
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    for (int const number : {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGCHLD, SIGPIPE})
    {
        signal(number, SIG_DFL);
    }
    for (int const number : how.ignored)
    {
        signal(number, SIG_IGN);
    }
    std::vector<char*> pointers;
    for (std::string const& word : command)
    {
        pointers.push_back(const_cast<char*>(word.c_str()));
    }
    pointers.push_back(nullptr);
    execvp(pointers[0], pointers.data());
    _exit(99);
}

}  // namespace

std::ostream& operator<<(std::ostream& out, program_end const& end)
{
    return out << (end.by_signal ? "died of signal " : "exited with ") << end.number;
}

program::program(words const& command, start_options const& how)
{
    if (how.terminal_columns == 0)
    {
        pid_ = fork();
    }
    else
    {
        winsize size = {};
        size.ws_row = 24;
        size.ws_col = how.terminal_columns;
        pid_ = forkpty(&terminal_, nullptr, nullptr, &size);
    }
    if (pid_ == 0)
    {
        become(command, how);
    }
    BOOST_REQUIRE(pid_ != -1);
    if (terminal_ != -1)
    {
        fcntl(terminal_, F_SETFL, O_NONBLOCK);
        fcntl(terminal_, F_SETFD, FD_CLOEXEC);
    }
}

program::~program()
{
    if (is_running())
    {
        kill(pid_, SIGKILL);
        waitpid(pid_, nullptr, 0);
    }
    close_terminal();
}

void program::send(int signal) const
{
    BOOST_REQUIRE(!end_ && kill(pid_, signal) == 0);
}

bool program::is_running()
{
    int status = 0;
    if (!end_ && waitpid(pid_, &status, WNOHANG) == pid_)
    {
        end_ =
            WIFSIGNALED(status) ? died_of(WTERMSIG(status)) : exited(WEXITSTATUS(status));
    }
    return !end_;
}

program_end program::wait()
{
    eventually(
        [this]
        {
            screen();
            return !is_running();
        });
    return *end_;
}

void program::type(std::string const& text) const
{
    BOOST_REQUIRE(write(terminal_, text.data(), text.size()) == ssize_t(text.size()));
}

std::string const& program::screen()
{
    char part[1024];
    ssize_t length = 0;
    while (terminal_ != -1 && (length = read(terminal_, part, sizeof part)) > 0)
    {
        screen_.append(part, static_cast<std::size_t>(length));
    }
    return screen_;
}

void program::close_terminal()
{
    if (terminal_ != -1)
    {
        close(terminal_);
        terminal_ = -1;
    }
}

std::string visible_line(std::string const& written)
{
    std::string line;
    std::size_t column = 0;
    for (char const byte : written)
    {
        if (byte == '\r')
        {
            column = 0;
            continue;
        }
        line.resize(std::max(line.size(), column + 1), ' ');
        line[column++] = byte;
    }
    line.erase(line.find_last_not_of(' ') + 1);
    return line;
}

}  // namespace test
