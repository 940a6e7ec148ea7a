// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_CHILD_PROCESS_HPP_INCLUDED
#define FILELOCK_TEST_CHILD_PROCESS_HPP_INCLUDED

#include <pthread.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <functional>
#include <string>
#include <thread>

#include <boost/test/unit_test.hpp>

/// A forked child that runs a function, tells its result, and then lives until it is
/// killed, or until this process is gone.
class child_process
{
public:
    enum class kind
    {
        usual,
        without_main_thread  ///< Another goes on. Must be made in a thread of its own.
    };

    explicit child_process(std::function<std::string()> const& act,
                           kind how = kind::usual)
    {
        int told[2];
        int alive[2];
        BOOST_REQUIRE(::pipe(told) == 0 && ::pipe(alive) == 0);
        pid_ = ::fork();
        BOOST_REQUIRE(pid_ != -1);
        if (pid_ == 0)
        {
            ::close(alive[1]);
            ::alarm(300);
            if (how == kind::without_main_thread)
            {
                std::thread(run, act, told[1], alive[0]).detach();
                ::pthread_exit(nullptr);
            }
            run(act, told[1], alive[0]);
        }
        ::close(told[1]);
        ::close(alive[0]);
        alive_ = alive[1];
        char buffer[4096];
        for (ssize_t n = 0; (n = ::read(told[0], buffer, sizeof buffer)) > 0;)
        {
            told_.append(buffer, static_cast<std::size_t>(n));
        }
        ::close(told[0]);
    }

    child_process(child_process const&) = delete;
    child_process& operator=(child_process const&) = delete;

    ~child_process()
    {
        if (pid_ != 0)
        {
            ::kill(pid_, SIGKILL);
            reap();
        }
        ::close(alive_);
    }

    pid_t pid() const noexcept { return pid_; }
    std::string const& told() const noexcept { return told_; }

    /// Kills it and returns when it is a zombie.
    void kill() const
    {
        siginfo_t info{};
        ::kill(pid_, SIGKILL);
        BOOST_REQUIRE_EQUAL(
            ::waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOWAIT), 0);
    }

    void reap()
    {
        ::waitpid(pid_, nullptr, 0);
        pid_ = 0;
    }

private:
    [[noreturn]] static void run(std::function<std::string()> const& act, int tell,
                                 int alive)
    {
        try
        {
            std::string const result = act();
            if (::write(tell, result.data(), result.size()) == -1)
            {
                ::_exit(1);
            }
        }
        catch (std::exception const&)
        {
            ::_exit(1);
        }
        ::close(tell);
        char ignored;
        static_cast<void>(::read(alive, &ignored, 1) == 0);
        ::_exit(0);
    }

    pid_t pid_ = 0;
    int alive_ = -1;
    std::string told_;
};

/// Watches until the system shows the process as one that has exited.
inline bool becomes_zombie(std::int64_t pid)
{
    auto const end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    std::string state;
    while (state != "Z" && std::chrono::steady_clock::now() < end)
    {
        std::ifstream status("/proc/" + std::to_string(pid) + "/status");
        while (status >> state && state != "State:")
        {
        }
        status >> state;
        std::this_thread::yield();
    }
    return state == "Z";
}

#endif
