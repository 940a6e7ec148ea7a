// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "measure.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <string>
#include <vector>

#include <filelock/file_content.hpp>
#include <filelock/file_handle.hpp>
#include <filelock/handle_lock.hpp>
#include <filelock/locked_file.hpp>
#include <filelock/semaphore.hpp>

#include "turns.hpp"

/// Locks on open files, files that are open under a lock, and slots, beside the system
/// calls that somebody would write by hand.

namespace bench
{

namespace
{

constexpr int files_a_round = 20;
constexpr int rounds_of_files = 100;

struct descriptor
{
    explicit descriptor(std::string const& name, int flags = 0)
        : number(::open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | flags, 0666))
    {
    }
    ~descriptor() { ::close(number); }
    descriptor(descriptor const&) = delete;
    descriptor& operator=(descriptor const&) = delete;

    int const number;
};

void write_line(int file)
{
    static char const line[] = "1\n";
    static_cast<void>(::write(file, line, sizeof line - 1) == 0);
}

/// As Go's internal package lockedfile opens for writing: open, flock, then truncate.
void write_under_flock(std::string const& name)
{
    descriptor const file(name);
    ::flock(file.number, LOCK_EX);
    static_cast<void>(::ftruncate(file.number, 0) == 0);
    write_line(file.number);
}

/// What must be done by hand for a file that is old or new after a loss of power.
void replace_by_hand(std::string const& directory)
{
    std::string const fresh = directory + "/by-hand.new";
    {
        descriptor const file(fresh, O_EXCL);
        write_line(file.number);
        ::fsync(file.number);
    }
    ::rename(fresh.c_str(), (directory + "/by-hand").c_str());
    int const names = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    ::fsync(names);
    ::close(names);
}

}  // namespace

section measure_handles(settings const& how)
{
    descriptor const bare((how.directory / "flock").string());
    descriptor const ours((how.directory / "handle").string());
    std::vector<pair_way> ways = {
        make_way("bare flock",
                 [&]
                 {
                     ::flock(bare.number, LOCK_EX);
                     ::flock(bare.number, LOCK_UN);
                 }),
        make_way("lock(handle), unlock(handle)",
                 [&]
                 {
                     lock(filelock::handle_ref(ours.number),
                          filelock::lock_flags::exclusive);
                     unlock(filelock::handle_ref(ours.number));
                 }),
        make_way("handle_lock", [&] { filelock::handle_lock const mine(ours.number); })};
    take_turns(ways, how.rounds(rounds_of_files));
    return {"A pair of a lock on an open file", "ns", rows_of(ways)};
}

section measure_locked_files(settings const& how)
{
    std::string const directory = how.directory.string();
    auto const way = [](char const* name, auto call)
    { return make_way(name, call, files_a_round); };
    std::vector<pair_way> ways = {
        way("by hand: open, flock, ftruncate, write, close",
            [&] { write_under_flock(directory + "/go"); }),
        way("locked_file, opened, written, closed",
            [&]
            {
                filelock::locked_file file(directory + "/opened", std::ios::out);
                file << "1\n";
                file.close();
            }),
        way("by hand: write, fsync, rename, fsync the directory",
            [&] { replace_by_hand(directory); }),
        way("write_file", [&] { filelock::write_file(directory + "/replaced", "1\n"); })};
    take_turns(ways, how.rounds(rounds_of_files));
    return {"A file written under its lock", "ns", rows_of(ways)};
}

section measure_slots(settings const& how)
{
    filelock::hard_lock one(how.directory / "slot");
    filelock::semaphore hard(how.directory / "slots", 4);
    filelock::semaphore link(how.directory / "link-slots", 4, "link");
    auto const pair_of = [](auto& what)
    {
        return [&]
        {
            what.acquire();
            what.release();
        };
    };
    std::vector<pair_way> ways = {
        make_way("hard_lock", pair_of(one), files_a_round),
        make_way("semaphore of 4", pair_of(hard), files_a_round),
        make_way(
            "semaphore of 4, try_acquire",
            [&]
            {
                static_cast<void>(hard.try_acquire());
                hard.release();
            },
            files_a_round),
        make_way("semaphore of 4 by link locks", pair_of(link), files_a_round)};
    take_turns(ways, how.rounds(rounds_of_files));
    return {"A slot of a semaphore that nobody contends for", "ns", rows_of(ways)};
}

}  // namespace bench
