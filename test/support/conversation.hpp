// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_CONVERSATION_HPP_INCLUDED
#define FILELOCK_TEST_CONVERSATION_HPP_INCLUDED

#include <csignal>
#include <string>

#include <boost/filesystem/path.hpp>
#include <boost/test/unit_test.hpp>

#include "support/boost_process.hpp"
#include "support/location.hpp"
#include "support/program.hpp"

namespace test
{

/// A program of others that answers each line with one.
class conversation
{
public:
    explicit conversation(words const& command)
        : process_(found(command.front()),
                   process::args(words(command.begin() + 1, command.end())),
                   (process::std_in < questions_), (process::std_out > answers_))
    {
        std::signal(SIGPIPE, SIG_IGN);
    }

    ~conversation() { kill(); }
    conversation(conversation const&) = delete;
    conversation& operator=(conversation const&) = delete;

    pid_t pid() const { return process_.id(); }

    void send(std::string const& question) { questions_ << question << std::endl; }

    std::string answer(location where = location::here())
    {
        std::string line;
        std::getline(answers_, line);
        BOOST_REQUIRE_MESSAGE(answers_,
                              where << ": the program has ended; is it "
                                       "installed, with all it needs?");
        return line;
    }

    std::string ask(std::string const& question, location where = location::here())
    {
        send(question);
        return answer(where);
    }

    /// Ends its input, and waits until it has ended itself.
    void end()
    {
        questions_.pipe().close();
        process_.wait();
    }

    void kill()
    {
        // Boost's terminate() does not wait for the end.
        if (process_.valid())
        {
            ::kill(process_.id(), SIGKILL);
            process_.wait();
            process_ = {};
        }
    }

private:
    static boost::filesystem::path found(boost::filesystem::path const& name)
    {
        return name.is_absolute() ? name : process::search_path(name);
    }

    process::opstream questions_;
    process::ipstream answers_;
    process::child process_;
};

}  // namespace test

#endif
