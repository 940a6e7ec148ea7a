// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "soft/readers.hpp"

#include <utility>

#include <filelock/error.hpp>
#include <filelock/options.hpp>

#include "owner_record.hpp"
#include "path_text.hpp"
#include "soft/bearer_name.hpp"
#include "soft/entry.hpp"
#include "soft/meaning.hpp"
#include "soft/record.hpp"

namespace filelock
{
namespace soft
{

namespace
{

namespace generic = boost::system::errc;

/// How often the directory may vanish between our making it and our entering: each time
/// another reader has left.
constexpr int entering_rounds = 64;

}  // namespace

readers::readers(path directory, options const& how_to)
    : directory_(std::move(directory))
    , permissions_(how_to.file_permissions)
    , note_(how_to.note)
{
}

std::string readers::enter(thread_id thread, error_code& ec)
{
    owner self = new_bearer();
    self.thread = thread;
    self.mode = lock_mode::shared;
    self.note = note_;
    std::string bearer = bearer_name(self);
    std::string const record = make_record(self);
    for (int round = 0; round < entering_rounds; ++round)
    {
        make_directory(directory_, permissions_, ec);
        if (ec && ec != generic::file_exists)
        {
            break;
        }
        // Never through a symbolic link.
        os::file_kind const kind = os::examine(directory_, ec).kind;
        if (!ec && kind != os::file_kind::directory && kind != os::file_kind::none)
        {
            ec = errc::not_a_lock_file;
        }
        if (ec)
        {
            break;
        }
        write_new_file(directory_ / bearer, record, permissions_, ec);
        if (!means_gone(ec))
        {
            break;
        }
    }
    if (ec)
    {
        error_code ignored;
        os::remove_directory(directory_, ignored);
    }
    return bearer;
}

void readers::leave(std::string const& bearer, error_code& ec)
{
    os::remove_file(directory_ / bearer, ec);
    if (means_gone(ec))
    {
        ec = errc::not_my_lock;
    }
    error_code ignored;
    os::remove_directory(directory_, ignored);
}

bool readers::has(std::string const& bearer, error_code& ec) const
{
    return os::examine(directory_ / bearer, ec).kind == os::file_kind::regular;
}

bool readers::are_gone(error_code& ec)
{
    // Looked for first: to find nothing costs less than to remove nothing.
    bool const is_there = os::examine(directory_, ec).kind != os::file_kind::none;
    if (!is_there || ec)
    {
        return !ec;
    }
    os::remove_directory(directory_, ec);
    if (!ec || means_gone(ec))
    {
        ec.clear();
        return true;
    }
    if (means_not_empty(ec) || ec == generic::not_a_directory)
    {
        ec.clear();
    }
    return false;
}

std::vector<reader> readers::look(error_code& ec) const
{
    std::vector<reader> found;
    os::file_kind const kind = os::examine(directory_, ec).kind;
    if (ec || kind == os::file_kind::none)
    {
        return found;
    }
    if (kind != os::file_kind::directory)
    {
        found.push_back({});  // Something that is not ours is in the way.
        return found;
    }
    for (path const& entry : list_directory(directory_, ec))
    {
        reader one;
        one.bearer = text_of(entry.filename());
        if (auto who = read_entry(entry))
        {
            one.who = *std::move(who);
            one.state = probe(one.who);
        }
        one.who.mode = lock_mode::shared;
        found.push_back(std::move(one));
    }
    return found;
}

void readers::remove(reader const& who, error_code& ec)
{
    if (!parse_bearer_name(who.bearer))
    {
        ec = errc::not_a_lock_file;  // Somebody's own, whatever it does there.
        return;
    }
    os::remove_file(directory_ / who.bearer, ec);
    if (means_gone(ec))
    {
        ec.clear();
    }
}

}  // namespace soft
}  // namespace filelock
