// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "throw_error.hpp"
#include "path_text.hpp"

#include <iomanip>
#include <sstream>
#include <string_view>
#include <utility>

#include <boost/throw_exception.hpp>

namespace filelock
{

namespace
{

void write_seconds(std::ostream& out, std::chrono::nanoseconds time)
{
    double const seconds = std::chrono::duration<double>(time).count();
    if (seconds < 0.9995)
    {
        out << std::setprecision(3) << seconds * 1000 << " ms";
    }
    else
    {
        out << std::setprecision(seconds < 1000 ? 3 : 10) << seconds << " s";
    }
}

void write_holders(std::ostream& out, std::vector<owner> const& owners)
{
    if (owners.empty())
    {
        return;
    }
    out << ", held by " << describe(owners.front());
    if (owners.size() > 1)
    {
        out << " and " << owners.size() - 1
            << (owners.size() == 2 ? " other" : " others");
    }
}

std::string message_of(failure const& what)
{
    std::ostringstream out;
    out << what.operation << ' ' << quoted(what.lock_path) << ": " << what.code.message();
    if (what.code == errc::lock_timeout && what.waited)
    {
        out << " after ";
        write_seconds(out, *what.waited);
    }
    if (what.code == boost::system::errc::no_such_file_or_directory)
    {
        out << " (the lock file's directory must exist)";
    }
    write_holders(out, what.owners);
    return out.str();
}

template <class Exception>
[[noreturn]] void throw_as(failure&& what)
{
    std::string message = message_of(what);
    boost::throw_exception(Exception(what.code, std::move(message),
                                     std::move(what.lock_path), std::move(what.owners)));
}

}  // namespace

std::string quoted(path const& name)
{
    std::string text = text_of(name);
    for (char& c : text)
    {
        bool const is_control = static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
        c = is_control ? '?' : c;
    }
    return '"' + text + '"';
}

void throw_lock_error(failure what)
{
    if (what.code == errc::lock_timeout)
    {
        throw_as<lock_timeout>(std::move(what));
    }
    if (what.code == errc::already_locked)
    {
        throw_as<already_locked>(std::move(what));
    }
    throw_as<lock_failed>(std::move(what));
}

void throw_unlock_error(failure what)
{
    if (what.code == errc::not_locked)
    {
        throw_as<not_locked>(std::move(what));
    }
    if (what.code == errc::not_my_lock)
    {
        throw_as<not_my_lock>(std::move(what));
    }
    throw_as<unlock_error>(std::move(what));
}

}  // namespace filelock
