// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_SLOTS_LOCK_SET_HPP_INCLUDED
#define FILELOCK_SLOTS_LOCK_SET_HPP_INCLUDED

#include <atomic>
#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

#include <boost/filesystem/path.hpp>
#include <boost/system/error_code.hpp>

#include <filelock/cancellation.hpp>
#include <filelock/lock_base.hpp>
#include <filelock/options.hpp>
#include <filelock/owner.hpp>
#include <filelock/semaphore.hpp>

namespace filelock
{
namespace slots
{

/// A slot that is held, or none.
struct slot
{
    std::shared_ptr<lock_base> lock;
    std::ptrdiff_t number = 0;
};

/// Who waits and is the first to get a slot, and the lock that says so.
struct line_head
{
    boost::filesystem::path lock_path;
    std::vector<owner> owners;  ///< None: nobody waits.
};

/// The locks of which one semaphore object is made: how they are made, and those that it
/// keeps for the next time. Any thread may use it at any time.
///
/// A slot's lock is the object's (`threaded` is false), and used by one thread at a time:
/// who takes or tries it has taken it out. A forked child begins with none.
class lock_set
{
public:
    using error_code = boost::system::error_code;
    using path = boost::filesystem::path;

    /// `base` is what the paths begin with.
    lock_set(path base, std::ptrdiff_t count, options how_to, semaphore::lock_maker make);

    /// Where those who wait queue: all but the first two.
    std::shared_ptr<lock_base> queue();

    /// Held by the first of those who wait.
    std::shared_ptr<lock_base> turn();

    path slot_path(std::ptrdiff_t number) const;

    /// A lock for a slot, not used before, whose waits `cancel` ends.
    slot make_slot(std::ptrdiff_t number, cancellation const& cancel) const;

    /// The free slot with the lowest number; none, and no error, if all are held. Never
    /// waits.
    slot take_free(error_code& ec);

    /// Gives back a slot that is held; it is held still after an error but not_my_lock.
    void release(slot const& taken, error_code& ec);

    /// Keeps the lock of a slot that is not held for the next time.
    void put_back(slot const& idle);

    /// Keeps a slot that is held for who asks for the last one.
    void hold(slot taken);
    slot last_held();
    std::ptrdiff_t held_count();
    void release_held();

    /// Whether anybody holds one of the slots.
    bool is_any_held(error_code& ec);

    /// Who holds them.
    std::vector<owner> owners(error_code& ec);

    line_head first_in_line(error_code& ec);

    /// The path of a lock that has this to say when it is asked; else an empty one.
    path complaining(error_code const& of);

private:
    struct kept_locks
    {
        explicit kept_locks(std::ptrdiff_t count) : idle(static_cast<std::size_t>(count))
        {
        }

        std::mutex mutex;
        std::shared_ptr<lock_base> queue;
        std::shared_ptr<lock_base> turn;
        std::vector<std::shared_ptr<lock_base>> idle;  ///< By number, less one.
        std::vector<slot> held;
    };

    kept_locks& kept();
    std::shared_ptr<lock_base> make(path const& where, options how_to) const;
    std::shared_ptr<lock_base> door(std::shared_ptr<lock_base> kept_locks::*which,
                                    char const* name);
    slot take_out(std::ptrdiff_t number);

    path const base_;
    std::ptrdiff_t const count_;
    options const how_to_;
    semaphore::lock_maker const make_;
    std::unique_ptr<kept_locks> kept_;
    std::atomic<unsigned> generation_;
};

}  // namespace slots
}  // namespace filelock

#endif
