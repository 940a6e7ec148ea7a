// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "soft/create_record.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <boost/multiprecision/cpp_int.hpp>

#include "os/process.hpp"

namespace filelock
{
namespace soft
{

namespace
{

using boost::multiprecision::cpp_int;

/// 128 bits of boot id, written with dashes, above 64 bits of start time.
constexpr unsigned boot_bits = 128;
constexpr unsigned start_bits = 64;
constexpr std::size_t longest_start = 58;  // Decimal digits of 192 bits.
constexpr std::array<std::size_t, 4> dashes = {8, 13, 18, 23};
constexpr std::size_t uuid_digits = 32;

std::string digits_of(std::string boot_id)
{
    boot_id.erase(std::remove(boot_id.begin(), boot_id.end(), '-'), boot_id.end());
    bool const is_uuid = boot_id.size() == uuid_digits
        && boot_id.find_first_not_of("0123456789abcdefABCDEF") == boot_id.npos;
    return is_uuid ? boot_id : std::string{};
}

cpp_int encode_start(owner const& who)
{
    std::string const boot = digits_of(who.boot_id);
    cpp_int const boot_number = boot.empty() ? cpp_int(0) : cpp_int("0x" + boot);
    return (boot_number << start_bits) | who.process_start;
}

void decode_start(std::string_view text, owner& who)
{
    // A leading zero would make it octal.
    bool const is_number = !text.empty() && text.size() <= longest_start
        && text.front() != '0' && text.find_first_not_of("0123456789") == text.npos;
    if (!is_number)
    {
        return;
    }
    cpp_int const number{std::string(text)};
    cpp_int const boot = number >> start_bits;
    if ((boot >> boot_bits) != 0)
    {
        return;
    }
    who.process_start =
        static_cast<std::uint64_t>(number & ((cpp_int(1) << start_bits) - 1));
    if (boot == 0)
    {
        who.boot_id = os::absolute_starts;
        return;
    }
    std::string id = boot.str(uuid_digits, std::ios_base::hex);
    id.insert(0, uuid_digits - std::min(uuid_digits, id.size()), '0');
    for (std::size_t const at : dashes)
    {
        id.insert(at, 1, '-');
    }
    who.boot_id = id;
}

std::string_view take_line(std::string_view& text)
{
    std::string_view const line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    return line;
}

}  // namespace

std::string make_create_record(owner const& who)
{
    return std::to_string(who.pid) + '\n' + who.host + '\n' + encode_start(who).str()
        + '\n';
}

std::optional<owner> parse_create_record(std::string_view text)
{
    owner who;
    std::string_view const pid = take_line(text);
    auto const end = pid.data() + pid.size();
    auto const read = std::from_chars(pid.data(), end, who.pid);
    std::string_view const host = take_line(text);
    bool const is_record = read.ec == std::errc{} && read.ptr == end && who.pid > 0
        && !host.empty() && host.find('\0') == host.npos;
    if (!is_record)
    {
        return std::nullopt;
    }
    who.host = host;
    decode_start(take_line(text), who);
    return who;
}

liveness judge_create_record(owner& who)
{
    owner const self = this_owner();
    bool const is_of_this_boot = !who.boot_id.empty() && who.boot_id == self.boot_id
        && who.host == self.host && who.process_start != 0;
    auto const state = is_of_this_boot
        ? os::look_up_everywhere(who.pid, who.process_start)
        : os::process_state::unreadable;
    if (state == os::process_state::unreadable)
    {
        return liveness::unknown;
    }
    who.machine_id = self.machine_id;
    who.pid_namespace = self.pid_namespace;
    who.time_namespace = self.time_namespace;
    return state == os::process_state::running ? liveness::alive : liveness::dead;
}

}  // namespace soft
}  // namespace filelock
