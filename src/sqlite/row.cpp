// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "sqlite/row.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <string_view>

#include <boost/uuid/random_generator.hpp>
#include <boost/uuid/uuid_io.hpp>

#include "utf8.hpp"

namespace filelock
{
namespace sqlite
{

namespace
{

/// With everything else that a row has it stays below an owner record's 4,096 bytes.
constexpr std::size_t longest_note = 3000;

std::string cut_to(std::size_t longest, std::string const& text)
{
    std::string_view rest = text;
    std::size_t length = 0;
    while (!rest.empty() && length + first_character(rest).bytes.size() <= longest)
    {
        std::size_t const next = first_character(rest).bytes.size();
        length += next;
        rest.remove_prefix(next);
    }
    return text.substr(0, length);
}

}  // namespace

row new_row(thread_id thread, std::string const& note)
{
    boost::uuids::random_generator_pure generate;
    row result;
    result.who = this_owner();
    result.who.thread = thread;
    result.who.token = to_string(generate());
    result.who.since = std::chrono::system_clock::now();
    result.who.note = cut_to(longest_note, note);
    return result;
}

std::vector<row> those_in_the_way(std::vector<row> all, lock_mode wanted,
                                  std::string const& token)
{
    auto const lets_in = [&](row const& each)
    {
        return each.who.token == token
            || (wanted == lock_mode::exclusive ? each.waits() : each.reads());
    };
    all.erase(std::remove_if(all.begin(), all.end(), lets_in), all.end());
    return all;
}

}  // namespace sqlite
}  // namespace filelock
