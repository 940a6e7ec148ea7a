// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_SCRIPTED_SCHEME_HPP_INCLUDED
#define FILELOCK_TEST_SCRIPTED_SCHEME_HPP_INCLUDED

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <filelock/custom_lock.hpp>
#include <filelock/error.hpp>
#include <filelock/scheme.hpp>

namespace test
{

using filelock::attempt;
using filelock::custom_lock;
using filelock::error_code;
using filelock::request;
using filelock::wait_end;

/// An error that no lock knows anything about.
error_code const broken = make_error_code(boost::system::errc::io_error);

/// What a scheme is asked, and what it is to answer.
struct script
{
    std::vector<std::string> calls;
    std::vector<request> requests;
    std::function<attempt(error_code&)> try_acquire = [](error_code&)
    { return attempt::taken; };
    std::function<wait_end(filelock::wait_limits const&, error_code&)> wait;
    std::function<void(error_code&)> other = [](error_code&) {};
    attempt conversion = attempt::taken;
    std::function<bool(error_code&)> is_still_held = [](error_code&) { return true; };

    int count(std::string const& call) const
    {
        return static_cast<int>(std::count(calls.begin(), calls.end(), call));
    }
};

class scripted_scheme final : public filelock::scheme
{
public:
    explicit scripted_scheme(script& by) : script_(by) {}

    char const* name() const noexcept override { return "scripted"; }

    attempt try_acquire(request const& who, error_code& ec) override
    {
        script_.requests.push_back(who);
        return called("try_acquire"), script_.try_acquire(ec);
    }

    wait_end wait(request const& who, filelock::wait_limits const& limits,
                  error_code& ec) override
    {
        called("wait");
        return script_.wait ? script_.wait(limits, ec) : scheme::wait(who, limits, ec);
    }

    void abandon(request const&) noexcept override { called("abandon"); }

    void release(request const& who, error_code& ec) override
    {
        script_.requests.push_back(who);
        called("release"), script_.other(ec);
    }

    bool is_still_held(request const& who, error_code& ec) override
    {
        script_.requests.push_back(who);
        return called("is_still_held"), script_.is_still_held(ec);
    }

    attempt convert(request const& wanted, error_code& ec) override
    {
        script_.requests.push_back(wanted);
        called("convert"), script_.other(ec);
        return script_.conversion;
    }

    bool is_locked(error_code& ec) override
    {
        return called("is_locked"), script_.other(ec), true;
    }

    std::vector<filelock::owner> owners(error_code& ec) override
    {
        called("owners"), script_.other(ec);
        return std::vector<filelock::owner>(2);
    }

    void break_lock(error_code& ec) override { called("break_lock"), script_.other(ec); }
    void forget_after_fork() noexcept override {}

private:
    void called(char const* what) { script_.calls.emplace_back(what); }

    script& script_;
};

/// The fixture of cases about locks that such a scheme keeps.
struct scripted
{
    script by;
    filelock::options how;

    custom_lock make(boost::filesystem::path const& target = "x")
    {
        return custom_lock(target, std::make_unique<scripted_scheme>(by), how);
    }

    void be_busy()
    {
        by.try_acquire = [](error_code&) { return attempt::busy; };
    }
};

}  // namespace test

#endif
