// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_PEER_PROCESS_HPP_INCLUDED
#define FILELOCK_TEST_PEER_PROCESS_HPP_INCLUDED

#include <chrono>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <string>

#include "support/location.hpp"

namespace test
{

/// The program peer.cpp, running. Every answer has a ceiling, and the destructor leaves
/// no process behind, in whatever state it is.
class peer_process
{
public:
    peer_process();
    ~peer_process();
    peer_process(peer_process const&) = delete;
    peer_process& operator=(peer_process const&) = delete;

    std::int64_t pid() const;

    /// Has a thread of the peer do something, see peer.cpp.
    void send(std::string const& command, std::string const& thread = "main");

    /// What that thread answers to the oldest command that has not been answered.
    std::string answer(std::string const& thread = "main",
                       location where = location::here());

    /// Whether that answer is here.
    bool has_answered(std::string const& thread = "main");

    std::string ask(std::string const& command, std::string const& thread = "main",
                    location where = location::here());

    /// Goes on as a new program, which has the old one's process id and none of its
    /// locks.
    void exec(location where = location::here());

    /// SIGKILL, or what is like it; when it returns the process is gone.
    void kill();

    /// Between the two the process does nothing at all.
    void stop();
    void resume();

private:
    struct process;

    /// What has come since the last time, for which it waits so long if nothing has.
    std::string take_output(std::chrono::milliseconds patience);
    void read_lines(std::chrono::milliseconds patience);

    std::unique_ptr<process> process_;
    std::string unfinished_line_;
    std::map<std::string, std::deque<std::string>> answers_;
};

}  // namespace test

#endif
