// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "support/fault_sequences.hpp"

#include <algorithm>

#include <filelock/error.hpp>

#include "support/expect.hpp"

namespace test
{

namespace
{

using filelock::lock_mode;

constexpr auto exclusive = lock_mode::exclusive;
constexpr auto shared = lock_mode::shared;

void nobody(fault_scene&) {}
void living_reader(fault_scene& scene)
{
    scene.add_living(shared);
}
void living_writer(fault_scene& scene)
{
    scene.add_living(exclusive);
}
void dead_readers(fault_scene& scene)
{
    scene.add_dead(shared, 2);
}
void nameless_writer(fault_scene& scene)
{
    scene.add_nameless();
}
void dead_writer(fault_scene& scene)
{
    scene.add_dead(exclusive);
}

void nothing(judged_lock&) {}
void take(judged_lock& lock)
{
    lock.take(exclusive);
}
void share(judged_lock& lock)
{
    lock.take(shared);
}

void take_and_give_back(judged_lock& lock)
{
    if (lock.take(exclusive))
    {
        lock.give_back();
    }
}

void share_and_give_back(judged_lock& lock)
{
    if (lock.take(shared))
    {
        lock.give_back();
    }
}

void convert_and_give_back(judged_lock& lock, lock_mode to)
{
    // Not converted, it may be held as before, or may have been lost.
    if (lock.change(to) || lock.lock().i_am_locking())
    {
        lock.give_back();
    }
}

void downgrade(judged_lock& lock)
{
    convert_and_give_back(lock, shared);
}
void upgrade(judged_lock& lock)
{
    convert_and_give_back(lock, exclusive);
}

void wait_and_give_back(judged_lock& lock)
{
    bool taken = false;
    try
    {
        taken = lock.take(exclusive, patience);
    }
    catch (filelock::lock_failed const& e)
    {
        expect(e.code() == boost::system::errc::operation_canceled, e.what());
    }
    if (taken)
    {
        lock.give_back();
    }
}

void break_by_order(judged_lock& lock)
{
    expect(!lock.break_it(), "a lock that can be broken");
}

}  // namespace

/// The victim asks the reader to leave while it waits for it, and does not wait for ever:
/// in a test that stops it, it may be waiting for the test.
filelock::options options_of_victim(fault_scene& scene)
{
    filelock::options how;
    how.abandoned_after = std::chrono::nanoseconds(0);
    how.cancellation = std::function<bool()>(
        [&scene, asked = 0]() mutable
        {
            if (++asked == 2)
            {
                scene.have_living_leave();
            }
            return asked == 6;
        });
    return how;
}

std::vector<sequence> const& sequences()
{
    auto const pair = take_and_give_back;
    static std::vector<sequence> const all = {
        {"first hold", 8, false, nobody, nothing, pair},
        {"second hold", 5, false, nobody, pair, pair},
        {"shared hold", 12, false, nobody, nothing, share_and_give_back},
        {"downgrade", 7, false, nobody, take, downgrade},
        {"upgrade", 12, false, nobody, share, upgrade},
        {"writer that finds a reader", 14, false, living_reader, nothing, pair},
        {"writer that waits", 20, false, living_reader, nothing, wait_and_give_back},
        {"writer after a dead one", 18, false, dead_writer, nothing, pair},
        {"writer after dead readers", 18, false, dead_readers, nothing, pair},
        {"writer after a nameless one", 12, false, nameless_writer, nothing, pair},
        {"break of a living writer", 10, true, living_writer, nothing, break_by_order},
        {"break of a living reader", 9, true, living_reader, nothing, break_by_order},
        {"break of a dead writer", 10, true, dead_writer, nothing, break_by_order}};
    return all;
}

sequence const& sequence_named(std::string const& name)
{
    auto const& all = sequences();
    return *std::find_if(all.begin(), all.end(),
                         [&](sequence const& each) { return each.name == name; });
}

}  // namespace test
