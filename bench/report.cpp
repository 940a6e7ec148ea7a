// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "report.hpp"

#include <algorithm>
#include <iomanip>
#include <sstream>

#include <nlohmann/json.hpp>

namespace bench
{

namespace
{

double at(std::vector<double> const& sorted, double part)
{
    return sorted[static_cast<std::size_t>(static_cast<double>(sorted.size() - 1)
                                           * part)];
}

std::string rounded(double number)
{
    std::ostringstream out;
    int const digits = number < 10 ? 2 : (number < 100 ? 1 : 0);
    out << std::fixed << std::setprecision(digits) << number;
    return out.str();
}

std::string spread(figure const& of)
{
    return rounded(of.low) + " .. " + rounded(of.high);
}

void write_row(std::ostream& out, row const& each)
{
    out << "  " << std::left << std::setw(46) << each.what << std::right << std::setw(9)
        << rounded(each.cost.middle) << ' ' << std::left << std::setw(7) << each.unit
        << std::setw(20) << spread(each.cost);
    if (each.times)
    {
        out << std::right << std::setw(7) << rounded(each.times->middle) << " x "
            << std::left << each.beside;
    }
    if (each.target)
    {
        out << (each.times ? ", " : " ") << "target " << rounded(*each.target) << ": "
            << (each.is_met() ? "met" : "MISSED");
    }
    out << '\n';
}

nlohmann::json to_json(figure const& of)
{
    return {{"p10", of.low}, {"median", of.middle}, {"p90", of.high}};
}

nlohmann::json to_json(row const& each)
{
    nlohmann::json result = {
        {"what", each.what}, {"cost", to_json(each.cost)}, {"unit", each.unit}};
    if (each.times)
    {
        result["beside"] = each.beside;
        result["times"] = to_json(*each.times);
    }
    if (each.target)
    {
        result["target"] = *each.target;
        result["met"] = each.is_met();
    }
    return result;
}

}  // namespace

figure summary(std::vector<double> measured)
{
    std::sort(measured.begin(), measured.end());
    return {at(measured, 0.1), at(measured, 0.5), at(measured, 0.9)};
}

figure ratio(std::vector<double> const& measured, std::vector<double> const& beside)
{
    std::vector<double> each(measured.size());
    std::transform(measured.begin(), measured.end(), beside.begin(), each.begin(),
                   [](double a, double b) { return a / b; });
    return summary(std::move(each));
}

bool row::is_met() const
{
    return !target || (times ? times->middle : cost.middle) <= *target;
}

std::string as_table(std::vector<section> const& all)
{
    std::ostringstream out;
    for (section const& part : all)
    {
        out << part.title << '\n';
        for (row const& each : part.rows)
        {
            write_row(out, each);
        }
        if (!part.remark.empty())
        {
            out << "  " << part.remark << '\n';
        }
        out << '\n';
    }
    return out.str();
}

std::string as_json(std::vector<section> const& all)
{
    auto result = nlohmann::json::array();
    for (section const& part : all)
    {
        nlohmann::json rows = nlohmann::json::array();
        for (row const& each : part.rows)
        {
            rows.push_back(to_json(each));
        }
        result.push_back(
            {{"title", part.title}, {"rows", rows}, {"remark", part.remark}});
    }
    return result.dump(2) + '\n';
}

}  // namespace bench
