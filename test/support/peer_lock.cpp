// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "support/peer_lock.hpp"

#include <stdexcept>
#include <type_traits>
#include <utility>

#include <boost/date_time/posix_time/posix_time.hpp>
#include <boost/interprocess/sync/file_lock.hpp>

#include <filelock/hard_lock.hpp>
#include <filelock/interprocess.hpp>

#include "support/every_lock.hpp"

namespace test
{

namespace
{

using filelock::lock_mode;

std::string yes_or_no(bool answer)
{
    return answer ? "yes" : "no";
}

/// What is derived from lock_base.
template <class Lock>
class native_lock final : public peer_lock
{
public:
    explicit native_lock(Lock lock) : lock_(std::move(lock)) {}

    std::string lock(lock_mode mode, timeout limit) override
    {
        bool const shared = mode == lock_mode::shared;
        try
        {
            if (!limit)
            {
                shared ? lock_.acquire_shared() : lock_.acquire();
            }
            else
            {
                shared ? lock_.acquire_shared(*limit) : lock_.acquire(*limit);
            }
            return "taken";
        }
        catch (filelock::already_locked const&)
        {
            return "busy";
        }
        catch (filelock::lock_timeout const&)
        {
            return "timed out";
        }
    }

    std::string release() override
    {
        try
        {
            lock_.release();
            return "ok";
        }
        catch (filelock::not_my_lock const&)
        {
            return "not my lock";
        }
        catch (filelock::not_locked const&)
        {
            return "not locked";
        }
    }

    std::string convert(lock_mode to) override
    {
        if (to == lock_mode::exclusive)
        {
            filelock::error_code ec;
            bool const is_converted = lock_.try_unlock_shared_and_lock(ec);
            // Windows' hard locks cannot.
            return ec == filelock::errc::unsupported ? "unsupported"
                : ec                                 ? "error: " + ec.message()
                                                     : yes_or_no(is_converted);
        }
        lock_.unlock_and_lock_shared();
        return "yes";
    }

    std::string is_locked() override { return yes_or_no(lock_.is_locked()); }

    std::string previous_owner_died() override
    {
        if constexpr (std::is_same_v<Lock, filelock::hard_lock>)
        {
            return yes_or_no(lock_.previous_owner_died());
        }
        return "error: not this kind of lock";
    }

private:
    Lock lock_;
};

/// What has the members of boost::interprocess::file_lock.
template <class Lock>
class boost_like_lock final : public peer_lock
{
public:
    explicit boost_like_lock(boost::filesystem::path const& file)
        : lock_(file.string().c_str())
    {
    }

    std::string lock(lock_mode mode, timeout limit) override
    {
        mode_ = mode;
        bool const shared = mode == lock_mode::shared;
        if (!limit)
        {
            shared ? lock_.lock_sharable() : lock_.lock();
            return "taken";
        }
        if (limit->count() <= 0)
        {
            return (shared ? lock_.try_lock_sharable() : lock_.try_lock()) ? "taken"
                                                                           : "busy";
        }
        auto const end = boost::posix_time::microsec_clock::universal_time()
            + boost::posix_time::milliseconds(limit->count());
        bool const taken =
            shared ? lock_.timed_lock_sharable(end) : lock_.timed_lock(end);
        return taken ? "taken" : "timed out";
    }

    std::string release() override
    {
        mode_ == lock_mode::shared ? lock_.unlock_sharable() : lock_.unlock();
        return "ok";
    }

    std::string convert(lock_mode) override { return "error: not this kind of lock"; }
    std::string is_locked() override { return "error: not this kind of lock"; }
    std::string previous_owner_died() override { return "error: not this kind of lock"; }

private:
    Lock lock_;
    lock_mode mode_ = lock_mode::exclusive;
};

}  // namespace

std::unique_ptr<peer_lock> make_peer_lock(std::string const& kind,
                                          boost::filesystem::path const& file,
                                          std::set<std::string> const& options)
{
    filelock::options how;
    how.lock_path = file;
    how.record_owner = options.count("record") != 0;
    how.threaded = options.count("unthreaded") == 0;
    if (kind == "interprocess")
    {
        return std::make_unique<boost_like_lock<filelock::interprocess::file_lock>>(file);
    }
    if (kind == "boost")
    {
        return std::make_unique<boost_like_lock<boost::interprocess::file_lock>>(file);
    }
    if (kind == "hard")
    {
        return std::make_unique<native_lock<filelock::hard_lock>>(
            filelock::hard_lock(file, how));
    }
    if (test::kind const* const known = find_kind(kind))
    {
        return std::make_unique<native_lock<some_lock>>(known->make(file, how));
    }
    throw std::invalid_argument("there is no kind of lock " + kind);
}

}  // namespace test
