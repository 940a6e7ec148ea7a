// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "measure.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <boost/filesystem/operations.hpp>

#include <filelock/hard_lock.hpp>
#include <filelock/link_lock.hpp>

/// Other packages beside ours, where they are installed.

namespace bench
{

namespace
{

/// What a shell command prints; nothing if it fails.
std::string output_of(std::string const& command)
{
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(::popen(command.c_str(), "r"),
                                                         &::pclose);
    std::string text;
    std::array<char, 256> part{};
    while (pipe && std::fgets(part.data(), part.size(), pipe.get()) != nullptr)
    {
        text += part.data();
    }
    return pipe && ::pclose(pipe.release()) == 0 ? text : std::string();
}

/// A package of Python's, and how it makes a lock, or a semaphore of so many `slots`.
struct python_peer
{
    char const* name;
    char const* package;
    char const* import;
    std::string construct;
};

std::vector<python_peer> python_peers(settings const& how)
{
    std::string const file = (how.directory / "python").string();
    return {
        {"Python filelock.FileLock", "python3-filelock", "import filelock",
         "filelock.FileLock('" + file + ".1')"},
        {"Python portalocker.Lock", "python3-portalocker", "import portalocker",
         "portalocker.Lock('" + file + ".2')"},
        // 2.2.1 says aloud what it tries.
        {"Python portalocker.BoundedSemaphore", "python3-portalocker",
         "import portalocker; portalocker.utils.print = lambda *said: None",
         "portalocker.BoundedSemaphore(slots, name='slots', directory='"
             + how.directory.string() + "')"},
        {"Python lockfile.LinkLockFile", "python3-lockfile",
         "import lockfile.linklockfile",
         "lockfile.linklockfile.LinkLockFile('" + file + ".3')"},
    };
}

/// Microseconds a pair, one figure a round.
constexpr char pairs_in_python[] = R"(
import time
lock = make(4)
for _ in range(rounds):
    began = time.monotonic()
    for _ in range(200):
        lock.acquire()
        lock.release()
    print((time.monotonic() - began) / 200 * 1e6)
)";

/// Milliseconds from the release until the other process is inside. How long the lock
/// is held varies: these packages poll, and a fixed time would always meet the same
/// phase.
constexpr char hand_over_in_python[] = R"(
import os, random, time
for _ in range(rounds):
    start, result = os.pipe(), os.pipe()
    if os.fork() == 0:
        lock = make(1)
        os.read(start[0], 1)
        lock.acquire()
        os.write(result[1], repr(time.monotonic()).encode())
        lock.release()
        os._exit(0)
    lock = make(1)
    lock.acquire()
    os.write(start[1], b'x')
    time.sleep(random.uniform(0.1, 0.4))
    released = time.monotonic()
    lock.release()
    print((float(os.read(result[0], 64)) - released) * 1e3)
    os.wait()
)";

/// Python's packages are timed by Python, which prints one figure a round.
std::vector<double> timed_by_python(python_peer const& peer, char const* script,
                                    int rounds)
{
    std::istringstream printed(
        output_of("/usr/bin/python3 - 2>/dev/null <<'END'\n" + std::string(peer.import)
                  + "\ndef make(slots): return " + peer.construct
                  + "\nrounds = " + std::to_string(rounds) + script + "END"));
    return {std::istream_iterator<double>(printed), {}};
}

void add_python_peers(section& to, settings const& how, char const* script, int rounds)
{
    for (auto const& peer : python_peers(how))
    {
        auto const measured = timed_by_python(peer, script, rounds);
        if (measured.empty())
        {
            to.missing.push_back(std::string(peer.name) + ": not measured, "
                                 + peer.package + " is missing");
            continue;
        }
        to.rows.push_back(alone(peer.name, measured));
    }
}

/// Microseconds a pair.
std::vector<double> time_pairs(filelock::lock_base& lock, int rounds)
{
    std::vector<double> measured;
    for (int round = 0; round < rounds; ++round)
    {
        double const nanoseconds = nanoseconds_each(1000,
                                                    [&]
                                                    {
                                                        lock.lock();
                                                        lock.unlock();
                                                    });
        measured.push_back(nanoseconds / 1000);
    }
    return measured;
}

double milliseconds_to_run(std::string const& command)
{
    auto const began = clock::now();
    if (std::system(command.c_str()) != 0)
    {
        throw std::runtime_error("failed: " + command);
    }
    std::chrono::duration<double, std::milli> const took = clock::now() - began;
    return took.count();
}

}  // namespace

section measure_pairs_of_peers(settings const& how)
{
    int const rounds = how.rounds(20);
    filelock::hard_lock hard(how.directory / "peer");
    filelock::link_lock link(how.directory / "peer-link");
    section result{"Beside other packages: a pair that nobody contends for",
                   "us",
                   {alone("hard_lock", time_pairs(hard, rounds)),
                    alone("link_lock", time_pairs(link, rounds))}};
    add_python_peers(result, how, pairs_in_python, rounds);
    return result;
}

section measure_hand_over_of_peers(settings const& how)
{
    section result{"Hand-over to a sleeping process by other packages, on any core",
                   "ms"};
    add_python_peers(result, how, hand_over_in_python, how.rounds(20));
    return result;
}

section measure_commands(settings const& how)
{
    std::string const file = "'" + (how.directory / "command").string() + "'";
    std::string const theirs = "flock " + file + " true";
    std::string const ours = "'" + how.tool.string() + "' run " + file + " -- true";
    section result{"A command run under a lock, whole", "ms"};
    if (output_of("command -v flock").empty())
    {
        result.missing.emplace_back("flock: not measured, util-linux is missing");
        return result;
    }
    if (!boost::filesystem::exists(how.tool))
    {
        result.missing.emplace_back("filelock run: not measured, --tool names no file");
        return result;
    }
    std::vector<double> theirs_took;
    std::vector<double> ours_took;
    for (int round = 0; round < how.rounds(50); ++round)
    {
        theirs_took.push_back(milliseconds_to_run(theirs));
        ours_took.push_back(milliseconds_to_run(ours));
    }
    result.rows = {alone("flock FILE true", theirs_took),
                   compared("filelock run FILE -- true", ours_took, theirs_took)};
    return result;
}

}  // namespace bench
