// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "sqlite/database.hpp"

#include <thread>

#include <boost/filesystem/operations.hpp>
#include <boost/system/system_error.hpp>

#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Transaction.h>
#include <sqlite3.h>

#include <filelock/error.hpp>
#include <filelock/sqlite_error.hpp>

#include "backoff.hpp"
#include "os/fork.hpp"

namespace filelock
{
namespace sqlite
{

/// Every database that this process uses, and what happens to them at a fork. They are
/// few: a list without a constructor of its own does, which a static lock may use.
struct all_databases
{
    static std::mutex mutex_;
    static database* first_;

    static database::pointer find(os::file_id id);
    static database::pointer add(database::pointer const& made);
    static void remove(database& one) noexcept;
    static void close_all() noexcept;
    static void go_on() noexcept;
};

std::mutex all_databases::mutex_;
database* all_databases::first_ = nullptr;

namespace
{

constexpr std::chrono::microseconds first_nap_when_busy{50};
constexpr std::chrono::microseconds longest_nap_when_busy{2000};

/// Before there are threads that might fork.
// NOLINTNEXTLINE(cert-err58-cpp): without memory, no program would start here.
[[maybe_unused]] bool const closes_before_forks =
    (os::install(
         {&all_databases::close_all, &all_databases::go_on, &all_databases::go_on}),
     true);

bool is_busy(int code) noexcept
{
    int const primary = code & 0xff;
    // The last means that others were restarting the log each time we looked.
    return primary == SQLITE_BUSY || primary == SQLITE_LOCKED
        || primary == SQLITE_PROTOCOL;
}

/// SQLite tells that a file cannot be opened, and not why.
error_code why_not_opened(path const& file)
{
    error_code ec;
    os::open(file, os::open_mode::existing, {}, ec);
    return ec ? ec : error_code(SQLITE_CANTOPEN, sqlite_category());
}

error_code code_of(SQLite::Exception const& e, connection* from, path const& file)
{
    int const extended = e.getExtendedErrorCode();
    int const code = extended >= 0 ? extended : e.getErrorCode();
    int const primary = code & 0xff;
    if (primary == SQLITE_CANTOPEN || primary == SQLITE_IOERR)
    {
        int const reason =
            from != nullptr ? sqlite3_system_errno(from->handle().getHandle()) : 0;
        if (reason != 0)
        {
            return {reason, boost::system::system_category()};
        }
        if (primary == SQLITE_CANTOPEN && from == nullptr)
        {
            return why_not_opened(file);
        }
    }
    return {code, sqlite_category()};
}

}  // namespace

/// Precondition: the mutex is held.
database::pointer all_databases::find(os::file_id id)
{
    for (database* each = first_; each != nullptr; each = each->next_)
    {
        auto found = each->self_.lock();
        if (found && found->id_ == id)
        {
            return found;
        }
    }
    return nullptr;
}

/// Another thread may have been faster.
database::pointer all_databases::add(database::pointer const& made)
{
    std::lock_guard<std::mutex> const lock(mutex_);
    if (auto found = find(made->id_))
    {
        return found;
    }
    made->self_ = made;
    made->next_ = first_;
    first_ = made.get();
    return made;
}

/// The connection is closed before it is forgotten, so that no fork overlooks it.
void all_databases::remove(database& one) noexcept
{
    std::lock_guard<std::mutex> const lock(mutex_);
    one.connection_.reset();
    database** at = &first_;
    while (*at != nullptr && *at != &one)
    {
        at = &(*at)->next_;
    }
    if (*at != nullptr)
    {
        *at = one.next_;
    }
}

void all_databases::close_all() noexcept
{
    mutex_.lock();
    for (database* each = first_; each != nullptr; each = each->next_)
    {
        each->mutex_.lock();
        each->connection_.reset();
    }
}

void all_databases::go_on() noexcept
{
    for (database* each = first_; each != nullptr; each = each->next_)
    {
        each->mutex_.unlock();
    }
    mutex_.unlock();
}

database::~database()
{
    all_databases::remove(*this);
}

database::pointer database::find(path const& name, pointer const& last, error_code& ec)
{
    auto const id = os::look_up(name, ec);
    if (!id || ec || (last && last->id_ == *id))
    {
        return id && !ec ? last : nullptr;
    }
    {
        std::lock_guard<std::mutex> const lock(all_databases::mutex_);
        if (auto found = all_databases::find(*id))
        {
            return found;
        }
    }
    // SQLite would follow a link; and it names its log after the name that it is given.
    path const directory = name.has_parent_path() ? name.parent_path() : path(".");
    path const real = boost::filesystem::canonical(directory, ec) / name.filename();
    return ec ? nullptr : all_databases::add(std::make_shared<database>(real, *id));
}

database::pointer database::find_or_make(path const& name, pointer const& last,
                                         boost::filesystem::perms permissions,
                                         error_code& ec)
{
    auto found = find(name, last, ec);
    if (found || ec)
    {
        return found;
    }
    // SQLite would make it with permissions of its own choice. The close of a new file
    // drops nobody's locks on it.
    os::open(name, os::open_mode::create, permissions, ec);
    if (ec == boost::system::errc::file_exists)
    {
        ec.clear();
    }
    return ec ? nullptr : find(name, last, ec);
}

outcome database::look(duration patience, action const& what, error_code& ec)
{
    return repeat(patience, false, what, ec);
}

outcome database::change(duration patience, action const& what, error_code& ec)
{
    auto const in_transaction = [&](connection& open)
    {
        SQLite::Transaction changing(open.handle(),
                                     SQLite::TransactionBehavior::IMMEDIATE);
        for (auto const& [lock, token] : unwanted_)
        {
            open.remove(lock, token);
        }
        what(open);
        changing.commit();
        unwanted_.clear();
    };
    outcome result = repeat(patience, true, in_transaction, ec);
    if (ec == boost::system::errc::no_space_on_device)
    {
        ec.clear();
        result = repeat(
            patience, true,
            [&](connection& open)
            {
                open.make_room();
                in_transaction(open);
            },
            ec);
    }
    return result;
}

void database::remove_later(std::string const& lock, std::string const& token)
{
    std::lock_guard<std::mutex> const exclusively(mutex_);
    unwanted_.emplace_back(lock, token);
}

/// Sleeps between the tries without the mutex: a fork need not wait for another program
/// that keeps the database locked.
outcome database::repeat(duration patience, bool may_create, action const& what,
                         error_code& ec)
{
    auto const end = std::chrono::steady_clock::now() + patience;
    backoff naps(first_nap_when_busy, longest_nap_when_busy);
    for (;;)
    {
        outcome const result = try_once(may_create, what, ec);
        if (result != outcome::busy || std::chrono::steady_clock::now() >= end)
        {
            return result;
        }
        std::this_thread::sleep_for(naps.next());
    }
}

outcome database::try_once(bool may_create, action const& what, error_code& ec)
{
    std::lock_guard<std::mutex> const exclusively(mutex_);
    try
    {
        if (!connection_)
        {
            connection_ = connection::open(file_, may_create);
        }
        if (!connection_)
        {
            return outcome::nothing_there;
        }
        what(*connection_);
        return outcome::done;
    }
    catch (SQLite::Exception const& e)
    {
        if (is_busy(e.getErrorCode()))
        {
            return outcome::busy;
        }
        ec = code_of(e, connection_.get(), file_);
    }
    catch (boost::system::system_error const& e)
    {
        ec = e.code();
    }
    // Whatever was wrong with it may be mended, by the next who opens it.
    connection_.reset();
    return outcome::done;
}

}  // namespace sqlite
}  // namespace filelock
