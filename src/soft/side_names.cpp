// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "soft/side_names.hpp"

#include <string_view>

#include <boost/filesystem/directory.hpp>

#include "path_text.hpp"
#include "soft/bearer_name.hpp"

namespace filelock
{
namespace soft
{

namespace
{

constexpr std::size_t longest_name = 255;
constexpr std::string_view claim_sign = ".claim.";
constexpr std::size_t longest_stem =
    longest_name - 1 - 2 * longest_bearer_name - claim_sign.size();

}  // namespace

std::string stem_of(std::string const& name, std::size_t longest)
{
    if (name.size() <= longest)
    {
        return name;
    }
    std::string const mark = '~' + digest_of(name);
    return name.substr(0, longest - mark.size()) + mark;
}

boost::filesystem::path directory_of(boost::filesystem::path const& name)
{
    auto const parent = name.parent_path();
    return parent.empty() ? "." : parent;
}

side_names::side_names(path const& lock_path)
    : directory_(directory_of(lock_path))
    , stem_(stem_of(text_of(lock_path.filename()), longest_stem) + '.')
{
    auto const beside = [&](std::string_view suffix)
    {
        return directory_
            / path_of(stem_of(text_of(lock_path.filename()), longest_name - suffix.size())
                      + std::string(suffix));
    };
    readers_ = beside(".readers");
    guard_ = beside(".guard");
}

boost::filesystem::path side_names::private_file(std::string const& bearer,
                                                 unsigned long number) const
{
    return directory_ / path_of(stem_ + bearer + '.' + std::to_string(number));
}

boost::filesystem::path side_names::claim(std::string const& bearer,
                                          std::string const& claimant) const
{
    return directory_ / path_of(stem_ + bearer + std::string(claim_sign) + claimant);
}

std::vector<side_names::found_file> side_names::list(boost::system::error_code& ec) const
{
    std::vector<found_file> found;
    boost::filesystem::directory_iterator each(directory_, ec);
    while (!ec && each != boost::filesystem::directory_iterator())
    {
        if (auto file = parse(each->path()))
        {
            found.push_back(*std::move(file));
        }
        each.increment(ec);
    }
    return found;
}

std::optional<side_names::found_file> side_names::parse(path const& name) const
{
    std::string const text = text_of(name.filename());
    if (text.compare(0, stem_.size(), stem_) != 0)
    {
        return std::nullopt;
    }
    std::string const rest = text.substr(stem_.size());
    found_file file{name, {}, {}};
    std::size_t const sign = rest.find(claim_sign);
    if (sign != rest.npos)
    {
        file.bearer = rest.substr(0, sign);
        file.claimant = rest.substr(sign + claim_sign.size());
        bool const is_claim = parse_bearer_name(file.bearer).has_value()
            && parse_bearer_name(file.claimant).has_value();
        return is_claim ? std::optional<found_file>(file) : std::nullopt;
    }
    std::size_t const dot = rest.rfind('.');
    bool const has_number = dot != rest.npos && dot + 1 < rest.size()
        && rest.find_first_not_of("0123456789", dot + 1) == rest.npos;
    file.bearer = rest.substr(0, dot);
    bool const is_private = has_number && parse_bearer_name(file.bearer).has_value();
    return is_private ? std::optional<found_file>(file) : std::nullopt;
}

}  // namespace soft
}  // namespace filelock
