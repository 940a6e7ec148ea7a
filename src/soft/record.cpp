// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "soft/record.hpp"

#include <boost/filesystem/operations.hpp>

#include "os/patience.hpp"
#include "owner_record.hpp"

namespace filelock
{
namespace soft
{

os::file write_new_file(boost::filesystem::path const& name, std::string_view text,
                        boost::filesystem::perms permissions, os::error_code& ec)
{
    os::file made = os::open(name, os::open_mode::create, permissions, ec);
    if (ec)
    {
        return made;
    }
    os::overwrite_start(made, text, ec);
    if (ec)
    {
        os::error_code ignored;
        os::remove_file(name, ignored);
    }
    return made;
}

owner unnamed_owner(recorded_file const& of)
{
    owner who;
    who.since = of.facts.changed;
    if (of.is_empty)
    {
        // Who waits in vain should learn why.
        who.note = "an empty file, such as a hard lock leaves";
    }
    return who;
}

std::optional<recorded_file> read_file(boost::filesystem::path const& name,
                                       os::error_code& ec)
{
    recorded_file found;
    found.facts = os::examine(name, ec);
    if (ec || found.facts.kind == os::file_kind::none)
    {
        return std::nullopt;
    }
    if (found.facts.kind == os::file_kind::regular)
    {
        os::error_code unreadable;
        os::file const opened = os::open(name, os::open_mode::read, {}, unreadable);
        bool const same =
            opened.is_open() && os::identify(opened, unreadable) == found.facts.id;
        if (same && !unreadable)
        {
            found.text = os::read_start(opened, longest_record + 1, unreadable);
            found.is_empty = found.text.empty() && !unreadable;
        }
    }
    return found;
}

bool make_directory(boost::filesystem::path const& name,
                    boost::filesystem::perms permissions, os::error_code& ec)
{
    namespace fs = boost::filesystem;
    bool is_new = false;
    os::with_patience(
        ec, [&](os::error_code& failed) { is_new = fs::create_directory(name, failed); });
    auto const wanted = static_cast<unsigned>(permissions);
    bool const is_restricted = (wanted & 0666U) != 0666U;
    if (is_new && is_restricted)
    {
        // To get at what is in a directory one must be able to search it.
        unsigned const searchable = wanted | ((wanted & 0444U) >> 2U);
        fs::permissions(name, static_cast<fs::perms>(searchable & 0777U), ec);
        if (ec)
        {
            os::error_code ignored;
            os::remove_directory(name, ignored);
        }
    }
    return is_new && !ec;
}

}  // namespace soft
}  // namespace filelock
