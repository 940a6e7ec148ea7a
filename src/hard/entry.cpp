// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "hard/entry.hpp"

#include <utility>

#include "hard/kernel_wait.hpp"
#include "hard/waiter.hpp"
#include "os/lock_holders.hpp"

namespace filelock
{
namespace hard
{

entry::entry(os::file_id id, os::file own) noexcept : id_(id)
{
    files_.push_back(std::move(own));
    own_ = &files_.front();
}

entry::~entry() = default;

attempt entry::try_acquire(request const& who, error_code& ec)
{
    std::lock_guard<brief_mutex> const lock(guard_);
    if (flight_ != flight_state::none || !held_.admits(who.mode)
        || (!queue_.empty() && !may_overtake(who)))
    {
        return attempt::busy;
    }
    held_.make_room(queue_.size() + 1);
    if (!covered(who.mode, ec) && (ec || !ask_at_once(who.mode, ec)))
    {
        return attempt::busy;
    }
    held_.add(who);
    return attempt::taken;
}

bool entry::may_overtake(request const& who) const noexcept
{
    return who.mode == lock_mode::exclusive ? kernel_ == kernel_state::exclusive
                                            : held_.reads(who.thread);
}

bool entry::ask_at_once(lock_mode mode, error_code& ec)
{
    bool const is_taken = kernel_ == kernel_state::none ? native_.try_lock(mode, ec)
                                                        : native_.convert_to(mode, ec);
    if (!is_taken)
    {
        return false;
    }
    kernel_ =
        mode == lock_mode::exclusive ? kernel_state::exclusive : kernel_state::shared;
    return true;
}

/// Whether what the kernel has given is enough. An exclusive lock that the process has
/// kept for its threads becomes a shared one, so that readers elsewhere come in, too.
bool entry::covered(lock_mode mode, error_code& ec)
{
    if (mode == lock_mode::exclusive)
    {
        return kernel_ == kernel_state::exclusive;
    }
    return kernel_ == kernel_state::shared
        || (kernel_ == kernel_state::exclusive && ask_at_once(mode, ec));
}

void entry::give_back(error_code& ec)
{
    native_.unlock(ec);
    if (!ec)
    {
        kernel_ = kernel_state::none;
        cohort_.end();
    }
}

void entry::release(request const& who, error_code& ec)
{
    std::lock_guard<brief_mutex> const lock(guard_);
    held_.remove(who);
    if (!held_.empty())
    {
        return;
    }
    bool const wanted = !queue_.empty();
    if (!wanted || who.mode == lock_mode::shared || !cohort_.may_continue())
    {
        give_back(ec);
        if (ec)
        {
            held_.add(who);
        }
        else if (wanted)
        {
            advance();
        }
    }
    else if (queue_.front()->who.mode == lock_mode::exclusive)
    {
        // Woken, not granted: whoever of the process's threads comes first takes it.
        // Making all wait until the sleeper is up would cost a wake-up for every
        // hand-over.
        queue_.front()->bed.unpark();
    }
    else
    {
        advance();
    }
}

attempt entry::convert(request const& wanted, error_code& ec)
{
    guard const lock(guard_);
    bool const upgrade = wanted.mode == lock_mode::exclusive;
    if (upgrade && !held_.only_one_reader())
    {
        return attempt::busy;
    }
    held_.make_room(queue_.size() + 1);
    if (!ask_at_once(wanted.mode, ec))
    {
        return attempt::busy;
    }
    held_.remove(
        {upgrade ? lock_mode::shared : lock_mode::exclusive, wanted.thread, false});
    held_.add(wanted);
    advance();
    return attempt::taken;
}

bool entry::is_locked(error_code& ec)
{
    bool is_held_here = false;
    {
        guard const lock(guard_);
        if (!held_.empty())
        {
            return true;
        }
        is_held_here = kernel_ != kernel_state::none;
    }
    return os::find_lock_holder(own_file(), is_held_here, ec).has_value();
}

std::vector<owner> entry::owners(error_code& ec)
{
    std::vector<owner> found;
    bool is_held_here = false;
    {
        guard const lock(guard_);
        is_held_here = kernel_ != kernel_state::none;
        held_.visit(
            [&found](thread_id thread, lock_mode mode)
            {
                owner mine = this_owner();
                mine.thread = thread;
                mine.mode = mode;
                found.push_back(std::move(mine));
            });
    }
    owner const here = this_owner();
    for (auto const& other : os::find_lock_holders(own_file(), is_held_here, ec))
    {
        owner theirs;
        theirs.pid = other.pid;
        theirs.mode = other.mode;
        if (other.pid != 0)
        {
            theirs.host = here.host;
            theirs.boot_id = here.boot_id;
            theirs.machine_id = here.machine_id;
            theirs.pid_namespace = here.pid_namespace;
        }
        found.push_back(std::move(theirs));
    }
    return found;
}

}  // namespace hard
}  // namespace filelock
