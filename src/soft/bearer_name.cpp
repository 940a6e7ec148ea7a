// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "soft/bearer_name.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <vector>

#include <boost/algorithm/string/split.hpp>
#include <boost/uuid/name_generator_sha1.hpp>
#include <boost/uuid/random_generator.hpp>
#include <boost/uuid/uuid_io.hpp>

namespace filelock
{
namespace soft
{

namespace
{

constexpr std::size_t longest_host = 24;
constexpr std::size_t digest_digits = 16;
constexpr std::size_t boot_digits = 8;
constexpr std::size_t token_digits = 8;

std::string hex_digits(boost::uuids::uuid const& id)
{
    std::string digits = to_string(id);
    digits.erase(std::remove(digits.begin(), digits.end(), '-'), digits.end());
    return digits;
}

std::string place_of(owner const& who)
{
    return digest_of(who.host + '\n' + who.machine_id + '\n'
                     + std::to_string(who.pid_namespace) + '\n'
                     + std::to_string(who.time_namespace));
}

std::string boot_of(owner const& who)
{
    return digest_of(who.boot_id).substr(0, boot_digits);
}

bool is_alphanumeric(char c) noexcept
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

std::string plain(std::string host)
{
    host.resize(std::min(host.size(), longest_host));
    std::replace_if(
        host.begin(), host.end(), [](char c) { return !is_alphanumeric(c); }, '-');
    return host.empty() ? "-" : host;
}

bool is_hex(std::string const& text, std::size_t digits) noexcept
{
    return text.size() == digits
        && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

template <class Number>
bool read_number(std::string const& text, Number& result) noexcept
{
    char const* const end = text.data() + text.size();
    auto const read = std::from_chars(text.data(), end, result);
    return read.ec == std::errc{} && read.ptr == end;
}

}  // namespace

std::string digest_of(std::string const& text)
{
    // SHA-1, as RFC 4122 has it.
    boost::uuids::name_generator_sha1 const generate(boost::uuids::ns::oid());
    return hex_digits(generate(text)).substr(0, digest_digits);
}

owner new_bearer()
{
    owner self = this_owner();
    self.thread = 0;
    boost::uuids::random_generator generate;
    self.token = hex_digits(generate());
    return self;
}

std::string bearer_name(owner const& who)
{
    return plain(who.host) + '.' + std::to_string(who.pid) + '.'
        + std::to_string(who.process_start) + '.' + place_of(who) + '.' + boot_of(who)
        + '.' + who.token.substr(0, token_digits);
}

std::optional<owner> parse_bearer_name(std::string_view name)
{
    if (name.size() > longest_bearer_name)
    {
        return std::nullopt;
    }
    std::vector<std::string> parts;
    boost::algorithm::split(parts, name, [](char c) { return c == '.'; });
    owner who;
    if (parts.size() != 6 || parts[0].empty() || !read_number(parts[1], who.pid)
        || who.pid <= 0 || !read_number(parts[2], who.process_start)
        || !is_hex(parts[3], digest_digits) || !is_hex(parts[4], boot_digits)
        || !is_hex(parts[5], token_digits))
    {
        return std::nullopt;
    }
    who.host = parts[0];
    who.token = parts[5];
    owner const self = this_owner();
    if (parts[3] == place_of(self))
    {
        who.host = self.host;
        who.machine_id = self.machine_id;
        who.pid_namespace = self.pid_namespace;
        who.time_namespace = self.time_namespace;
        who.boot_id =
            parts[4] == boot_of(self) ? self.boot_id : "another than " + self.boot_id;
    }
    return who;
}

}  // namespace soft
}  // namespace filelock
