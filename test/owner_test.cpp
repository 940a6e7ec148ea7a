// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#define BOOST_TEST_MODULE owner
#include <boost/test/unit_test.hpp>

#include <filelock/owner.hpp>

#include <functional>
#include <string>
#include <vector>

#include "judge.hpp"

namespace
{

using filelock::describe;
using filelock::judge;
using filelock::liveness;
using filelock::owner;
using filelock::os::process_identity;
using filelock::os::process_report;
using filelock::os::process_state;
using std::chrono::system_clock;

/// A record, the process that judges it, and what that one sees: an owner that is alive,
/// unless a row of a table changes something.
struct scene
{
    scene()
    {
        who.host = self.host = "host7";
        who.boot_id = self.boot_id = "boot";
        who.machine_id = self.machine_id = "machine";
        who.pid_namespace = self.pid_namespace = 11;
        who.time_namespace = self.time_namespace = 12;
        who.pid = 4242;
        self.pid = 4300;
        self.start = 99;
        who.process_start = 77;
        report.state = process_state::running;
        report.start = 77;
    }

    owner who;
    process_identity self;
    process_report report;
};

struct row
{
    char const* what;
    std::function<void(scene&)> change;
};

void check(
    liveness expected, std::vector<row> const& rows,
    std::function<void(scene&)> const& prepare = [](scene&) {})
{
    for (row const& each : rows)
    {
        BOOST_TEST_CONTEXT(each.what)
        {
            scene s;
            prepare(s);
            each.change(s);
            BOOST_TEST(to_string(judge(s.who, s.self, s.report)) == to_string(expected));
        }
    }
}

void process_is_gone(scene& s)
{
    s.report = {process_state::gone, std::nullopt};
}

void machine_was_rebooted(scene& s)
{
    s.who.boot_id = "an earlier boot";
}

/// Whatever is in the way of any proof.
std::vector<row> const obstacles = {
    {"another host", [](scene& s) { s.who.host = "host8"; }},
    {"the record names no host", [](scene& s) { s.who.host.clear(); }},
    {"this host has no name", [](scene& s) { s.self.host.clear(); }},
    {"neither has a host", [](scene& s) { s.who.host = s.self.host = ""; }},
    {"another pid namespace", [](scene& s) { s.who.pid_namespace = 111; }},
    {"no pid namespace in the record", [](scene& s) { s.who.pid_namespace = 0; }},
    {"no pid namespace here", [](scene& s) { s.self.pid_namespace = 0; }},
    {"no pid namespace at all",
     [](scene& s) { s.who.pid_namespace = s.self.pid_namespace = 0; }},
    {"another time namespace", [](scene& s) { s.who.time_namespace = 112; }},
    {"no time namespace in the record", [](scene& s) { s.who.time_namespace = 0; }},
    {"no time namespace here", [](scene& s) { s.self.time_namespace = 0; }},
    {"no time namespace at all",
     [](scene& s) { s.who.time_namespace = s.self.time_namespace = 0; }},
    {"another machine of that name", [](scene& s) { s.who.machine_id = "other"; }},
    {"no boot id in the record", [](scene& s) { s.who.boot_id.clear(); }},
    {"no boot id here", [](scene& s) { s.self.boot_id.clear(); }},
    {"no boot id at all", [](scene& s) { s.who.boot_id = s.self.boot_id = ""; }},
    {"no pid in the record", [](scene& s) { s.who.pid = 0; }},
    {"a negative pid", [](scene& s) { s.who.pid = -4242; }},
};

void nothing_changes(scene&) {}

}  // namespace

BOOST_AUTO_TEST_CASE(process_with_same_pid_and_start_is_alive)
{
    check(liveness::alive,
          {{"all known", nothing_changes},
           {"no machine id in the record", [](scene& s) { s.who.machine_id.clear(); }},
           {"no machine id here", [](scene& s) { s.self.machine_id.clear(); }},
           {"no machine id at all",
            [](scene& s) { s.who.machine_id = s.self.machine_id = ""; }}});
}

BOOST_AUTO_TEST_CASE(missing_process_is_dead_even_if_its_start_is_unknown)
{
    check(liveness::dead,
          {{"all known", nothing_changes},
           {"no start in the record", [](scene& s) { s.who.process_start = 0; }},
           {"zombie with the same start", [](scene& s) { s.report.start = 77; }},
           {"no machine id in the record", [](scene& s) { s.who.machine_id.clear(); }}},
          process_is_gone);
}

BOOST_AUTO_TEST_CASE(process_that_started_at_another_time_is_another)
{
    check(liveness::dead,
          {{"later", [](scene& s) { s.report.start = 78; }},
           {"earlier", [](scene& s) { s.report.start = 76; }}});
}

BOOST_AUTO_TEST_CASE(existing_process_without_known_start_may_be_the_owner)
{
    check(liveness::unknown,
          {{"unreadable", [](scene& s) { s.report.start.reset(); }},
           {"zero", [](scene& s) { s.report.start = 0; }},
           {"not in the record", [](scene& s) { s.who.process_start = 0; }},
           {"neither", [](scene& s) { s.report.start = s.who.process_start = 0; }},
           {"nor whether it runs",
            [](scene& s) {
                s.report = {process_state::unreadable, std::nullopt};
            }},
           {"start of what may not run", [](scene& s) {
                s.report = {process_state::unreadable, 78};
            }}});
}

BOOST_AUTO_TEST_CASE(owner_from_earlier_boot_of_same_machine_is_dead)
{
    check(liveness::dead,
          {{"a process has its pid and start", nothing_changes},
           {"no process has its pid", process_is_gone},
           {"no start in the record", [](scene& s) { s.who.process_start = 0; }},
           {"nothing readable", [](scene& s) { s.report = {}; }}},
          machine_was_rebooted);
}

BOOST_AUTO_TEST_CASE(another_boot_proves_nothing_without_machine_ids)
{
    check(liveness::unknown,
          {{"not in the record", [](scene& s) { s.who.machine_id.clear(); }},
           {"not here", [](scene& s) { s.self.machine_id.clear(); }},
           {"neither", [](scene& s) { s.who.machine_id = s.self.machine_id = ""; }}},
          machine_was_rebooted);
}

BOOST_AUTO_TEST_CASE(nothing_is_proved_about_what_is_not_comparable)
{
    check(liveness::unknown, obstacles);
    check(liveness::unknown, obstacles, process_is_gone);
    check(liveness::unknown, obstacles, [](scene& s) { s.report.start = 78; });
}

BOOST_AUTO_TEST_CASE(another_boot_proves_nothing_about_what_is_not_comparable)
{
    check(liveness::unknown, obstacles, machine_was_rebooted);
}

BOOST_AUTO_TEST_CASE(owner_of_which_nothing_is_known_may_live)
{
    BOOST_TEST(to_string(probe(owner())) == std::string("unknown"));
}

BOOST_AUTO_TEST_CASE(description_names_what_is_known)
{
    owner who;
    BOOST_TEST(describe(who) == "an unknown owner");
    who.pid = 4242;
    BOOST_TEST(describe(who) == "pid 4242");
    who.host = "host7";
    BOOST_TEST(describe(who) == "pid 4242 on host7");
    who.note = "nightly";
    BOOST_TEST(describe(who) == "pid 4242 on host7 (\"nightly\")");
    who.since = system_clock::now() - std::chrono::milliseconds(61500);
    BOOST_TEST(describe(who) == "pid 4242 on host7 (for 61 s, \"nightly\")");
    who.mode = filelock::lock_mode::exclusive;
    BOOST_TEST(describe(who) == "pid 4242 on host7 (exclusive, for 61 s, \"nightly\")");
    who.pid = 0;
    who.host.clear();
    BOOST_TEST(describe(who) == "an unknown owner (exclusive, for 61 s, \"nightly\")");
}

BOOST_AUTO_TEST_CASE(description_counts_time_in_growing_units)
{
    struct
    {
        int seconds;
        char const* text;
    } const rows[] = {
        {0, " (for 0 s)"},        {119, " (for 119 s)"},      {120, " (for 2 min)"},
        {7199, " (for 119 min)"}, {7200, " (for 2 h)"},       {172799, " (for 47 h)"},
        {172800, " (for 2 d)"},   {31536000, " (for 365 d)"}, {-60, ""}};
    for (auto const& each : rows)
    {
        owner who;
        who.pid = 1;
        who.since = system_clock::now() - std::chrono::seconds(each.seconds);
        BOOST_TEST(describe(who) == std::string("pid 1") + each.text);
    }
}

BOOST_AUTO_TEST_CASE(description_survives_impossible_times)
{
    owner who;
    who.since = system_clock::time_point::max();
    BOOST_TEST(describe(who) == "an unknown owner");
    who.since = system_clock::time_point::min();
    BOOST_TEST(describe(who).find(" d)") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(description_cannot_move_the_cursor)
{
    owner who;
    who.host = std::string("a\0b\x1b[2J\r\n\t\x7f", 10);
    who.note = "gr\xc3\xbc\xc3\x9f"
               "e \xc2\x9b"
               "1m \xff";
    BOOST_TEST(describe(who)
               == "an unknown owner on a?b?[2J??? (\"gr\xc3\xbc\xc3\x9f"
                  "e ?1m ?\")");
}

BOOST_AUTO_TEST_CASE(description_is_short_whatever_the_note)
{
    owner who;
    who.host.assign(1000000, 'h');
    // A character of three bytes, and the limit of 200 is no multiple of three.
    std::string const euro = "\xe2\x82\xac";
    std::string note;
    for (int i = 0; i < 66; ++i)
    {
        note += euro;
    }
    who.note = note + euro + std::string(1000000, 'x');
    BOOST_TEST(describe(who)
               == "an unknown owner on " + std::string(64, 'h') + "... (\"" + note
                   + "...\")");
}
