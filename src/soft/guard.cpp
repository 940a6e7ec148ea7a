// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "soft/guard.hpp"

#include <algorithm>
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

using namespace std::string_view_literals;

options with(boost::filesystem::perms permissions)
{
    options how_to;
    how_to.file_permissions = permissions;
    return how_to;
}

constexpr std::string_view blanks = " \t\r\n";

constexpr std::string_view digits = "0123456789";

/// Some programs end it by a zero, and a crash may have put zeros for the rest.
std::string_view first_line_in(std::string_view text) noexcept
{
    return text.substr(0, text.find_first_of("\n\0"sv));
}

/// A record of ours, of whatever version, whole or as far as a crash has let it come.
bool begins_like_record(std::string_view text) noexcept
{
    constexpr std::string_view program = "filelock ";
    std::string_view const line = first_line_in(text);
    bool const is_cut = line.size() == text.size() || text[line.size()] == '\0';
    return line.size() > program.size()
        ? line.substr(0, program.size()) == program
            && line.find_first_not_of(digits, program.size()) == line.npos
        : is_cut && !line.empty() && program.substr(0, line.size()) == line;
}

/// Nothing else is in the first line.
bool begins_with_pid(std::string_view text) noexcept
{
    std::string_view const line = first_line_in(text);
    std::size_t const end = std::min(line.find_first_not_of(digits), line.size());
    return end != 0 && line.find_first_not_of(blanks, end) == line.npos;
}

/// Whether this may be a lock's marker rather than somebody's data that happens to have
/// its name: it is empty (also of what a crash left of it: zeros), or begins with a pid
/// or a record of ours.
bool may_be_marker(std::string_view text) noexcept
{
    std::size_t const begin = std::min(text.find_first_not_of(blanks), text.size());
    std::string_view const content = text.substr(begin);
    return content.empty() || content.front() == '\0' || begins_with_pid(content)
        || begins_like_record(text);
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
