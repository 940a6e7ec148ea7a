// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_SLOT_PLAYERS_HPP_INCLUDED
#define FILELOCK_TEST_SLOT_PLAYERS_HPP_INCLUDED

#include <atomic>
#include <cstddef>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include <boost/interprocess/mapped_region.hpp>

#include <filelock/semaphore.hpp>

#include "support/fault_process.hpp"
#include "support/temporary_directory.hpp"

namespace test
{

/// Processes that share a semaphore, and the referee who counts how many are in.
///
/// Who is in holds a byte of a file by fcntl(), so that the dead are not counted: their
/// descriptors are closed in order, this one first, before anybody can have their slot.
/// Each who comes in counts, and again before it leaves. Those count whose byte is held
/// and who neither came nor went meanwhile: they are in together, at one moment.
class slot_players
{
public:
    static constexpr char const* ring_name = "ring";

    /// Players take the counts in turn.
    slot_players(path const& target, std::string const& scheme,
                 std::vector<std::ptrdiff_t> counts);
    ~slot_players();
    slot_players(slot_players const&) = delete;
    slot_players& operator=(slot_players const&) = delete;

    /// So many at a time, in ways that chance decides, until so many have been killed,
    /// and others stopped for a while. Fails the test if one of them fails.
    void play(int players, int kills);

    /// So many that come back as soon as they have left, until each has had so many
    /// turns.
    void run_without_pause(int players, int turns);

    long entries() const;

    /// How often somebody found more in than its own count.
    long overlaps() const;

    /// The most turns of others between somebody's request and its turn.
    long longest_wait() const;

private:
    struct table;

    table& shared() const;
    void enter(int seat);
    void leave(int seat);
    bool is_held(int seat) const;
    void check(int seat, std::ptrdiff_t count);
    void play_round(filelock::semaphore& mine, int seat, std::minstd_rand& random);
    std::unique_ptr<fault_process> start(int seat, unsigned seed);
    filelock::semaphore make(int seat) const;

    path const target_;
    std::string const scheme_;
    std::vector<std::ptrdiff_t> const counts_;
    int const ring_;
    boost::interprocess::mapped_region memory_;
};

}  // namespace test

#endif
