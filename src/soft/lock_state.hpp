// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_SOFT_LOCK_STATE_HPP_INCLUDED
#define FILELOCK_SOFT_LOCK_STATE_HPP_INCLUDED

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include <filelock/options.hpp>
#include <filelock/scheme.hpp>

#include "soft/marker.hpp"
#include "soft/own_holds.hpp"
#include "soft/readers.hpp"
#include "soft/staleness.hpp"

namespace filelock
{
namespace soft
{

/// What stood in the way of an attempt: what a waiter watches.
struct obstacle
{
    /// X is ours, and these readers are in; else X is another's.
    bool is_readers = false;

    /// Of X, or of the readers' directory, from before the attempt came to its end.
    os::file_facts facts;

    std::vector<std::int64_t> processes;  ///< That live on this machine and hold it.
};

/// What one lock object has on disk, and its single steps: nothing here waits for another
/// holder. Thread-safe: one thread at a time, so that the marker is used by one.
class lock_state
{
public:
    lock_state(path const& readers_directory, options const& how_to,
               std::unique_ptr<marker> mark);

    /// Gives back an X that could not be given back before.
    ~lock_state();

    char const* name() const noexcept { return marker_->name(); }

    attempt try_once(request const& who, obstacle& why, error_code& ec);

    /// Whether this thread has X and waits for readers to leave.
    bool is_draining() const;

    /// Ends that without the lock.
    void stop_draining() noexcept;

    void release(request const& who, error_code& ec);
    bool is_still_held(request const& who, error_code& ec);
    attempt convert(request const& wanted, error_code& ec);
    bool is_locked(error_code& ec);
    bool is_held_by(thread_id thread, error_code& ec);
    std::vector<owner> owners(error_code& ec);
    std::vector<path> leftovers(error_code& ec);
    std::vector<path> remove_leftovers(error_code& ec);

    std::optional<sighting> look(error_code& ec);

    /// Breaks the marker that was seen, by order. False: see marker::take_away().
    bool take_away(sighting const& seen, error_code& ec);

    /// Breaks all readers by order, and tidies up.
    void break_readers(error_code& ec);

    /// In which modes stale holds have been broken since the last call.
    std::vector<lock_mode> take_broken();

private:
    using guard = std::lock_guard<std::mutex>;

    /// What this object has X for.
    enum class use
    {
        none,
        lock,     ///< one of its threads has the exclusive lock
        draining  ///< one waits for readers to leave
    };

    /// One of this object's threads reads.
    struct entry
    {
        std::string bearer;
        std::unique_ptr<own_hold> hold;
    };

    attempt take_marker(obstacle& why, error_code& ec);
    void remove_marker(error_code& ec);
    void give_marker_back() noexcept;
    std::vector<path> tidy_up(error_code& ec);
    bool is_lost();
    void hold(thread_id thread);

    attempt try_exclusive(request const& who, obstacle& why, error_code& ec);
    bool are_readers_gone(obstacle& why, error_code& ec);
    bool remove_dead_readers(std::string const* but, obstacle& why, error_code& ec);
    attempt try_shared(request const& who, obstacle& why, error_code& ec);
    void exchange_marker_for_entry(thread_id thread, error_code& ec);
    void note_entry(thread_id thread, std::string bearer);
    bool reads_here(thread_id thread);

    void release_exclusive(thread_id thread, error_code& ec);
    void release_shared(thread_id thread, error_code& ec);
    attempt downgrade(thread_id thread, error_code& ec);
    attempt upgrade(thread_id thread, error_code& ec);
    attempt become_writer(thread_id thread, error_code& ec);

    mutable std::mutex mutex_;
    std::unique_ptr<marker> const marker_;
    readers readers_;
    staleness staleness_;
    use use_ = use::none;
    thread_id user_ =
        0;  // The exclusive holder as in its request, or the thread that drains.
    own_hold exclusive_;
    bool has_marker_ = false;  // X is ours, though perhaps nobody wants it.
    std::multimap<thread_id, entry> entries_;
    std::vector<lock_mode> broken_;
};

}  // namespace soft
}  // namespace filelock

#endif
