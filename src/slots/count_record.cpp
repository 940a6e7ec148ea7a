// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "slots/count_record.hpp"

#include <string>
#include <string_view>

#include <boost/filesystem/operations.hpp>
#include <boost/lexical_cast/try_lexical_convert.hpp>

#include <filelock/error.hpp>
#include <filelock/semaphore.hpp>

#include "os/file.hpp"
#include "os/patience.hpp"

namespace filelock
{
namespace slots
{

namespace
{

constexpr std::string_view count_prefix = "filelock semaphore of ";

std::string record_of(std::ptrdiff_t count)
{
    return std::string(count_prefix) + std::to_string(count) + '\n';
}

/// Zero for what record_of() does not make.
std::ptrdiff_t parse_count(std::string const& text)
{
    std::ptrdiff_t count = 0;
    if (text.size() <= count_prefix.size() + 1
        || !boost::conversion::try_lexical_convert(
            text.substr(count_prefix.size(), text.size() - count_prefix.size() - 1),
            count))
    {
        return 0;
    }
    bool const is_ours =
        count > 0 && count <= semaphore::max() && text == record_of(count);
    return is_ours ? count : 0;
}

void write_private(path const& file, std::ptrdiff_t count,
                   boost::filesystem::perms permissions, error_code& ec)
{
    os::file const opened = os::open(file, os::open_mode::create, permissions, ec);
    if (!ec)
    {
        os::overwrite_start(opened, record_of(count), ec);
    }
}

}  // namespace

std::ptrdiff_t read_count(path const& file, error_code& ec)
{
    if (!os::look_up(file, ec))
    {
        return 0;
    }
    os::file const opened =
        os::open(file, os::open_mode::read, boost::filesystem::perms(), ec);
    if (ec == boost::system::errc::no_such_file_or_directory)
    {
        ec.clear();
    }
    if (!opened.is_open())
    {
        return 0;
    }
    std::string const text =
        os::read_start(opened, record_of(semaphore::max()).size() + 1, ec);
    std::ptrdiff_t const count = parse_count(text);
    if (!ec && count == 0 && !text.empty())
    {
        ec = errc::not_a_semaphore;
    }
    return count;
}

void write_count(path const& file, std::ptrdiff_t count,
                 boost::filesystem::perms permissions, error_code& ec)
{
    path unfinished = file;
    unfinished += ".new";
    // A writer that was killed has left it; nobody else writes now.
    if (os::look_up(unfinished, ec))
    {
        os::remove_file(unfinished, ec);
    }
    if (!ec)
    {
        write_private(unfinished, count, permissions, ec);
    }
    if (!ec)
    {
        os::with_patience(ec,
                          [&](error_code& failed)
                          { boost::filesystem::rename(unfinished, file, failed); });
    }
    if (ec)
    {
        error_code ignored;
        if (os::look_up(unfinished, ignored))
        {
            os::remove_file(unfinished, ignored);
        }
    }
}

}  // namespace slots
}  // namespace filelock
