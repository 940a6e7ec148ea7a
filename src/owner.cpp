// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include <filelock/owner.hpp>

#include <chrono>
#include <cmath>
#include <string_view>
#include <utility>

#include <filelock/scheme.hpp>

#include "judge.hpp"
#include "os/process.hpp"
#include "utf8.hpp"

namespace filelock
{

namespace
{

/// Two unknowns are not the same.
template <class Value>
bool same(Value const& a, Value const& b)
{
    return a == b && a != Value{};
}

/// Whether the two are known to speak of the same pids and the same clock.
bool comparable(owner const& who, os::process_identity const& self)
{
    bool const one_machine = who.machine_id.empty() || self.machine_id.empty()
        || who.machine_id == self.machine_id;
    return one_machine && same(who.host, self.host)
        && same(who.pid_namespace, self.pid_namespace)
        && same(who.time_namespace, self.time_namespace);
}

liveness compare_starts(owner const& who, os::process_report const& report)
{
    std::uint64_t const start = report.start.value_or(0);
    if (start == 0 || who.process_start == 0)
    {
        return liveness::unknown;
    }
    return start == who.process_start ? liveness::alive : liveness::dead;
}

/// For a message: not too long, and nothing that would move a terminal's cursor.
std::string presentable(std::string_view text, std::size_t longest)
{
    std::string result;
    while (!text.empty())
    {
        auto const next = first_character(text);
        if (result.size() + next.bytes.size() > longest)
        {
            return result + "...";
        }
        result += next.printable ? next.bytes : std::string_view("?");
        text.remove_prefix(next.bytes.size());
    }
    return result;
}

/// Nothing if it has not begun yet: clocks of two machines differ.
std::string time_since(std::chrono::system_clock::time_point begin)
{
    // In floating point, for the difference of two time points may overflow.
    using seconds = std::chrono::duration<double>;
    auto const now = std::chrono::system_clock::now();
    seconds const length =
        seconds(now.time_since_epoch()) - seconds(begin.time_since_epoch());
    if (length < seconds::zero())
    {
        return {};
    }
    double const count = std::floor(length.count());
    auto const in = [count](double unit, char const* name)
    { return std::to_string(static_cast<std::int64_t>(count / unit)) + name; };
    if (count < 120)
    {
        return in(1, " s");
    }
    if (count < 120 * 60)
    {
        return in(60, " min");
    }
    return count < 48 * 3600 ? in(3600, " h") : in(24 * 3600, " d");
}

std::string details_of(owner const& who)
{
    std::string result;
    auto const add = [&result](std::string const& detail)
    { result += (result.empty() ? "" : ", ") + detail; };
    if (who.mode)
    {
        add(to_string(*who.mode));
    }
    if (std::string const time = who.since ? time_since(*who.since) : ""; !time.empty())
    {
        add("for " + time);
    }
    if (!who.note.empty())
    {
        add('"' + presentable(who.note, 200) + '"');
    }
    return result;
}

}  // namespace

liveness judge(owner const& who, os::process_identity const& self,
               os::process_report const& report)
{
    if (!comparable(who, self) || who.pid <= 0 || who.boot_id.empty()
        || self.boot_id.empty())
    {
        return liveness::unknown;
    }
    if (who.boot_id != self.boot_id)
    {
        return same(who.machine_id, self.machine_id) ? liveness::dead : liveness::unknown;
    }
    switch (report.state)
    {
    case os::process_state::gone:
        return liveness::dead;
    case os::process_state::running:
        return compare_starts(who, report);
    case os::process_state::unreadable:
        break;
    }
    return liveness::unknown;
}

liveness probe(owner const& who)
{
    return judge(who, os::this_process(), os::look_up_process(who.pid));
}

owner this_owner()
{
    os::process_identity self = os::this_process();
    owner result;
    result.host = std::move(self.host);
    result.pid = self.pid;
    result.thread = this_thread_id();
    result.process_start = self.start;
    result.boot_id = std::move(self.boot_id);
    result.machine_id = std::move(self.machine_id);
    result.pid_namespace = self.pid_namespace;
    result.time_namespace = self.time_namespace;
    return result;
}

char const* to_string(liveness verdict) noexcept
{
    switch (verdict)
    {
    case liveness::alive:
        return "alive";
    case liveness::dead:
        return "dead";
    case liveness::unknown:
        break;
    }
    return "unknown";
}

std::string describe(owner const& who)
{
    std::string result =
        who.pid > 0 ? "pid " + std::to_string(who.pid) : "an unknown owner";
    if (!who.host.empty())
    {
        result += " on " + presentable(who.host, 64);
    }
    std::string const details = details_of(who);
    return details.empty() ? result : result + " (" + details + ')';
}

}  // namespace filelock
