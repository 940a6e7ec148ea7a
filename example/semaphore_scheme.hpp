// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef EXAMPLE_SEMAPHORE_SCHEME_HPP_INCLUDED
#define EXAMPLE_SEMAPHORE_SCHEME_HPP_INCLUDED

/// How to keep locks in a way of one's own: here without any file, in a set of System V
/// semaphores, which the system takes back from a process that dies (SEM_UNDO).
///
///     filelock::custom_lock lock("stock", std::make_unique<semaphore_scheme>(key));
///
/// Semaphore 0 is the writer's, each other one a reader's. What is not zero is held, and
/// the system remembers by which process. One semop() looks at as many of them as need be
/// and changes some, or does nothing: so there is no state in between, whoever is killed
/// or paused wherever.
///
/// Who has the lock exclusively is alone, and may remove the whole set when it goes; the
/// others find it gone (EIDRM, EINVAL) and make a new one. So nothing remains, unless the
/// last holder is killed: then a set of zeros (`ipcrm` removes it).
///
/// Waiting is the default, which looks from time to time; a scheme that can be woken
/// overrides wait().
///
/// For systems where a new set is all zeros, such as Linux, and for the processes of one
/// user. A program
/// that replaces the holder by exec goes on to hold the lock. At most 31 readers.

#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/types.h>

#include <cerrno>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include <filelock/error.hpp>
#include <filelock/owner.hpp>
#include <filelock/scheme.hpp>

class semaphore_scheme final : public filelock::scheme
{
public:
    /// `key` stands for the lock, as a lock path else does; see ftok(3) for one that is
    /// derived from a file. Precondition: it is not IPC_PRIVATE.
    explicit semaphore_scheme(key_t key) : key_(key) {}

    char const* name() const noexcept override { return "semaphores"; }

    filelock::attempt try_acquire(filelock::request const& who, error_code& ec) override
    {
        for (;;)
        {
            hold wanted{semget(key_, places, IPC_CREAT | 0600), writer};
            changes what;
            if (who.mode == filelock::lock_mode::exclusive)
            {
                must_be_zero_all(what);
            }
            else
            {
                wanted.place = free_place(wanted.set);
                what = {must_be_zero(writer), must_be_zero(wanted.place)};
            }
            what.push_back(add(wanted.place, 1));
            if (try_change(wanted.set, what))
            {
                remember(who.thread, wanted);
                return filelock::attempt::taken;
            }
            if (errno != EAGAIN && errno != EIDRM
                && (errno != EINVAL || wanted.set == -1))
            {
                ec = last_error();
                return filelock::attempt::busy;
            }
            // Another reader may have been faster at that place, or the last holder may
            // have removed the set.
            if (errno == EAGAIN && !is_free_for(who.mode, wanted.set))
            {
                return filelock::attempt::busy;
            }
        }
    }

    void release(filelock::request const& who, error_code& ec) override
    {
        hold const mine = forget(who.thread);
        bool const alone = mine.place == writer || try_change(mine.set, upgrade(mine));
        if (alone ? semctl(mine.set, 0, IPC_RMID) != 0
                  : !try_change(mine.set, {add(mine.place, -1)}))
        {
            ec = filelock::errc::not_my_lock;  // somebody has removed the set
        }
    }

    filelock::attempt convert(filelock::request const& wanted, error_code& ec) override
    {
        hold const before = forget(wanted.thread);
        hold after{before.set, writer};
        bool changed = false;
        if (wanted.mode == filelock::lock_mode::exclusive)
        {
            changed = try_change(before.set, upgrade(before));
        }
        else
        {
            after.place = 1;  // nobody else is inside
            changed = try_change(before.set, {add(writer, -1), add(1, 1)});
        }
        if (!changed && errno != EAGAIN)
        {
            ec = filelock::errc::not_my_lock;
            return filelock::attempt::busy;
        }
        remember(wanted.thread, changed ? after : before);
        return changed ? filelock::attempt::taken : filelock::attempt::busy;
    }

    bool is_locked(error_code& ec) override { return !owners(ec).empty(); }

    std::vector<filelock::owner> owners(error_code& ec) override
    {
        std::vector<filelock::owner> found;
        int const set = semget(key_, places, 0);
        for (unsigned short place = 0; set != -1 && place < places; ++place)
        {
            if (semctl(set, place, GETVAL) > 0)
            {
                filelock::owner who = filelock::this_owner();
                who.pid = semctl(set, place, GETPID);
                who.process_start = 0;
                who.mode = place == writer ? filelock::lock_mode::exclusive
                                           : filelock::lock_mode::shared;
                found.push_back(who);
            }
        }
        if (set == -1 && errno != ENOENT)
        {
            ec = last_error();
        }
        return found;
    }

    /// Who holds it lives, else the system had taken it back.
    void break_lock(error_code& ec) override
    {
        if (is_locked(ec))
        {
            ec = filelock::errc::unsupported;
        }
    }

    /// The kernel gives the child nothing. The mutex may be locked by a thread that the
    /// child lacks, so that all of it stays behind.
    void forget_after_fork() noexcept override
    {
        static_cast<void>(holds_.release());
        holds_ = std::make_unique<table>();
    }

private:
    static constexpr int places = 32;
    static constexpr unsigned short writer = 0;

    using changes = std::vector<sembuf>;

    struct hold
    {
        int set;
        unsigned short place;
    };

    struct table
    {
        std::mutex mutex;
        std::multimap<filelock::thread_id, hold> of;
    };

    static error_code last_error() { return {errno, boost::system::system_category()}; }

    static sembuf add(unsigned short place, short change)
    {
        return {place, change, IPC_NOWAIT | SEM_UNDO};
    }

    static sembuf must_be_zero(unsigned short place) { return {place, 0, IPC_NOWAIT}; }

    static void must_be_zero_all(changes& to)
    {
        for (unsigned short place = 0; place < places; ++place)
        {
            to.push_back(must_be_zero(place));
        }
    }

    /// In this order, at one stroke: out as a reader, nobody there, in as the writer.
    static changes upgrade(hold const& from)
    {
        changes made{add(from.place, -1)};
        must_be_zero_all(made);
        made.push_back(add(writer, 1));
        return made;
    }

    static bool try_change(int set, changes what)
    {
        return semop(set, what.data(), what.size()) == 0;
    }

    /// The first reader's place that is free, or the last.
    static unsigned short free_place(int set)
    {
        unsigned short place = 1;
        while (place < places - 1 && semctl(set, place, GETVAL) != 0)
        {
            ++place;
        }
        return place;
    }

    /// Whether another attempt is worth making at once.
    static bool is_free_for(filelock::lock_mode mode, int set)
    {
        return mode == filelock::lock_mode::shared && semctl(set, writer, GETVAL) == 0
            && semctl(set, free_place(set), GETVAL) == 0;
    }

    void remember(filelock::thread_id thread, hold const& what)
    {
        std::lock_guard<std::mutex> const lock(holds_->mutex);
        holds_->of.emplace(thread, what);
    }

    /// One of the thread's, which there is.
    hold forget(filelock::thread_id thread)
    {
        std::lock_guard<std::mutex> const lock(holds_->mutex);
        auto const found = holds_->of.find(thread);
        hold const what = found->second;
        holds_->of.erase(found);
        return what;
    }

    key_t const key_;
    std::unique_ptr<table> holds_ = std::make_unique<table>();
};

#endif
