// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#define BOOST_TEST_MODULE owner_record
#include <boost/test/unit_test.hpp>

#include "owner_record.hpp"

#include <limits>
#include <random>
#include <string>

namespace
{

using filelock::lock_mode;
using filelock::longest_record;
using filelock::make_record;
using filelock::owner;
using filelock::parse_record;

owner full_owner()
{
    owner who;
    who.host = "host7";
    who.pid = 4242;
    who.thread = 3;
    who.process_start = 123456;
    who.boot_id = "1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed";
    who.machine_id = "7d0c3d2f5a1e4b6c9f8091a2b3c4d5e6";
    who.pid_namespace = 4026531836;
    who.time_namespace = 4026531834;
    who.token = "00112233445566778899aabbccddeeff";
    who.mode = lock_mode::exclusive;
    who.note = "nightly";
    return who;
}

std::string const full_text = "filelock 1\n"
                              "host=host7\n"
                              "pid=4242\n"
                              "pidns=4026531836\n"
                              "timens=4026531834\n"
                              "boot=1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed\n"
                              "machine=7d0c3d2f5a1e4b6c9f8091a2b3c4d5e6\n"
                              "start=123456\n"
                              "thread=3\n"
                              "token=00112233445566778899aabbccddeeff\n"
                              "mode=exclusive\n"
                              "note=nightly\n";

void check_same(owner const& a, owner const& b)
{
    BOOST_CHECK_EQUAL(a.host, b.host);
    BOOST_CHECK_EQUAL(a.pid, b.pid);
    BOOST_CHECK_EQUAL(a.thread, b.thread);
    BOOST_CHECK_EQUAL(a.process_start, b.process_start);
    BOOST_CHECK_EQUAL(a.boot_id, b.boot_id);
    BOOST_CHECK_EQUAL(a.machine_id, b.machine_id);
    BOOST_CHECK_EQUAL(a.pid_namespace, b.pid_namespace);
    BOOST_CHECK_EQUAL(a.time_namespace, b.time_namespace);
    BOOST_CHECK_EQUAL(a.token, b.token);
    BOOST_CHECK(a.mode == b.mode);
    BOOST_CHECK_EQUAL(a.note, b.note);
}

std::string random_bytes(std::mt19937& random, std::size_t longest)
{
    std::string text(std::uniform_int_distribution<std::size_t>(0, longest)(random),
                     '\0');
    for (char& byte : text)
    {
        byte = static_cast<char>(std::uniform_int_distribution<int>(0, 255)(random));
    }
    return text;
}

std::string head(char const* rest)
{
    return std::string("filelock 1\n") + rest;
}

// clang-format off
char const* const other_files[] = {
    "", "\n", "filelock 1", "filelock 2\n", "filelock 10\n", "filelock 1 \n",
    "Filelock 1\n", " filelock 1\n", "\357\273\277filelock 1\n", "filelock 1\r\n",
    "4242\nhost7\n", "filelock 1\npid=1", "filelock 1\npid=1\nhost=a",
    "pid=1\nfilelock 1\n"};

char const* const malformed_lines[] = {
    "", "pid", "=1", "=", "Pid=1", "p id=1", " pid=1", "pid=1\r", "pid=", "pid=-1",
    "pid=+1", "pid= 1", "pid=1 ", "pid=0x1", "pid=1.0", "pid=1e3", "pid=-0",
    "pid=9223372036854775808", "pid=18446744073709551616", "start=18446744073709551616",
    "start=-1", "thread=x", "pidns=", "timens=99999999999999999999999999999999",
    "pid=1\npid=1", "note=a\nnote=b", "later=a\nlater=b", "mode=", "mode=exclusive ",
    "mode=Shared", "mode=upgrade", "note=%", "note=%4", "note=%zz", "note=%-1",
    "note=%4g", "note=% 4", "note=\t", "note=\x7f", "note=\xff", "note=\xc2\x85",
    "note=\xe2\x82",
    "later=\x1b"};
// clang-format on

}  // namespace

BOOST_AUTO_TEST_CASE(record_is_what_the_documentation_says)
{
    BOOST_TEST(make_record(full_owner()) == full_text);
    BOOST_TEST(make_record(owner()) == "filelock 1\n");
}

BOOST_AUTO_TEST_CASE(record_brings_every_field_back)
{
    auto const read = parse_record(full_text);
    BOOST_REQUIRE(read.has_value());
    check_same(*read, full_owner());
    auto const nothing = parse_record("filelock 1\n");
    BOOST_REQUIRE(nothing.has_value());
    check_same(*nothing, owner());
}

BOOST_AUTO_TEST_CASE(record_brings_extreme_numbers_back)
{
    owner who = full_owner();
    who.pid = std::numeric_limits<std::int64_t>::max();
    who.thread = who.process_start = std::numeric_limits<std::uint64_t>::max();
    who.pid_namespace = who.time_namespace = std::numeric_limits<std::uint64_t>::max();
    who.mode = lock_mode::shared;
    auto const read = parse_record(make_record(who));
    BOOST_REQUIRE(read.has_value());
    check_same(*read, who);
}

BOOST_AUTO_TEST_CASE(record_brings_any_bytes_back)
{
    std::mt19937 random(20260101);
    for (int i = 0; i < 20000; ++i)
    {
        owner who = full_owner();
        who.host = random_bytes(random, 255);
        who.token = random_bytes(random, 64);
        who.note = random_bytes(random, 900);
        auto const read = parse_record(make_record(who));
        BOOST_REQUIRE(read.has_value());
        BOOST_REQUIRE(read->host == who.host && read->token == who.token);
        BOOST_REQUIRE(read->note == who.note);
    }
}

BOOST_AUTO_TEST_CASE(note_stays_readable_in_record)
{
    owner who;
    who.note = "100 % gr\xc3\xbcn\n\x7f\xc2\x85\xff \xe2\x82";
    BOOST_TEST(make_record(who)
               == head("note=100 %25 gr\xc3\xbcn%0A%7F%C2%85%FF %E2%82\n"));
}

BOOST_AUTO_TEST_CASE(note_is_cut_where_the_record_is_full)
{
    for (std::string const piece : {"x", "\xe2\x82\xac", "\n", "\xff"})
    {
        owner who = full_owner();
        who.note.clear();
        while (who.note.size() < 10000)
        {
            who.note += piece;
        }
        std::string const record = make_record(who);
        BOOST_TEST(record.size() <= longest_record);
        BOOST_TEST(record.size() > longest_record - 3);
        auto const read = parse_record(record);
        BOOST_REQUIRE(read.has_value());
        BOOST_TEST(read->note.size() % piece.size() == 0u);
        BOOST_TEST(who.note.substr(0, read->note.size()) == read->note);
    }
}

BOOST_AUTO_TEST_CASE(record_fits_whatever_the_owner)
{
    for (std::string const piece : {"x", "\n"})
    {
        for (std::size_t const size : {266u, 267u, 800u, 801u, 100000u})
        {
            std::string text;
            text.append(size, piece.front());
            owner who = full_owner();
            who.pid_namespace = who.thread = std::numeric_limits<std::uint64_t>::max();
            who.host = who.boot_id = who.machine_id = who.token = who.note = text;
            std::string const record = make_record(who);
            BOOST_TEST(record.size() <= longest_record);
            auto const read = parse_record(record);
            BOOST_REQUIRE(read.has_value());
            // A part of a host's name could be another host's.
            BOOST_TEST((read->host.empty() || read->host == who.host));
            BOOST_TEST(!read->note.empty());
        }
    }
}

BOOST_AUTO_TEST_CASE(negative_pid_is_not_written)
{
    owner who;
    who.pid = -1;
    BOOST_TEST(make_record(who) == "filelock 1\n");
}

BOOST_AUTO_TEST_CASE(unknown_keys_are_skipped)
{
    auto const read = parse_record(head("later=x%zz\npid=7\nnew_2=\n"));
    BOOST_REQUIRE(read.has_value());
    BOOST_TEST(read->pid == 7);
}

BOOST_AUTO_TEST_CASE(other_files_are_no_records)
{
    for (char const* each : other_files)
    {
        BOOST_TEST_CONTEXT("text: " << each)
        BOOST_TEST(!parse_record(each).has_value());
    }
    BOOST_TEST(!parse_record(std::string(4096, '\0')).has_value());
    BOOST_TEST(!parse_record(std::string(4096, '\n')).has_value());
    BOOST_TEST(!parse_record(head("host=a") + '\0' + '\n').has_value());
}

BOOST_AUTO_TEST_CASE(one_malformed_line_spoils_the_record)
{
    for (char const* each : malformed_lines)
    {
        BOOST_TEST_CONTEXT("line: " << each)
        {
            BOOST_TEST(!parse_record(head(each) + '\n').has_value());
            BOOST_TEST(!parse_record(head("token=a\n") + each + '\n').has_value());
            BOOST_TEST(!parse_record(head(each) + "\ntoken=a\n").has_value());
        }
    }
}

BOOST_AUTO_TEST_CASE(longer_text_is_no_record)
{
    std::string text = head("note=");
    text.append(longest_record - text.size() - 1, 'x');
    BOOST_TEST(parse_record(text + '\n').has_value());
    BOOST_TEST(!parse_record(text + "x\n").has_value());
    BOOST_TEST(!parse_record(std::string(100000000, 'x')).has_value());
}

BOOST_AUTO_TEST_CASE(cut_record_tells_nothing_wrong)
{
    owner const whole = full_owner();
    for (std::size_t length = 0; length < full_text.size(); ++length)
    {
        BOOST_TEST_CONTEXT("first " << length << " bytes")
        {
            auto const read = parse_record(std::string_view(full_text).substr(0, length));
            BOOST_TEST(read.has_value() == (length > 0 && full_text[length - 1] == '\n'));
            BOOST_TEST((!read || read->pid == 0 || read->pid == whole.pid));
            BOOST_TEST((!read || read->host.empty() || read->host == whole.host));
        }
    }
}

BOOST_AUTO_TEST_CASE(damaged_record_is_survived)
{
    std::mt19937 random(4711);
    std::uniform_int_distribution<int> byte(0, 255);
    int accepted = 0;
    for (int i = 0; i < 50000; ++i)
    {
        std::string text = full_text;
        for (int damage = 0; damage < 3; ++damage)
        {
            std::uniform_int_distribution<std::size_t> where(0, text.size() - 1);
            text[where(random)] = static_cast<char>(byte(random));
        }
        auto const read = parse_record(text);
        // What is accepted is a record in its own right.
        BOOST_REQUIRE(!read || parse_record(make_record(*read)).has_value());
        accepted += read ? 1 : 0;
    }
    BOOST_TEST(accepted > 0);
    BOOST_TEST(accepted < 50000);
}
