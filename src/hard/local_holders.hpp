// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_HARD_LOCAL_HOLDERS_HPP_INCLUDED
#define FILELOCK_HARD_LOCAL_HOLDERS_HPP_INCLUDED

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

#include <boost/assert.hpp>

#include <filelock/lock_mode.hpp>
#include <filelock/scheme.hpp>

namespace filelock
{
namespace hard
{

/// Which threads of this process hold a file's lock: one writer, or any number of
/// readers. The rules of a readers-writer lock, without any waiting. Not thread-safe.
class local_holders
{
public:
    bool empty() const noexcept { return !writer_ && readers_.empty(); }

    /// Whether those who are inside leave room for such a one.
    bool admits(lock_mode mode) const noexcept
    {
        return !writer_ && (mode == lock_mode::shared || readers_.empty());
    }

    /// Makes the next `more` calls of add() such that cannot fail.
    void make_room(std::size_t more)
    {
        if (readers_.capacity() - readers_.size() < more)
        {
            readers_.reserve(readers_.size() * 2 + more + 4);
        }
    }

    /// Preconditions: there is room, and those inside admit it.
    void add(request const& who) noexcept
    {
        BOOST_ASSERT(admits(who.mode));
        if (who.mode == lock_mode::exclusive)
        {
            writer_ = who.thread;
        }
        else
        {
            readers_.push_back(who.thread);
        }
    }

    /// Precondition: it was added.
    void remove(request const& who) noexcept
    {
        if (who.mode == lock_mode::exclusive)
        {
            writer_.reset();
            return;
        }
        auto const found = std::find(readers_.begin(), readers_.end(), who.thread);
        BOOST_ASSERT(found != readers_.end());
        *found = readers_.back();
        readers_.pop_back();
    }

    /// Precondition: a reader is inside.
    bool only_one_reader() const noexcept { return readers_.size() == 1; }

    /// Whether this very thread reads. Nobody knows that of thread zero.
    bool reads(thread_id thread) const noexcept
    {
        return thread != 0
            && std::find(readers_.begin(), readers_.end(), thread) != readers_.end();
    }

    /// Whether the thread would wait for a lock that it holds itself.
    bool would_wait_for_itself(request const& who) const noexcept
    {
        return who.thread != 0
            && (writer_ == who.thread
                || (who.mode == lock_mode::exclusive && reads(who.thread)));
    }

    template <class Visitor>
    void visit(Visitor visitor) const
    {
        if (writer_)
        {
            visitor(*writer_, lock_mode::exclusive);
        }
        for (thread_id const each : readers_)
        {
            visitor(each, lock_mode::shared);
        }
    }

private:
    std::optional<thread_id> writer_;
    std::vector<thread_id> readers_;
};

}  // namespace hard
}  // namespace filelock

#endif
