// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "tool/lock_report.hpp"

#include <algorithm>
#include <chrono>
#include <ostream>

#include <boost/date_time/posix_time/posix_time.hpp>
#include <boost/filesystem/operations.hpp>
#include <nlohmann/json.hpp>

#include <filelock/error.hpp>
#include <filelock/options.hpp>
#include <filelock/semaphore.hpp>

#include "path_text.hpp"
#include "slots/names.hpp"
#include "tool/make_lock.hpp"
#include "tool/text.hpp"

namespace filelock
{
namespace tool
{

namespace
{

// Keeps the members in the order they are written here.
using json = nlohmann::ordered_json;
using std::chrono::system_clock;

json json_of_time(system_clock::time_point when)
{
    namespace pt = boost::posix_time;
    auto const since_epoch = when.time_since_epoch();
    auto const seconds = std::chrono::floor<std::chrono::seconds>(since_epoch);
    auto const rest =
        std::chrono::floor<std::chrono::milliseconds>(since_epoch - seconds);
    auto const time = pt::from_time_t(seconds.count()) + pt::milliseconds(rest.count());
    return pt::to_iso_extended_string(time) + "Z";
}

json json_of_duration_since(system_clock::time_point when)
{
    auto const held =
        std::chrono::floor<std::chrono::milliseconds>(system_clock::now() - when);
    return static_cast<double>(std::max<std::int64_t>(held.count(), 0)) / 1000;
}

json json_of(owner const& who)
{
    json result;
    result["pid"] = who.pid != 0 ? json(who.pid) : json();
    result["host"] = who.host;
    result["mode"] = who.mode ? json(to_string(*who.mode)) : json();
    result["since"] = who.since ? json_of_time(*who.since) : json();
    result["held_for_seconds"] = who.since ? json_of_duration_since(*who.since) : json();
    result["note"] = who.note;
    result["liveness"] = to_string(probe(who));
    return result;
}

json json_of(lock_report const& report)
{
    json result;
    result["target"] = text_of(report.target);
    result["lock_path"] = text_of(report.lock_path);
    result["scheme"] = report.scheme;
    if (!report.failure.empty())
    {
        result["error"] = report.failure;
        return result;
    }
    if (report.slots != 0)
    {
        result["slots"] = report.slots;
    }
    result["locked"] = report.locked;
    result["holders"] = json::array();
    for (owner const& holder : report.holders)
    {
        result["holders"].push_back(json_of(holder));
    }
    if (!report.waiting.empty())
    {
        result["waiting"] = json::array();
        for (owner const& each : report.waiting)
        {
            result["waiting"].push_back(json_of(each));
            result["waiting"].back().erase("held_for_seconds");
        }
    }
    if (!report.leftovers.empty())
    {
        result["leftovers"] = json::array();
        for (auto const& each : report.leftovers)
        {
            result["leftovers"].push_back(text_of(each));
        }
    }
    if (report.previous_owner)
    {
        result["previous_owner"] = json_of(*report.previous_owner);
        // Nobody knows when it died.
        result["previous_owner"].erase("held_for_seconds");
    }
    return result;
}

void print_text(lock_report const& report, std::ostream& out)
{
    std::string const target = in_quotes(report.target);
    for (owner const& holder : report.holders)
    {
        out << target << ": held by " << printable(describe(holder)) << ", "
            << to_string(probe(holder)) << '\n';
    }
    if (report.locked && report.holders.empty())
    {
        out << target << ": held by an unknown owner\n";
    }
    if (!report.locked)
    {
        out << target << (report.is_guess ? ": free, as a hard lock" : ": free");
        if (report.previous_owner)
        {
            owner dead = *report.previous_owner;
            dead.since.reset();  // Else "for so long", though nobody knows when it died.
            out << ", but its last exclusive holder died holding it: "
                << printable(describe(dead));
        }
        out << '\n';
    }
    for (owner const& each : report.waiting)
    {
        out << target << ": waited for by " << printable(describe(each)) << ", "
            << to_string(probe(each)) << '\n';
    }
    for (auto const& each : report.leftovers)
    {
        out << target << ": left by a dead process: " << in_quotes(each) << '\n';
    }
}

/// In a database a writer that waits for readers to leave is told of, without a mode, for
/// it keeps new readers out.
void tell_waiters_apart(lock_report& report)
{
    auto const is_holder = [](owner const& each) { return each.mode || each.pid == 0; };
    if (report.scheme == "sqlite")
    {
        auto const first_waiting = std::stable_partition(report.holders.begin(),
                                                         report.holders.end(), is_holder);
        report.waiting.assign(first_waiting, report.holders.end());
        report.holders.erase(first_waiting, report.holders.end());
    }
}

template <class Type>
void append(std::vector<Type>& to, std::vector<Type> const& more)
{
    to.insert(to.end(), more.begin(), more.end());
}

void add_waiters(lock_report& to, lock_report line)
{
    for (owner& each : line.holders)
    {
        each.mode.reset();  // That of the queue's lock, which says nothing here.
    }
    to.scheme = to.locked || !line.locked ? to.scheme : line.scheme;
    append(to.waiting, line.holders);
    append(to.leftovers, line.leftovers);
    to.failure = to.failure.empty() ? line.failure : to.failure;
}

}  // namespace

lock_report look_at(boost::filesystem::path const& target,
                    boost::filesystem::path const& lock_path,
                    std::string const& chosen_scheme)
{
    options how_to;
    how_to.lock_path = lock_path;
    how_to.record_owner = true;
    bool const is_chosen = !chosen_scheme.empty();
    std::string const scheme = is_chosen ? chosen_scheme : scheme_at(target, how_to);
    chosen_lock const chosen = make_chosen_lock(scheme, target, how_to);
    lock_report report;
    report.target = target;
    report.lock_path = chosen.lock->lock_path();
    report.scheme = scheme;
    try
    {
        // What is left beside a link lock that nobody holds is all there is to tell of
        // it.
        report.leftovers = is_chosen
            ? chosen.leftovers()
            : make_chosen_lock("link", target, how_to).leftovers();
        report.holders = chosen.lock->owners();
        tell_waiters_apart(report);
        report.locked = !report.holders.empty() || chosen.lock->is_locked();
        report.previous_owner = report.locked ? std::nullopt : chosen.left_behind();
        // An empty file may be another program's marker as well.
        report.is_guess = !is_chosen && scheme == "hard" && !report.previous_owner
            && boost::filesystem::exists(report.lock_path);
    }
    catch (error const& failure)
    {
        report.failure = failure.what();
    }
    return report;
}

lock_report look_at_semaphore(boost::filesystem::path const& target,
                              boost::filesystem::path const& lock_path,
                              std::string const& scheme)
{
    options how_to;
    how_to.lock_path = lock_path;
    lock_report all;
    all.target = target;
    all.scheme = scheme.empty() ? "hard" : scheme;
    all.lock_path = semaphore(target, 1, how_to).lock_path();
    error_code ec;
    all.slots = semaphore::recorded_count(all.lock_path, ec);
    if (ec)
    {
        all.failure = in_quotes(all.lock_path) + ": " + ec.message();
        return all;
    }
    for (std::ptrdiff_t number = 1; number <= all.slots; ++number)
    {
        auto const where = semaphore(target, all.slots, how_to).slot_path(number);
        lock_report const slot = look_at(target, where, scheme);
        all.scheme = slot.locked ? slot.scheme : all.scheme;
        all.locked = all.locked || slot.locked;
        append(all.holders, slot.holders);
        append(all.leftovers, slot.leftovers);
        all.failure = all.failure.empty() ? slot.failure : all.failure;
    }
    for (char const* ending : {slots::turn_ending, slots::queue_ending})
    {
        auto where = all.lock_path;
        where += ending;
        add_waiters(all, look_at(target, where, scheme));
    }
    return all;
}

void print_text(std::vector<lock_report> const& reports, std::ostream& out)
{
    for (lock_report const& report : reports)
    {
        if (report.failure.empty())
        {
            print_text(report, out);
        }
    }
}

void print_json(std::vector<lock_report> const& reports, std::ostream& out)
{
    json all = json::array();
    for (lock_report const& report : reports)
    {
        all.push_back(json_of(report));
    }
    // File names need not be UTF-8, JSON must be.
    out << all.dump(2, ' ', false, json::error_handler_t::replace) << '\n';
}

}  // namespace tool
}  // namespace filelock
