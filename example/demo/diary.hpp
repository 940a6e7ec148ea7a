// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_EXAMPLE_DIARY_HPP_INCLUDED
#define FILELOCK_EXAMPLE_DIARY_HPP_INCLUDED

#include <chrono>
#include <fstream>
#include <string>
#include <utility>

/// What a process did and when, in a file of its own that is drawn afterwards: lines of
/// the process's name, what it did, and from when to when (microseconds of the steady
/// clock, which all processes of the machine share).
class diary
{
public:
    using clock = std::chrono::steady_clock;

    diary(std::string const& file, std::string name)
        : out_(file, std::ios::app)
        , name_(std::move(name))
    {
    }

    void note(char const* what, clock::time_point from, clock::time_point to)
    {
        out_ << name_ << ' ' << what << ' ' << microseconds(from) << ' '
             << microseconds(to) << '\n';
    }

private:
    static long long microseconds(clock::time_point point)
    {
        using std::chrono::microseconds;
        return std::chrono::duration_cast<microseconds>(point.time_since_epoch()).count();
    }

    std::ofstream out_;
    std::string name_;
};

#endif
