// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// How soon who has waited for a soft lock for long is woken. A hard lock's waiters sleep
// in the kernel.

#define BOOST_TEST_MODULE wake_posix_test
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <deque>
#include <optional>
#include <string>

#include <boost/filesystem/operations.hpp>

#include <filelock/any_lock.hpp>

#include "support/abilities.hpp"
#include "support/every_lock.hpp"
#include "support/remote_lock.hpp"
#include "support/temporary_directory.hpp"
#include "support/worker.hpp"

namespace
{

using namespace test;
using namespace std::chrono_literals;
using filelock::lock_mode;

/// One who waits for a lock that another process holds, and hardly looks unless woken.
class sleeper
{
public:
    sleeper(std::string const& kind, filelock::options const& how, peer_process& holder,
            lock_mode held)
        : lock_(kind, how.lock_path, how)
        , remote_(holder, kind, how.lock_path)
    {
        remote_.lock(held);
        waiting_.emplace(thread_.start(
            [this]
            {
                filelock::error_code ec;
                lock_.acquire(ec);
            }));
    }

    bool is_asleep() const { return !waiting_->is_done(); }
    void release() { remote_.release(); }

private:
    filelock::any_lock lock_;
    remote_lock remote_;
    worker thread_;
    std::optional<task<void>> waiting_;
};

/// Some of them, for every kind of soft lock, after such a time that they would look
/// again only much later.
class sleepers : in_directory
{
public:
    sleepers()
    {
        add<link_kind>();
        add<mkdir_kind>();
        add<create_kind>();
        BOOST_TEST(!becomes([this] { return asleep() < all_.size(); }, 250ms));
    }

    ~sleepers() { cancel(); }
    sleepers(sleepers const&) = delete;
    sleepers& operator=(sleepers const&) = delete;

    void cancel() { source_.cancel(); }

    void release()
    {
        for (sleeper& each : all_)
        {
            each.release();
        }
    }

    /// How many of them cannot know that it is dead is `unsure()`.
    void kill_holder() { peer_.kill(); }

    std::size_t unsure() const { return unsure_; }

    bool are_soon_awake(std::size_t but = 0) const
    {
        return becomes([&] { return asleep() == but; }, 80ms);
    }

private:
    template <class Kind>
    void add()
    {
        filelock::options how;
        how.poll_interval = 1h;
        how.cancellation = source_;
        for (lock_mode const held : {lock_mode::shared, lock_mode::exclusive})
        {
            for (int i = 0; i < 2; ++i)
            {
                std::string const name = std::to_string(all_.size());
                how.lock_path = directory / name.c_str();
                all_.emplace_back(Kind::name, how, peer_, held);
                unsure_ += Kind::proves_death(held) ? 0U : 1U;
            }
        }
    }

    std::size_t asleep() const
    {
        auto const number =
            std::count_if(all_.begin(), all_.end(),
                          [](sleeper const& each) { return each.is_asleep(); });
        return static_cast<std::size_t>(number);
    }

    peer_process peer_;
    filelock::cancel_source source_;
    std::deque<sleeper> all_;
    std::size_t unsure_ = 0;
};

}  // namespace

BOOST_AUTO_TEST_CASE(release_wakes_who_sleeps)
{
    sleepers here;
    here.release();
    BOOST_TEST((here.are_soon_awake() || !is_told_of_events()));
}

BOOST_AUTO_TEST_CASE(death_wakes_who_sleeps)
{
    sleepers here;
    here.kill_holder();
    BOOST_TEST((here.are_soon_awake(here.unsure()) || !is_told_of_events()));
}

BOOST_AUTO_TEST_CASE(cancellation_wakes_who_sleeps)
{
    sleepers here;
    here.cancel();
    BOOST_TEST(here.are_soon_awake());
}
