// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "soft/entry.hpp"

#include <boost/filesystem/directory.hpp>

#include "owner_record.hpp"
#include "path_text.hpp"
#include "soft/bearer_name.hpp"
#include "soft/record.hpp"

namespace filelock
{
namespace soft
{

std::optional<owner> read_entry(boost::filesystem::path const& name)
{
    std::string const bearer = text_of(name.filename());
    auto who = parse_bearer_name(bearer);
    boost::system::error_code unreadable;
    auto const file = who ? read_file(name, unreadable) : std::nullopt;
    if (!file)
    {
        return std::nullopt;
    }
    auto recorded = parse_record(file->text);
    if (recorded && bearer_name(*recorded) == bearer)
    {
        who = std::move(recorded);
    }
    who->since = file->facts.changed;
    return who;
}

std::vector<boost::filesystem::path> list_directory(boost::filesystem::path const& name,
                                                    boost::system::error_code& ec)
{
    namespace fs = boost::filesystem;
    std::vector<fs::path> found;
    fs::directory_iterator each(name, ec);
    while (!ec && each != fs::directory_iterator())
    {
        found.push_back(each->path());
        each.increment(ec);
    }
    if (ec == boost::system::errc::no_such_file_or_directory)
    {
        ec.clear();
    }
    return found;
}

}  // namespace soft
}  // namespace filelock
