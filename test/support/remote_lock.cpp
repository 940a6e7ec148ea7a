// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "support/remote_lock.hpp"

#include <iomanip>
#include <sstream>

#include <boost/test/unit_test.hpp>

#include "support/watch.hpp"

namespace test
{

bool remote_task::is_blocked(location where) const
{
    return stays([this] { return !is_done(); }, where);
}

std::string remote_task::get(location where)
{
    return in_->answer(thread_, where);
}

remote_lock::remote_lock(peer_process& in, std::string const& kind,
                         boost::filesystem::path const& file, std::string const& options,
                         location where)
    : in_(&in)
{
    static int count = 0;
    name_ = "lock" + std::to_string(++count);
    std::ostringstream text;
    text << command("open") << ' ' << kind << ' ' << std::quoted(file.string()) << ' '
         << options;
    std::string const answer = in_->ask(text.str(), "main", where);
    BOOST_REQUIRE_MESSAGE(answer == "ok", where << ": " << answer);
}

bool remote_lock::try_lock(filelock::lock_mode mode, location where)
{
    std::string const answer = ask(std::string("lock ") + to_string(mode) + " 0", where);
    BOOST_REQUIRE_MESSAGE(answer == "taken" || answer == "busy", where << ": " << answer);
    return answer == "taken";
}

remote_task remote_lock::start_lock(filelock::lock_mode mode, std::string const& thread)
{
    in_->send(command("lock") + ' ' + to_string(mode), thread);
    return {*in_, thread};
}

remote_task remote_lock::start_lock_for(std::chrono::milliseconds timeout,
                                        filelock::lock_mode mode,
                                        std::string const& thread)
{
    in_->send(command("lock") + ' ' + to_string(mode) + ' '
                  + std::to_string(timeout.count()),
              thread);
    return {*in_, thread};
}

void remote_lock::lock(filelock::lock_mode mode, location where)
{
    BOOST_REQUIRE_MESSAGE(try_lock(mode, where),
                          where << ": the peer cannot take the lock");
}

remote_task remote_lock::start_release()
{
    in_->send(command("release"));
    return {*in_, "main"};
}

void remote_lock::release(location where)
{
    std::string const answer = ask("release", where);
    BOOST_REQUIRE_MESSAGE(answer == "ok", where << ": " << answer);
}

std::string remote_lock::ask(std::string const& what, location where)
{
    std::istringstream text(what);
    std::string verb;
    std::string rest;
    text >> verb;
    std::getline(text, rest);
    return in_->ask(command(verb) + rest, "main", where);
}

bool is_free(boost::filesystem::path const& lock_file, filelock::lock_mode mode,
             location where)
{
    peer_process independent;
    return remote_lock(independent, "hard", lock_file, "", where).try_lock(mode, where);
}

}  // namespace test
