// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "owner_record.hpp"

#include <charconv>
#include <cstdint>
#include <iterator>
#include <limits>
#include <set>

#include <boost/algorithm/hex.hpp>

#include "utf8.hpp"

namespace filelock
{

namespace
{

constexpr std::string_view first_line = "filelock 1\n";

/// Four texts as long as that, all the numbers and an empty note fit into a record.
constexpr std::size_t longest_text = 800;

/// `text` as it stands in a record; what does not fit into `room` is left out, by whole
/// characters.
std::string encode(std::string_view text, std::size_t room)
{
    std::string result;
    while (!text.empty())
    {
        auto const next = first_character(text);
        std::string encoded(next.bytes);
        if (!next.printable || next.bytes == "%")
        {
            encoded.clear();
            for (char const byte : next.bytes)
            {
                encoded += '%';
                boost::algorithm::hex(&byte, &byte + 1, std::back_inserter(encoded));
            }
        }
        if (result.size() + encoded.size() > room)
        {
            break;
        }
        result += encoded;
        text.remove_prefix(next.bytes.size());
    }
    return result;
}

void add_line(std::string& record, char const* key, std::string const& value)
{
    record.append(key).append(1, '=').append(value).append(1, '\n');
}

void add_text(std::string& record, char const* key, std::string_view text)
{
    // Half a name would be another's: rather none.
    std::string const encoded = encode(text, 2 * longest_text);
    if (!encoded.empty() && encoded.size() <= longest_text)
    {
        add_line(record, key, encoded);
    }
}

void add_number(std::string& record, char const* key, std::uint64_t number)
{
    if (number != 0)
    {
        add_line(record, key, std::to_string(number));
    }
}

bool read_text(std::string_view value, std::string& result)
{
    result.clear();
    while (!value.empty())
    {
        if (value.front() != '%')
        {
            result += value.front();
            value.remove_prefix(1);
            continue;
        }
        std::string_view const digits = value.substr(1, 2);
        unsigned byte = 0;
        auto const end = digits.data() + digits.size();
        auto const read = std::from_chars(digits.data(), end, byte, 16);
        if (digits.size() != 2 || read.ec != std::errc{} || read.ptr != end)
        {
            return false;
        }
        result += static_cast<char>(static_cast<unsigned char>(byte));
        value.remove_prefix(3);
    }
    return true;
}

/// Decimal digits and nothing else: no sign, no blank.
bool read_number(std::string_view value, std::uint64_t& result)
{
    auto const end = value.data() + value.size();
    auto const read = std::from_chars(value.data(), end, result);
    return read.ec == std::errc{} && read.ptr == end;
}

bool read_pid(std::string_view value, std::int64_t& result)
{
    std::uint64_t number = 0;
    if (!read_number(value, number) || number > std::numeric_limits<std::int64_t>::max())
    {
        return false;
    }
    result = static_cast<std::int64_t>(number);
    return true;
}

bool read_mode(std::string_view value, std::optional<lock_mode>& result)
{
    for (lock_mode const mode : {lock_mode::shared, lock_mode::exclusive})
    {
        if (value == to_string(mode))
        {
            result = mode;
            return true;
        }
    }
    return false;
}

bool read_value(std::string_view key, std::string_view value, owner& who)
{
    struct text_key
    {
        std::string_view name;
        std::string owner::*member;
    };
    struct number_key
    {
        std::string_view name;
        std::uint64_t owner::*member;
    };
    static constexpr text_key texts[] = {{"host", &owner::host},
                                         {"boot", &owner::boot_id},
                                         {"machine", &owner::machine_id},
                                         {"token", &owner::token},
                                         {"note", &owner::note}};
    static constexpr number_key numbers[] = {{"pidns", &owner::pid_namespace},
                                             {"timens", &owner::time_namespace},
                                             {"start", &owner::process_start},
                                             {"thread", &owner::thread}};
    for (auto const& each : texts)
    {
        if (key == each.name)
        {
            return read_text(value, who.*each.member);
        }
    }
    for (auto const& each : numbers)
    {
        if (key == each.name)
        {
            return read_number(value, who.*each.member);
        }
    }
    if (key == "pid")
    {
        return read_pid(value, who.pid);
    }
    return key != "mode" || read_mode(value, who.mode);
}

bool is_key(std::string_view text)
{
    return !text.empty()
        && text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == text.npos;
}

/// Nothing but printable UTF-8 and newlines, with one at the end.
bool is_plain_text(std::string_view text)
{
    if (text.empty() || text.back() != '\n')
    {
        return false;
    }
    while (!text.empty())
    {
        auto const next = first_character(text);
        if (!next.printable && next.bytes != "\n")
        {
            return false;
        }
        text.remove_prefix(next.bytes.size());
    }
    return true;
}

}  // namespace

std::string make_record(owner const& who)
{
    std::string record(first_line);
    add_text(record, "host", who.host);
    add_number(record, "pid", who.pid > 0 ? static_cast<std::uint64_t>(who.pid) : 0);
    add_number(record, "pidns", who.pid_namespace);
    add_number(record, "timens", who.time_namespace);
    add_text(record, "boot", who.boot_id);
    add_text(record, "machine", who.machine_id);
    add_number(record, "start", who.process_start);
    add_number(record, "thread", who.thread);
    add_text(record, "token", who.token);
    if (who.mode)
    {
        add_line(record, "mode", to_string(*who.mode));
    }
    if (!who.note.empty())
    {
        constexpr std::string_view frame = "note=\n";
        std::size_t const room = longest_record - record.size() - frame.size();
        add_line(record, "note", encode(who.note, room));
    }
    return record;
}

std::optional<owner> parse_record(std::string_view text)
{
    if (text.size() > longest_record || text.substr(0, first_line.size()) != first_line
        || !is_plain_text(text))
    {
        return std::nullopt;
    }
    text.remove_prefix(first_line.size());
    owner who;
    std::set<std::string_view> seen;
    while (!text.empty())
    {
        std::string_view const line = text.substr(0, text.find('\n'));
        text.remove_prefix(line.size() + 1);
        std::size_t const sign = line.find('=');
        std::string_view const key = line.substr(0, sign);
        if (sign == line.npos || !is_key(key) || !seen.insert(key).second
            || !read_value(key, line.substr(sign + 1), who))
        {
            return std::nullopt;
        }
    }
    return who;
}

}  // namespace filelock
