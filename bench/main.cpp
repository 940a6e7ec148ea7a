// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

/// filelock_bench: what the locks cost, as ratios against what they stand on and against
/// what they compete with, measured in turns in one run. doc/benchmarks.adoc explains it.

#include <cstdlib>
#include <fstream>
#include <functional>
#include <iostream>
#include <thread>

#include <boost/filesystem/operations.hpp>
#include <boost/program_options.hpp>

#include "measure.hpp"

namespace bench
{

std::string bare_lock_file(settings const& how, char const* name)
{
    std::string file = (how.directory / name).string();
    std::ofstream(file, std::ios::app);
    return file;
}

namespace
{

namespace po = boost::program_options;
namespace fs = boost::filesystem;

/// A directory of its own, removed in the end.
struct scratch
{
    explicit scratch(fs::path const& in)
        : name(in / fs::unique_path("filelock-bench-%%%%%%"))
    {
        fs::create_directories(name);
    }
    ~scratch()
    {
        boost::system::error_code ignored;
        fs::remove_all(name, ignored);
    }
    scratch(scratch const&) = delete;
    scratch& operator=(scratch const&) = delete;

    fs::path const name;
};

std::vector<section> measure_everything(settings const& how)
{
    std::vector<std::function<section()>> parts = {
        [&] { return measure_exclusive_pairs(how); },
        [&] { return measure_shared_pairs(how); },
        [&] { return measure_readers(how); },
        [&] { return measure_soft_pairs(how); },
        [&] { return measure_sqlite_pairs(how); },
        [&] { return measure_handles(how); },
        [&] { return measure_locked_files(how); },
        [&] { return measure_slots(how); },
        [&] { return measure_threads(how); },
        [&] { return measure_hand_over(how, true); },
    };
    if (std::thread::hardware_concurrency() > 1)
    {
        parts.emplace_back([&] { return measure_hand_over(how, false); });
    }
    parts.emplace_back([&] { return measure_fair_pairs(how); });
    parts.emplace_back([&] { return measure_starvation(how); });
    parts.emplace_back([&] { return measure_shares(how); });
    parts.emplace_back([&] { return measure_killed_holders(how); });
    parts.emplace_back([&] { return measure_waiting(how); });
    parts.emplace_back([&] { return measure_lateness(how); });
    parts.emplace_back([&] { return measure_pairs_of_peers(how); });
    parts.emplace_back([&] { return measure_hand_over_of_peers(how); });
    parts.emplace_back([&] { return measure_commands(how); });

    std::vector<section> all;
    for (auto const& part : parts)
    {
        all.push_back(part());
        std::cerr << '.' << std::flush;
    }
    std::cerr << '\n';
    return all;
}

int run(int argc, char** argv)
{
    settings how;
    std::string directory;
    std::string tool;
    po::options_description options("usage: filelock_bench [options]");
    options.add_options()("help,h", "say this")("json", "print JSON instead of a table")(
        "quick", "a tenth of the rounds: a smoke test, not a measurement")(
        "directory", po::value(&directory)->default_value("."),
        "where to make the lock files; the file system matters")(
        "tool", po::value(&tool),
        "the command `filelock`, to be measured beside flock(1)");
    po::variables_map given;
    po::store(po::parse_command_line(argc, argv, options), given);
    po::notify(given);
    if (given.count("help") != 0)
    {
        std::cout << options;
        return EXIT_SUCCESS;
    }
    how.effort = given.count("quick") != 0 ? 0.1 : 1;
    how.tool = tool;
    scratch const made(fs::absolute(directory));
    how.directory = made.name;
    auto const all = measure_everything(how);
    std::cout << (given.count("json") != 0 ? as_json(all) : as_table(all));
    return std::cout.flush() ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace

}  // namespace bench

int main(int argc, char** argv)
{
    try
    {
        return bench::run(argc, argv);
    }
    catch (std::exception const& e)
    {
        std::cerr << "filelock_bench: " << e.what() << '\n';
        return EXIT_FAILURE;
    }
}
