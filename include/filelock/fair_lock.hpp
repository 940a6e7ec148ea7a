// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_FAIR_LOCK_HPP_INCLUDED
#define FILELOCK_FAIR_LOCK_HPP_INCLUDED

#include <string>
#include <type_traits>
#include <utility>

#include <boost/filesystem/path.hpp>

#include <filelock/config.hpp>
#include <filelock/lock_base.hpp>
#include <filelock/options.hpp>

namespace filelock
{

/// A lock of that type with a gate in front: nobody is starved, neither a writer by
/// readers who overlap without end, nor anybody by one who asks again at once.
///
/// The gate is another lock of the same kind, kept in the lock path with ".gate" appended
/// to its name. Who waits for the lock holds the gate meanwhile, and keeps those behind
/// who come later. Who need not wait passes through it, readers too, but no more than
/// once a millisecond, so that a pair costs hardly more than without. So whoever waits at
/// the head is overtaken for no more than a millisecond by each other object. Those
/// behind it get the gate in the order that its kind gives: nobody for ever the last, but
/// no strict queue.
///
/// All of Lock's members are there, and mean the same; is_locked(), owners() and the
/// errors are about the lock, not about the gate. Timeouts and cancellation cover both.
///
/// - Everybody who uses the lock should use it in this way. Who takes a plain Lock on the
///   same path excludes and is excluded, but keeps no order.
/// - A process that stands still while it waits at the head keeps out all who come later,
///   until it goes on or ends: that is what an order means. While nobody holds the lock,
///   owners() and errors name who has the gate.
/// - A try that does not wait is refused while somebody waits at the head, also if it
///   asks to share with those who are inside. Before that it gives one who merely passes
///   the gate a millisecond to do so.
/// - A thread that holds the lock already, through another object of this type, passes
///   the gate by: it does not wait for those who wait for it.
/// - Conversions do not pass the gate: who is inside goes on.
/// - Crash: the gate is freed as Lock is when a holder dies. Fork: the child has neither
///   lock nor gate. Exec, network file systems: as for Lock; so a process that waits for
///   a soft lock and becomes another program has the gate until that ends.
/// - Of soft locks, a waiting writer keeps new readers out in any case; there the gate
///   adds the order among writers. Their leftovers() are those of the gate, too, and
///   break_lock() frees the gate.
/// - The lock path's name may have up to 250 bytes; else an acquire fails.
///
/// `Lock` is any lock of this library, or a movable one that is derived from lock_base.
template <class Lock>
class fair_lock : public Lock
{
    static_assert(std::is_base_of_v<lock_base, Lock>,
                  "Lock must be derived from lock_base");

    using path = boost::filesystem::path;

public:
    /// For a Lock that is made of a target and options. Touches no disk.
    template <class Other = Lock,
              class = std::enable_if_t<
                  std::is_constructible_v<Other, path const&, options const&>>>
    explicit fair_lock(path const& target, options const& how_to = {})
        : fair_lock(Lock(target, how_to), Lock(target, of_gate(target, how_to)))
    {
    }

    /// For one whose scheme is chosen by name. Touches no disk.
    template <class Other = Lock,
              class = std::enable_if_t<std::is_constructible_v<
                  Other, std::string const&, path const&, options const&>>>
    fair_lock(std::string const& scheme_name, path const& target,
              options const& how_to = {})
        : fair_lock(Lock(scheme_name, target, how_to),
                    Lock(scheme_name, target, of_gate(target, how_to)))
    {
    }

    /// For every other: a lock and its gate, which are kept in different places.
    /// Precondition: neither is held.
    fair_lock(Lock lock, Lock gate) : Lock(std::move(lock))
    {
        this->stand_behind(std::move(gate));
    }

    fair_lock(fair_lock&&) noexcept = default;
    fair_lock& operator=(fair_lock&&) noexcept = default;

private:
    /// Nobody wants to know who has held the gate.
    static options of_gate(path const& target, options how_to)
    {
        how_to.lock_path = Lock::lock_path_of(target, how_to);
        how_to.lock_path += ".gate";
        how_to.record_owner = false;
        return how_to;
    }
};

}  // namespace filelock

#endif
