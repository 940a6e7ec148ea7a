// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "hard/record_file.hpp"

#include <algorithm>
#include <string>

#include <filelock/error.hpp>

#include "owner_record.hpp"

namespace filelock
{
namespace hard
{

namespace
{

/// One page at the beginning of the file: Linux copies it into the page cache in one step
/// that a signal, SIGKILL included, does not cut in two.
static_assert(longest_record <= 4096);

/// Lengthens a record by a key that readers skip, to the length of whatever was there, so
/// that one write replaces it: a file that is first emptied, or cut afterwards, is seen
/// in between by whoever comes after a crash.
std::string padded(std::string record, std::size_t length)
{
    static constexpr char key[] = "pad=";
    if (record.size() < length)
    {
        std::size_t const fixed = sizeof key - 1 + 1;
        std::size_t const missing = length - record.size();
        record += key;
        record.append(missing > fixed ? missing - fixed : 0, '.');
        record += '\n';
    }
    return record;
}

}  // namespace

std::optional<owner> read_record(os::file const& lock_file, boost::system::error_code& ec)
{
    std::string const text = os::read_start(lock_file, longest_record + 1, ec);
    if (ec || text.empty())
    {
        return std::nullopt;
    }
    auto found = parse_record(text);
    if (!found)
    {
        ec = errc::malformed_record;
        return std::nullopt;
    }
    found->since = os::last_change(lock_file);
    return found;
}

void write_record(os::file const& lock_file, owner const& who,
                  boost::system::error_code& ec)
{
    std::string const before = os::read_start(lock_file, longest_record, ec);
    if (ec)
    {
        return;
    }
    os::overwrite_start(lock_file, padded(make_record(who), before.size()), ec);
    if (ec && before.empty())
    {
        boost::system::error_code ignored;
        remove_record(lock_file, ignored);
    }
}

bool is_link_marker(os::file const& lock_file)
{
    boost::system::error_code unreadable;
    auto const found = read_record(lock_file, unreadable);
    return found && !found->token.empty();
}

void remove_record(os::file const& lock_file, boost::system::error_code& ec)
{
    os::empty(lock_file, ec);
}

}  // namespace hard
}  // namespace filelock
