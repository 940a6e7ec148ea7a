// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// The second program of the tests. It is told what to do over its standard input, one
// command a line, by test::peer_process, and answers with one line each:
//
//   THREAD COMMAND ARGUMENT…      →      THREAD ANSWER
//
// Each name of a thread is a thread of its own, made when it is first named; its commands
// are done one after another, those of several threads at the same time. When the input
// ends, for the test has ended somehow, the program ends whatever its threads wait for.
//
// Called as `peer --try PATH` it takes the hard lock that is kept in that file, without
// waiting: its exit status is 0 if it could, 1 if the lock was held.

#include <cstdlib>
#include <iomanip>
#include <iostream>
#include <map>
#include <memory>
#include <mutex>
#include <sstream>
#include <string>

#include <filelock/hard_lock.hpp>

#include "support/contender.hpp"
#include "support/peer_lock.hpp"
#include "support/peer_thread.hpp"
#include "support/referee.hpp"
#include "support/replace_program.hpp"

namespace
{

using namespace test;

class peer
{
public:
    explicit peer(std::string program) : program_(std::move(program)) {}

    [[noreturn]] void serve()
    {
        answer("main", "ready");
        std::string line;
        while (std::getline(std::cin, line))
        {
            std::istringstream words(line);
            std::string thread;
            words >> thread;
            std::string rest;
            std::getline(words, rest);
            auto& at = threads_[thread];
            if (!at)
            {
                at = std::make_unique<peer_thread>();
            }
            at->post([this, thread, rest] { answer(thread, done(rest)); });
        }
        std::_Exit(EXIT_SUCCESS);
    }

private:
    void answer(std::string const& thread, std::string const& text)
    {
        std::lock_guard<std::mutex> const lock(mutex_);
        std::cout << thread << ' ' << text << std::endl;
    }

    std::string done(std::string const& command)
    {
        try
        {
            std::istringstream words(command);
            return perform(words);
        }
        catch (std::exception const& e)
        {
            return std::string("error: ") + e.what();
        }
    }

    std::string perform(std::istream& words)
    {
        std::string verb;
        std::string name;
        words >> verb >> name;
        if (verb == "exit")
        {
            std::_Exit(std::stoi(name));
        }
        if (verb == "exec")
        {
            replace_program(program_);
            return "error: exec failed";
        }
        if (verb == "open")
        {
            return open(name, words);
        }
        if (verb == "close")
        {
            std::lock_guard<std::mutex> const lock(mutex_);
            locks_.erase(name);
            return "ok";
        }
        return use(lock_named(name), verb, words);
    }

    std::string open(std::string const& name, std::istream& words)
    {
        std::string kind;
        std::string file;
        words >> kind >> std::quoted(file);
        std::set<std::string> options;
        for (std::string option; words >> option;)
        {
            options.insert(option);
        }
        auto made = make_peer_lock(kind, file, options);
        std::lock_guard<std::mutex> const lock(mutex_);
        locks_[name] = std::move(made);
        return "ok";
    }

    std::shared_ptr<peer_lock> lock_named(std::string const& name)
    {
        std::lock_guard<std::mutex> const lock(mutex_);
        return locks_.at(name);
    }

    static filelock::lock_mode read_mode(std::istream& words)
    {
        std::string text;
        words >> text;
        return text == to_string(filelock::lock_mode::shared)
            ? filelock::lock_mode::shared
            : filelock::lock_mode::exclusive;
    }

    static std::string use(std::shared_ptr<peer_lock> const& lock,
                           std::string const& verb, std::istream& words)
    {
        if (verb == "lock")
        {
            auto const mode = read_mode(words);
            std::chrono::milliseconds::rep milliseconds = 0;
            words >> milliseconds;
            peer_lock::timeout const forever;
            return lock->lock(mode,
                              words ? std::chrono::milliseconds(milliseconds) : forever);
        }
        if (verb == "release")
        {
            return lock->release();
        }
        if (verb == "convert")
        {
            return lock->convert(read_mode(words));
        }
        if (verb == "contend")
        {
            std::string table;
            int rounds = 0;
            unsigned seed = 0;
            words >> std::quoted(table) >> rounds >> seed;
            referee judge(table);
            return contend(*lock, judge, rounds, seed);
        }
        if (verb == "locked")
        {
            return lock->is_locked();
        }
        if (verb == "died")
        {
            return lock->previous_owner_died();
        }
        return "error: no such command: " + verb;
    }

    std::string const program_;
    std::mutex mutex_;
    std::map<std::string, std::shared_ptr<peer_lock>> locks_;
    std::map<std::string, std::unique_ptr<peer_thread>> threads_;
};

int try_once(char const* file)
{
    filelock::options how;
    how.lock_path = file;
    filelock::hard_lock lock(file, how);
    return lock.try_lock() ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace

int main(int argc, char* argv[])
{
    if (argc == 3 && std::string(argv[1]) == "--try")
    {
        return try_once(argv[2]);
    }
    // Not destroyed: its threads may be waiting for ever.
    auto* const it = new peer(argv[0]);
    it->serve();
}
