// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_PROGRAM_HPP_INCLUDED
#define FILELOCK_TEST_PROGRAM_HPP_INCLUDED

/// A program as a user starts it: with files or a real terminal behind it.

#include <sys/types.h>

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

namespace test
{

using words = std::vector<std::string>;

struct start_options
{
    std::string out = "/dev/null";
    std::string err = "/dev/null";
    std::vector<int> ignored;  ///< Signals that it finds ignored.
    std::vector<int> closed;   ///< Descriptors that it does not find.

    /// Not zero: it leads a session on a terminal of that width, instead of the files.
    unsigned short terminal_columns = 0;
};

struct program_end
{
    bool by_signal;
    int number;

    friend bool operator==(program_end const& a, program_end const& b)
    {
        return a.by_signal == b.by_signal && a.number == b.number;
    }
};

std::ostream& operator<<(std::ostream& out, program_end const& end);

constexpr program_end exited(int code)
{
    return {false, code};
}

constexpr program_end died_of(int signal)
{
    return {true, signal};
}

class program
{
public:
    explicit program(words const& command, start_options const& how = {});

    /// Kills it, if it still runs.
    ~program();
    program(program const&) = delete;
    program& operator=(program const&) = delete;

    pid_t pid() const { return pid_; }
    void send(int signal) const;
    bool is_running();

    /// Fails the test if that takes too long.
    program_end wait();

    /// Types on its terminal.
    void type(std::string const& text) const;

    /// Everything it has written on its terminal so far.
    std::string const& screen();

    void close_terminal();

private:
    pid_t pid_ = -1;
    int terminal_ = -1;
    std::string screen_;
    std::optional<program_end> end_;
};

/// The one line that a terminal would show after all of `written`.
std::string visible_line(std::string const& written);

}  // namespace test

#endif
