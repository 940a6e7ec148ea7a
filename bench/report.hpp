// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_BENCH_REPORT_HPP_INCLUDED
#define FILELOCK_BENCH_REPORT_HPP_INCLUDED

#include <optional>
#include <string>
#include <vector>

namespace bench
{

/// The middle of several measurements of one thing, and how far they lie apart.
struct figure
{
    double least = 0;
    double low = 0;     ///< A tenth is below.
    double middle = 0;  ///< The median.
    double high = 0;    ///< A tenth is above.
    double most = 0;
};

/// Precondition: there is at least one.
figure summary(std::vector<double> measured);

/// One line of the result.
struct row
{
    std::string what;
    figure cost;
    std::optional<figure> times = {};       ///< How many times the section's first row.
    std::optional<double> most = {};        ///< What `cost` should not be above.
    std::optional<double> most_times = {};  ///< What `times` should not be above.

    bool is_met() const;
};

row alone(std::string what, std::vector<double> const& measured);

/// Beside the section's first row. Precondition: as many of both, measured in turns.
row compared(std::string what, std::vector<double> const& measured,
             std::vector<double> const& first);

/// What belongs together, in one unit.
struct section
{
    std::string title;
    std::string unit;
    std::vector<row> rows = {};
    std::vector<std::string> missing = {};  ///< What could not be measured, and why.
};

std::string as_table(std::vector<section> const& all);
std::string as_json(std::vector<section> const& all);

}  // namespace bench

#endif
