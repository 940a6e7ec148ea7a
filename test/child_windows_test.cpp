// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// How the command finds another program on Windows, and what that is called with.

#define BOOST_TEST_MODULE child_windows_test
#include <boost/test/unit_test.hpp>

#include <string>

#include <boost/filesystem/operations.hpp>
#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>

#include <windows.h>

#include "support/windows_child_fixture.hpp"

using namespace filelock;
using namespace test;
using boost::system::error_code;

namespace
{

namespace fs = boost::filesystem;

/// An environment variable, as it was again in the end.
class changed_variable
{
public:
    changed_variable(wchar_t const* name, std::wstring const& value)
        : name_(name)
        , before_(32767, L'\0')
    {
        before_.resize(GetEnvironmentVariableW(name, before_.data(), 32767));
        SetEnvironmentVariableW(name, value.c_str());
    }
    ~changed_variable() { SetEnvironmentVariableW(name_, before_.c_str()); }
    changed_variable(changed_variable const&) = delete;
    changed_variable& operator=(changed_variable const&) = delete;

private:
    wchar_t const* const name_;
    std::wstring before_;
};

std::string printed(words const& what)
{
    std::string all;
    for (std::string const& each : what)
    {
        all += each + '\0';
    }
    return all;
}

words const words_with_a_meaning = {
    "",        "a b",      "a\tb",  "a\nb", "\\",  "a\\",         "a b\\",
    "a b\\\\", "a\\\\b c", "a&b|c", "<x>",  "^",   "!x!",         "(",
    "'",       "*",        "?.exe", "--",   ";,=", "caf\xc3\xa9", "\xf0\x9f\x94\x92"};

words const words_with_quotes = {"\"",   "a\"b",     "\"a b\"", "\\\"", "a\\\\\"b c",
                                 "\"\"", "a \"\" b", "%PATH%",  "100%"};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(child_arguments, child_fixture)

BOOST_AUTO_TEST_CASE(words_reach_a_program_as_they_are)
{
    for (words const& each : {words_with_a_meaning, words_with_quotes})
    {
        words command = child({"words"});
        command.insert(command.end(), each.begin(), each.end());
        BOOST_TEST((filter(command) == printed(each)));
        BOOST_TEST(ec == error_code());
    }
}

BOOST_DATA_TEST_CASE(single_word_reaches_a_program,
                     boost::unit_test::data::make(words_with_a_meaning)
                         + boost::unit_test::data::make(words_with_quotes))
{
    BOOST_TEST((filter(child({"words", sample})) == printed({sample})));
}

BOOST_AUTO_TEST_SUITE_END()

namespace
{

struct batch_fixture : child_fixture
{
    batch_fixture() : is_told(L"THE_CHILD", program.native())
    {
        write_bytes(batch, "@\"%THE_CHILD%\" words %*\r\n");
    }

    path const batch = directory / "two words.cmd";
    changed_variable const is_told;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(child_batch_files, batch_fixture)

BOOST_AUTO_TEST_CASE(words_reach_a_batch_file_and_are_no_commands)
{
    words const safe = {"",  "a b", "a\\", "a b\\", "a&b|c", "&echo x", "<x>", ">x",
                        "^", "!x!", "(",   "'",     ")",     "@rem",    "--",  ";,="};
    words command = {text_of(batch)};
    command.insert(command.end(), safe.begin(), safe.end());
    BOOST_TEST((filter(command) == printed(safe)));
    BOOST_TEST(end.number == 0);
}

BOOST_DATA_TEST_CASE(words_that_could_become_commands_are_refused,
                     boost::unit_test::data::make(words{"\"", "x\"&echo y", "%PATH%",
                                                        "a\nb", "a\rb"}))
{
    for (char const* ignored_ending : {"", ".", " ", ". ."})
    {
        filter({text_of(batch) + ignored_ending, sample});
        BOOST_TEST(ec.value() == ERROR_BAD_ARGUMENTS);
    }
}

BOOST_AUTO_TEST_CASE(status_of_a_batch_file_is_handed_on)
{
    write_bytes(batch, "@exit /b 5\r\n");
    BOOST_TEST(run({text_of(batch)}) == 5);
    BOOST_TEST(run({text_of(directory / "two words")}) == 5);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(child_search, child_fixture)

BOOST_AUTO_TEST_CASE(program_is_found_in_the_path_with_and_without_its_ending)
{
    fs::create_directory(directory / "a;b c");
    fs::copy_file(program, directory / "a;b c" / "named.exe");
    changed_variable const path_list(
        L"PATH", L"C:\\nowhere;;\"" + (directory / "a;b c").native() + L"\"");
    for (char const* name : {"named", "named.exe", "NAMED.EXE"})
    {
        BOOST_TEST(run({name, "exit", "4"}) == 4);
        BOOST_TEST(ec == error_code());
    }
}

BOOST_AUTO_TEST_CASE(endings_are_tried_in_the_order_of_the_user)
{
    fs::copy_file(program, directory / "named.exe");
    write_bytes(directory / "named.bat", "@exit /b 5\r\n");
    changed_variable const path_list(L"PATH", directory.name().native());
    for (auto const& order : {L".EXE;.BAT", L".BAT;.EXE"})
    {
        changed_variable const endings(L"PATHEXT", order);
        BOOST_TEST(run({"named", "exit", "4"}) == (order[1] == L'E' ? 4 : 5));
    }
}

BOOST_AUTO_TEST_CASE(what_is_not_there_is_not_found)
{
    fs::create_directory(directory / "directory.exe");
    for (std::string const& name :
         {std::string("no-such-program"), std::string(), text_of(directory / "none.exe"),
          text_of(directory / "directory.exe"), text_of(directory / "no" / "none.exe")})
    {
        run({name});
        BOOST_TEST(ec == boost::system::errc::no_such_file_or_directory);
    }
}

BOOST_AUTO_TEST_CASE(what_is_no_program_is_another_error)
{
    write_bytes(directory / "text.exe", "This is not a program.");
    run({text_of(directory / "text.exe")});
    BOOST_TEST(ec != error_code());
    BOOST_TEST(ec != boost::system::errc::no_such_file_or_directory);
}

BOOST_AUTO_TEST_SUITE_END()
