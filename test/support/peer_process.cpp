// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "support/peer_process.hpp"

#include <boost/test/unit_test.hpp>

#include "support/watch.hpp"

/// The conversation with the peer. How it is started and ended is the systems' business.

namespace test
{

void peer_process::read_lines(std::chrono::milliseconds patience)
{
    unfinished_line_ += take_output(patience);
    std::size_t end = 0;
    while ((end = unfinished_line_.find('\n')) != std::string::npos)
    {
        std::string const line = unfinished_line_.substr(0, end);
        unfinished_line_.erase(0, end + 1);
        std::size_t const space = line.find(' ');
        answers_[line.substr(0, space)].push_back(line.substr(space + 1));
    }
}

bool peer_process::has_answered(std::string const& thread)
{
    read_lines(std::chrono::milliseconds(0));
    return !answers_[thread].empty();
}

std::string peer_process::answer(std::string const& thread, location where)
{
    stopwatch const watch;
    while (!has_answered(thread))
    {
        BOOST_REQUIRE_MESSAGE(watch.elapsed() < ceiling, where << ": the peer is silent");
        read_lines(std::chrono::milliseconds(100));
    }
    std::string const first = answers_[thread].front();
    answers_[thread].pop_front();
    return first;
}

std::string peer_process::ask(std::string const& command, std::string const& thread,
                              location where)
{
    send(command, thread);
    return answer(thread, where);
}

void peer_process::exec(location where)
{
    std::string const new_program = ask("exec", "main", where);
    BOOST_REQUIRE_MESSAGE(new_program == "ready", where << ": " << new_program);
}

}  // namespace test
