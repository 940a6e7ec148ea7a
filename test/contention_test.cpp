// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#define BOOST_TEST_MODULE contention

#include <array>
#include <iomanip>
#include <set>
#include <sstream>
#include <string>

#include <boost/test/unit_test.hpp>

#include "support/abilities.hpp"
#include "support/kind_test_case.hpp"
#include "support/peer_process.hpp"
#include "support/referee.hpp"
#include "support/temporary_directory.hpp"

namespace
{

constexpr int many_rounds = 300;

std::string quoted(test::path const& name)
{
    std::ostringstream text;
    text << std::quoted(name.string());
    return text.str();
}

/// Three threads in each of three processes, two of which share a lock object.
struct three_processes : test::in_directory
{
    test::path const table = directory / "referee";
    test::referee judge{table};
    std::array<test::peer_process, 3> peers;

    /// Each of the six objects is given the name of its lock's file.
    template <class FileOfObject>
    void open_locks(std::string const& kind, FileOfObject file_of)
    {
        int object = 0;
        for (auto& each : peers)
        {
            for (std::string const name : {"one", "two"})
            {
                std::string const open = "open " + name + ' ' + kind + ' ';
                BOOST_REQUIRE_EQUAL(each.ask(open + quoted(file_of(object++))), "ok");
            }
        }
    }

    void start(test::peer_process& peer, std::string const& thread,
               std::string const& lock, int rounds)
    {
        std::ostringstream command;
        command << "contend " << lock << ' ' << quoted(table) << ' ' << rounds << ' '
                << ++seed_;
        peer.send(command.str(), thread);
    }

    /// Returns what the threads have come to.
    std::set<std::string> contend(int rounds)
    {
        for (auto& each : peers)
        {
            start(each, "a", "one", rounds);
            start(each, "b", "one", rounds);
            start(each, "c", "two", rounds);
        }
        std::set<std::string> answers;
        for (auto& each : peers)
        {
            for (std::string const thread : {"a", "b", "c"})
            {
                answers.insert(each.answer(thread));
            }
        }
        return answers;
    }

private:
    unsigned seed_ = 0;
};

}  // namespace

FILELOCK_TEST_CASE_OF_KINDS(threads_of_several_processes_never_overlap, test::all_kinds())
{
    three_processes here;
    int const rounds = test::rounds_for(many_rounds);
    here.open_locks(which.name, [&](int) { return here.lock_file; });
    BOOST_TEST(here.contend(rounds) == std::set<std::string>{"ok"},
               boost::test_tools::per_element());
    BOOST_TEST(here.judge.entries() > rounds);
    BOOST_TEST(here.judge.overlaps() == 0);
}

/// The negative control: without it a referee that sees nothing would pass the test
/// above.
BOOST_FIXTURE_TEST_CASE(referee_sees_those_who_have_different_locks, three_processes)
{
    open_locks("hard",
               [&](int object) { return directory / std::to_string(object).c_str(); });
    contend(many_rounds);
    BOOST_TEST(judge.overlaps() > 0);
}
