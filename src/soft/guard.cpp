// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "soft/guard.hpp"

#include <string>
#include <string_view>

#include <filelock/error.hpp>

#include "owner_record.hpp"
#include "soft/record.hpp"

namespace filelock
{
namespace soft
{

namespace
{

options with(boost::filesystem::perms permissions)
{
    options how_to;
    how_to.file_permissions = permissions;
    return how_to;
}

/// Whether this may be a lock's marker rather than somebody's data that happens to have
/// its name: it is empty (also of what a crash left of it: zeros), begins with a pid, or
/// with what a record of ours begins with.
bool may_be_marker(std::string const& text)
{
    static constexpr std::string_view first_line = "filelock ";
    std::size_t const begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string::npos || text[begin] == '\0')
    {
        return true;
    }
    bool const begins_with_number = text[begin] >= '0' && text[begin] <= '9';
    return begins_with_number || text.compare(0, first_line.size(), first_line) == 0;
}

}  // namespace

guard::guard(path const& name, boost::filesystem::perms permissions, error_code& ec)
    : name_(name)
    , who_{lock_mode::exclusive, this_thread_id(), false}
    , lock_(name, with(permissions), hard::purpose::lock)
{
    if (lock_.try_acquire(who_, ec) != attempt::taken)
    {
        return;
    }
    auto const there = os::look_up(name_, ec);
    owns_ = there && lock_.is_kept_in(*there);
    if (!owns_)
    {
        error_code ignored;
        lock_.release(who_, ignored);
    }
}

guard::~guard()
{
    if (owns_)
    {
        error_code ignored;
        os::remove_file(name_, ignored);
        lock_.release(who_, ignored);
    }
}

bool remove_guarded(path const& name, os::file_facts const& seen, path const& guard_name,
                    boost::filesystem::perms permissions, error_code& ec)
{
    guard const right(guard_name, permissions, ec);
    if (!right.owns())
    {
        return false;
    }
    auto const now = read_file(name, ec);
    if (!now || now->facts != seen)
    {
        return false;
    }
    if (now->facts.kind != os::file_kind::regular)
    {
        ec = errc::not_a_lock_file;
    }
    else if (now->text.size() > longest_record || !may_be_marker(now->text))
    {
        ec = errc::malformed_record;
    }
    else
    {
        os::remove_file(name, ec);
    }
    return !ec;
}

}  // namespace soft
}  // namespace filelock
