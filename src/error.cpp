// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include <filelock/error.hpp>

#include <type_traits>
#include <utility>

namespace filelock
{

namespace
{

class category final : public boost::system::error_category
{
public:
    char const* name() const noexcept override { return "filelock"; }

    std::string message(int value) const override
    {
        switch (static_cast<errc>(value))
        {
        case errc::lock_timeout:
            return "timed out";
        case errc::already_locked:
            return "already locked";
        case errc::not_locked:
            return "nobody holds the lock";
        case errc::not_my_lock:
            return "somebody else holds the lock, or has taken it away";
        case errc::would_deadlock:
            return "this thread holds the lock itself and would wait for ever";
        case errc::unsupported:
            return "not supported by this kind of lock";
        case errc::malformed_record:
            return "the file holds something other than an owner record; "
                   "name another lock file, or remove it if nobody needs it";
        case errc::not_a_lock_file:
            return "a symbolic link, directory, FIFO, socket or device is in the way";
        case errc::no_hard_links:
            return "no hard links on this file system; use mkdir_lock there";
        case errc::wrong_count:
            return "others use the semaphore with another count";
        case errc::other_scheme:
            return "a link lock is kept there; all who share a lock must take the same "
                   "kind";
        case errc::not_a_semaphore:
            return "the file holds something other than a semaphore's count; "
                   "name another, or remove it if nobody needs it";
        }
        return "unknown error";
    }

    boost::system::error_condition
    default_error_condition(int value) const noexcept override
    {
        namespace generic = boost::system::errc;
        switch (static_cast<errc>(value))
        {
        case errc::lock_timeout:
            return make_error_condition(generic::timed_out);
        case errc::already_locked:
            return make_error_condition(generic::resource_unavailable_try_again);
        case errc::not_locked:
        case errc::not_my_lock:
            return make_error_condition(generic::operation_not_permitted);
        case errc::would_deadlock:
            return make_error_condition(generic::resource_deadlock_would_occur);
        case errc::unsupported:
        case errc::not_a_lock_file:
        case errc::no_hard_links:
        case errc::other_scheme:
            return make_error_condition(generic::not_supported);
        case errc::malformed_record:
        case errc::not_a_semaphore:
            return make_error_condition(generic::bad_message);
        case errc::wrong_count:
            return make_error_condition(generic::invalid_argument);
        }
        return {value, *this};
    }
};

}  // namespace

boost::system::error_category const& lock_category() noexcept
{
    // Codes are made and compared in destructors at the program's end.
    static_assert(std::is_trivially_destructible_v<category>);
    static category const instance;
    return instance;
}

struct error::details
{
    std::string message;
    path lock_path;
    std::vector<owner> owners;
};

error::error(error_code code, std::string message, path lock_path,
             std::vector<owner> owners)
    : system_error(code)
    , details_(std::make_shared<details const>(
          details{std::move(message), std::move(lock_path), std::move(owners)}))
{
}

char const* error::what() const noexcept
{
    return details_->message.c_str();
}

path const& error::lock_path() const noexcept
{
    return details_->lock_path;
}

std::vector<owner> const& error::owners() const noexcept
{
    return details_->owners;
}

}  // namespace filelock
