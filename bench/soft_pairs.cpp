// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <string>
#include <vector>

#include <filelock/create_lock.hpp>
#include <filelock/link_lock.hpp>
#include <filelock/mkdir_lock.hpp>

#ifdef BENCH_HAS_LIBLOCKFILE
#include <lockfile.h>
#endif

#include "turns.hpp"

/// What a soft lock costs that nobody else wants, beside the system calls that it
/// cannot do without.

namespace bench
{

namespace
{

constexpr int pairs_a_round = 50;
constexpr int rounds = 200;

template <class Lock>
pair_way make_lock_way(char const* name, Lock& lock)
{
    return make_way(
        name,
        [&lock]
        {
            lock.lock();
            lock.unlock();
        },
        pairs_a_round);
}

template <class Lock>
pair_way make_shared_way(char const* name, Lock& lock)
{
    return make_way(
        name,
        [&lock]
        {
            lock.lock_shared();
            lock.unlock_shared();
        },
        pairs_a_round);
}

/// A peer in C, which does the same as the bare pair and a record besides.
void add_liblockfile(std::vector<pair_way>& to, std::string const& file)
{
#ifdef BENCH_HAS_LIBLOCKFILE
    to.push_back(make_way(
        "liblockfile",
        [file]
        {
            lockfile_create(file.c_str(), 0, 0);
            lockfile_remove(file.c_str());
        },
        pairs_a_round));
#else
    static_cast<void>(to);
    static_cast<void>(file);
#endif
}

}  // namespace

section measure_soft_pairs(settings const& how)
{
    std::string const kept = bare_lock_file(how, "kept");
    std::string const name = kept + ".link";
    std::string const directory = kept + ".directory";
    std::string const created = kept + ".created";
    filelock::link_lock link(how.directory / "link");
    filelock::mkdir_lock mkdir(how.directory / "mkdir");
    filelock::create_lock create(how.directory / "create");
    std::vector<pair_way> ways = {
        make_way(
            "bare link and unlink of a kept file",
            [&]
            {
                static_cast<void>(::link(kept.c_str(), name.c_str()));
                ::unlink(name.c_str());
            },
            pairs_a_round),
        make_lock_way("link_lock, exclusive", link),
        make_shared_way("link_lock, shared", link),
        make_way(
            "bare mkdir and rmdir",
            [&]
            {
                ::mkdir(directory.c_str(), 0777);
                ::rmdir(directory.c_str());
            },
            pairs_a_round),
        make_lock_way("mkdir_lock, exclusive", mkdir),
        make_way(
            "bare exclusive create, write and unlink",
            [&]
            {
                int const file =
                    ::open(created.c_str(), O_CREAT | O_EXCL | O_WRONLY, 0666);
                static_cast<void>(!::write(file, "1\n", 2));
                ::close(file);
                ::unlink(created.c_str());
            },
            pairs_a_round),
        make_lock_way("create_lock, exclusive", create),
    };
    add_liblockfile(ways, kept + ".liblockfile");
    take_turns(ways, how.rounds(rounds));
    section result{"A pair of a soft lock that nobody contends for", "ns", rows_of(ways)};
    result.rows[1].most_times = 2.6;
    return result;
}

}  // namespace bench
