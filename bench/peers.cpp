// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "measure.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include <boost/filesystem/operations.hpp>
#include <boost/interprocess/sync/file_lock.hpp>

#include <filelock/hard_lock.hpp>

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

/// Python's packages are timed by Python: ten figures, microseconds a pair.
std::string python_script(std::string const& import, std::string const& pair)
{
    return "/usr/bin/python3 - 2>/dev/null <<'END'\n"
           "import time\n"
        + import
        + "\nfor _ in range(10):\n"
          "    began = time.perf_counter()\n"
          "    for _ in range(200):\n"
          "        "
        + pair
        + "\n"
          "    print((time.perf_counter() - began) / 200 * 1e6)\n"
          "END";
}

struct python_peer
{
    char const* name;
    char const* package;
    std::string import;
    std::string pair;
};

std::vector<python_peer> python_peers(std::string const& file)
{
    return {
        {"Python filelock.FileLock (flock)", "python3-filelock",
         "import filelock; lock = filelock.FileLock('" + file + ".1')",
         "lock.acquire(); lock.release()"},
        {"Python portalocker.Lock (flock)", "python3-portalocker",
         "import portalocker; lock = portalocker.Lock('" + file + ".2')",
         "lock.acquire(); lock.release()"},
        {"Python lockfile.LinkLockFile (hard link)", "python3-lockfile",
         "import lockfile.linklockfile as l; lock = l.LinkLockFile('" + file + ".3')",
         "lock.acquire(); lock.release()"},
    };
}

void add_python_peers(section& to, settings const& how)
{
    for (auto const& peer : python_peers((how.directory / "python").string()))
    {
        std::istringstream figures(output_of(python_script(peer.import, peer.pair)));
        std::vector<double> measured;
        for (double each = 0; figures >> each;)
        {
            measured.push_back(each);
        }
        if (measured.empty())
        {
            to.remark += std::string(to.remark.empty() ? "" : "; ") + peer.name
                + ": not measured, " + peer.package + " is not installed";
            continue;
        }
        to.rows.push_back({peer.name, summary(measured), "us", {}, {}, {}});
    }
}

double milliseconds_to_run(std::string const& command)
{
    auto const began = clock::now();
    if (std::system(command.c_str()) != 0)
    {
        return 0;
    }
    std::chrono::duration<double, std::milli> const took = clock::now() - began;
    return took.count();
}

void add_commands(section& to, settings const& how)
{
    std::string const file = "'" + (how.directory / "command").string() + "'";
    std::string const peer = "flock " + file + " true";
    std::string const ours = "'" + how.tool.string() + "' run " + file + " -- true";
    bool const has_tool = boost::filesystem::exists(how.tool);
    if (!has_tool || milliseconds_to_run(peer) == 0 || milliseconds_to_run(ours) == 0)
    {
        to.remark += std::string(to.remark.empty() ? "" : "; ")
            + (has_tool ? "flock(1) is not installed" : "--tool names no command");
        return;
    }
    std::vector<double> theirs_took;
    std::vector<double> ours_took;
    for (int round = 0; round < how.rounds(50); ++round)
    {
        theirs_took.push_back(milliseconds_to_run(peer));
        ours_took.push_back(milliseconds_to_run(ours));
    }
    to.rows.push_back({"flock FILE true", summary(theirs_took), "ms", {}, {}, {}});
    to.rows.push_back({"filelock run FILE -- true",
                       summary(ours_took),
                       "ms",
                       "flock",
                       ratio(ours_took, theirs_took),
                       {}});
}

}  // namespace

section measure_peers(settings const& how)
{
    section result{
        "Beside other packages: an uncontended pair; a command run under a lock", {}, {}};
    filelock::hard_lock hard(how.directory / "peer");
    std::vector<double> ours;
    for (int round = 0; round < how.rounds(50); ++round)
    {
        ours.push_back(nanoseconds_each(1000,
                                        [&]
                                        {
                                            hard.lock();
                                            hard.unlock();
                                        })
                       / 1000);
    }
    result.rows.push_back({"hard_lock", summary(ours), "us", {}, {}, {}});
    add_python_peers(result, how);
    add_commands(result, how);
    return result;
}

}  // namespace bench
