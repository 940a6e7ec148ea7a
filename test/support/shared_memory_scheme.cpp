// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "support/shared_memory_scheme.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <boost/filesystem/operations.hpp>
#include <boost/interprocess/managed_mapped_file.hpp>
#include <boost/interprocess/sync/interprocess_mutex.hpp>
#include <boost/interprocess/sync/scoped_lock.hpp>

#include <filelock/owner.hpp>

namespace test
{

namespace bi = boost::interprocess;
using filelock::attempt;
using filelock::lock_mode;

struct shared_memory_scheme::table
{
    struct holder
    {
        std::int64_t pid = 0;
        filelock::thread_id thread = 0;
        lock_mode mode = lock_mode::shared;
    };

    using guard = bi::scoped_lock<bi::interprocess_mutex>;

    bool admits(lock_mode mode) const
    {
        return std::none_of(holders.begin(), holders.end(),
                            [mode](holder const& each)
                            {
                                return each.pid != 0
                                    && (mode == lock_mode::exclusive
                                        || each.mode == lock_mode::exclusive);
                            });
    }

    holder* find(std::int64_t pid, filelock::thread_id thread)
    {
        auto const found = std::find_if(
            holders.begin(), holders.end(),
            [=](holder const& each) { return each.pid == pid && each.thread == thread; });
        return found != holders.end() ? &*found : nullptr;
    }

    bi::interprocess_mutex mutex;
    std::array<holder, 32> holders;
};

struct shared_memory_scheme::mapping
{
    bi::managed_mapped_file file;
    table* in_it;
};

namespace
{

std::int64_t this_pid()
{
    return filelock::this_owner().pid;
}

}  // namespace

shared_memory_scheme::shared_memory_scheme(boost::filesystem::path file)
    : file_(std::move(file))
{
}

shared_memory_scheme::~shared_memory_scheme() = default;

shared_memory_scheme::table* shared_memory_scheme::open(bool create)
{
    std::lock_guard<std::mutex> const lock(opening_);
    if (!mapping_ && (create || boost::filesystem::exists(file_)))
    {
        bi::managed_mapped_file mapped(bi::open_or_create, file_.c_str(), 65536);
        table* const found = mapped.find_or_construct<table>("holders")();
        mapping_ = std::make_unique<mapping>(mapping{std::move(mapped), found});
    }
    return mapping_ ? mapping_->in_it : nullptr;
}

attempt shared_memory_scheme::try_acquire(filelock::request const& who, error_code&)
{
    table& all = *open(true);
    table::guard const lock(all.mutex);
    table::holder* const place = all.find(0, 0);
    if (!all.admits(who.mode) || place == nullptr)
    {
        return attempt::busy;
    }
    *place = {this_pid(), who.thread, who.mode};
    return attempt::taken;
}

void shared_memory_scheme::release(filelock::request const& who, error_code&)
{
    table& all = *open(true);
    table::guard const lock(all.mutex);
    *all.find(this_pid(), who.thread) = {};
}

attempt shared_memory_scheme::convert(filelock::request const& wanted, error_code&)
{
    table& all = *open(true);
    table::guard const lock(all.mutex);
    table::holder* const mine = all.find(this_pid(), wanted.thread);
    table::holder const before = *mine;
    *mine = {};
    bool const changes = all.admits(wanted.mode);
    *mine = before;
    mine->mode = changes ? wanted.mode : before.mode;
    return changes ? attempt::taken : attempt::busy;
}

bool shared_memory_scheme::is_locked(error_code& ec)
{
    return !owners(ec).empty();
}

std::vector<filelock::owner> shared_memory_scheme::owners(error_code&)
{
    std::vector<filelock::owner> found;
    if (table* const all = open(false))
    {
        table::guard const lock(all->mutex);
        for (auto const& each : all->holders)
        {
            if (each.pid != 0)
            {
                filelock::owner who;
                who.pid = each.pid;
                who.mode = each.mode;
                found.push_back(std::move(who));
            }
        }
    }
    return found;
}

void shared_memory_scheme::break_lock(error_code&)
{
    if (table* const all = open(false))
    {
        table::guard const lock(all->mutex);
        all->holders.fill({});
    }
}

}  // namespace test
