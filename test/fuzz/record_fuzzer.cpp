// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// For libFuzzer: what is read from a disk that anybody may have written to. Whatever it
// is, the parsers stay within it, and what they accept can be written again and means the
// same.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "os/process.hpp"
#include "owner_record.hpp"
#include "soft/bearer_name.hpp"
#include "soft/create_record.hpp"

namespace
{

using namespace filelock;

/// Stops the fuzzer, which then keeps the input.
void require(bool holds)
{
    if (!holds)
    {
        std::abort();
    }
}

/// A text that is too long for its place is left out.
bool same_or_dropped(std::string const& written, std::string const& read)
{
    return written == read || written.empty();
}

bool same_numbers(owner const& a, owner const& b)
{
    return a.pid == b.pid && a.process_start == b.process_start && a.thread == b.thread
        && a.pid_namespace == b.pid_namespace && a.time_namespace == b.time_namespace;
}

/// A UUID, or what stands for one where starts are points in time.
bool is_empty_or_boot_id(std::string const& text)
{
    return text.empty() || text.size() == 36 || text == os::absolute_starts;
}

void check_description(owner const& who)
{
    for (char const byte : describe(who))
    {
        require(static_cast<unsigned char>(byte) >= ' ' && byte != '\x7f');
    }
}

void check_record(std::string_view text)
{
    auto const read = parse_record(text);
    if (!read)
    {
        return;
    }
    require(text.size() <= longest_record && read->pid >= 0);
    check_description(*read);
    std::string const written = make_record(*read);
    require(written.size() <= longest_record);
    auto const again = parse_record(written);
    require(again && same_numbers(*again, *read) && again->mode == read->mode);
    require(same_or_dropped(again->host, read->host)
            && same_or_dropped(again->boot_id, read->boot_id)
            && same_or_dropped(again->machine_id, read->machine_id)
            && same_or_dropped(again->token, read->token));
    require(read->note.compare(0, again->note.size(), again->note) == 0);
    require(make_record(*again) == written);
}

void check_create_record(std::string_view text)
{
    auto const read = soft::parse_create_record(text);
    if (!read)
    {
        return;
    }
    require(read->pid > 0 && !read->host.empty());
    require(is_empty_or_boot_id(read->boot_id));
    check_description(*read);
    std::string const written = soft::make_create_record(*read);
    auto const again = soft::parse_create_record(written);
    require(again && same_numbers(*again, *read));
    require(again->host == read->host && again->boot_id == read->boot_id);
    require(soft::make_create_record(*again) == written);
}

void check_bearer_name(std::string_view text)
{
    auto const read = soft::parse_bearer_name(text);
    if (!read)
    {
        return;
    }
    require(text.size() <= soft::longest_bearer_name && read->pid > 0);
    std::string const written = soft::bearer_name(*read);
    require(written.find('/') == written.npos && written.front() != '.');
    auto const again = soft::parse_bearer_name(written);
    // A pid that no system has may make it longer than a name may be.
    require(again || written.size() > soft::longest_bearer_name);
    require(!again || (same_numbers(*again, *read) && again->token == read->token));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    std::string_view const text(reinterpret_cast<char const*>(data), size);
    check_record(text);
    check_create_record(text);
    check_bearer_name(text);
    return 0;
}
