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
    double low = 0;     ///< The tenth part is below.
    double middle = 0;  ///< The median.
    double high = 0;    ///< The tenth part is above.
};

/// Precondition: there is at least one.
figure summary(std::vector<double> measured);

/// Round by round, one measurement divided by its companion, so that a machine that is
/// slower for a while is so for both. Precondition: as many of both.
figure ratio(std::vector<double> const& measured, std::vector<double> const& beside);

/// One line of the result.
struct row
{
    std::string what;
    figure cost;
    std::string unit;
    std::string beside;            ///< What it is measured against, if anything.
    std::optional<figure> times;   ///< How many times that.
    std::optional<double> target;  ///< What `times` should not be above, or else `cost`.

    bool is_met() const;
};

struct section
{
    std::string title;
    std::vector<row> rows;
    std::string remark;
};

std::string as_table(std::vector<section> const& all);
std::string as_json(std::vector<section> const& all);

}  // namespace bench

#endif
