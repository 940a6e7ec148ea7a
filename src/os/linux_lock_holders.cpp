// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/lock_holders.hpp"

#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <locale>
#include <memory>
#include <sstream>
#include <string>

#include "os/linux_proc.hpp"

namespace filelock
{
namespace os
{

namespace
{

/// Lines of /proc/locks that are read at most: it grows while it is read.
constexpr int most_lines = 1000000;

void merge(std::vector<lock_holder>& holders, lock_holder const& found)
{
    auto const known =
        std::find_if(holders.begin(), holders.end(),
                     [&](auto const& each) { return each.pid == found.pid; });
    if (known == holders.end())
    {
        holders.push_back(found);
    }
    else if (found.mode == lock_mode::exclusive)
    {
        // A process may lock one part of a file like this and another like that.
        known->mode = lock_mode::exclusive;
    }
}

/// How /proc/locks writes the file down: ` 08:01:5678 `. Empty if that cannot be told.
std::string name_in_list(file const& opened)
{
    struct stat status = {};
    std::array<char, 64> name{};
    if (::fstat(opened.handle(), &status) == 0)
    {
        // The list's device is that of the file system, which is another than stat's
        // where stat tells subvolumes apart (btrfs): no line matches then.
        static_cast<void>(std::snprintf(name.data(), name.size(), " %02x:%02x:%llu ",
                                        ::major(status.st_dev), ::minor(status.st_dev),
                                        static_cast<unsigned long long>(status.st_ino)));
    }
    return name.data();
}

/// Takes `1: POSIX  ADVISORY  WRITE 1234 08:01:5678 0 EOF` for what it says. Lines of who
/// is still waiting have `->` in the second place.
std::optional<lock_holder> parse_line(std::string const& line)
{
    std::istringstream words(line);
    words.imbue(std::locale::classic());
    std::string number;
    std::string kind;
    std::string force;
    std::string access;
    std::int64_t pid = 0;
    words >> number >> kind >> force >> access >> pid;
    if (!words || kind != "POSIX")
    {
        return std::nullopt;
    }
    return lock_holder{std::max<std::int64_t>(pid, 0),
                       access == "READ" ? lock_mode::shared : lock_mode::exclusive};
}

void read_list(std::string const& file_name, std::vector<lock_holder>& holders)
{
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> const list(
        std::fopen("/proc/locks", "re"), &std::fclose);
    std::array<char, 256> line;
    for (int count = 0; list && count < most_lines; ++count)
    {
        if (std::fgets(line.data(), static_cast<int>(line.size()), list.get()) == nullptr)
        {
            return;
        }
        std::string const text = line.data();
        if (text.find(file_name) == text.npos)
        {
            continue;
        }
        auto const found = parse_line(text);
        if (found && found->pid != ::getpid())
        {
            merge(holders, *found);
        }
    }
}

}  // namespace

std::vector<lock_holder> find_lock_holders(file const& opened, bool is_held_here,
                                           error_code& ec)
{
    std::vector<lock_holder> holders;
    auto const one = find_lock_holder(opened, is_held_here, ec);
    if (!one)
    {
        return holders;
    }
    holders.push_back(*one);
    std::string const name = name_in_list(opened);
    if (!name.empty() && proc_is_ours())
    {
        read_list(name, holders);
    }
    return holders;
}

}  // namespace os
}  // namespace filelock
