// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "support/tool_fixture.hpp"

#include <boost/filesystem/operations.hpp>
#include <boost/test/unit_test.hpp>

#include "support/arguments.hpp"
#include "support/watch.hpp"

namespace test
{

namespace fs = boost::filesystem;

tool_fixture::tool_fixture() : target(at("target")) {}

words tool_fixture::tool(words const& arguments) const
{
    words all = {fs::absolute(argument("--tool")).string()};
    all.insert(all.end(), arguments.begin(), arguments.end());
    return all;
}

program_end tool_fixture::run(words const& arguments, start_options how)
{
    // Outside, so that a test can see whether the directory was touched.
    temporary_directory const outputs;
    bool const keeps_out = how.out != "/dev/null";
    how.out = keeps_out ? how.out : (outputs / "out").string();
    how.err = (outputs / "err").string();
    program started(tool(arguments), how);
    program_end const end = started.wait();
    out = keeps_out ? "" : bytes_of(how.out);
    err = bytes_of(how.err);
    return end;
}

std::unique_ptr<program> tool_fixture::hold(words const& options_and_target,
                                            std::string const& mark)
{
    std::string const ready = at("holder" + mark);
    words arguments = {"run"};
    arguments.insert(arguments.end(), options_and_target.begin(),
                     options_and_target.end());
    for (char const* word :
         {"--", "sh", "-c", ": > \"$0\"; exec sleep 600", ready.c_str()})
    {
        arguments.push_back(word);
    }
    auto started = std::make_unique<program>(tool(arguments));
    eventually([&] { return fs::exists(ready) || !started->is_running(); });
    BOOST_REQUIRE(fs::exists(ready));
    return started;
}

bool tool_fixture::exists(std::string const& name) const
{
    return fs::exists(at(name));
}

bool tool_fixture::is_empty() const
{
    return directory.entries().empty();
}

}  // namespace test
