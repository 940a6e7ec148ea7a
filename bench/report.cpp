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

/// Precise enough to see on which side of a target it is.
std::string rounded_ratio(double number)
{
    std::ostringstream out;
    out << std::fixed << std::setprecision(number < 10 ? 3 : 1) << number << " x";
    return out.str();
}

std::string target_of(row const& each, std::string const& unit)
{
    if (each.most_times)
    {
        return "<= " + rounded(*each.most_times) + " x";
    }
    return each.most ? "<= " + rounded(*each.most) + ' ' + unit : std::string();
}

void write_head(std::ostream& out, section const& part)
{
    out << part.title << '\n'
        << std::left << std::setw(40) << "" << std::right << std::setw(9) << "median"
        << std::setw(19) << "10 % .. 90 %" << std::setw(11) << "ratio"
        << "  " << std::left << std::setw(12) << "target"
        << "verdict\n";
}

void write_row(std::ostream& out, row const& each, std::string const& unit)
{
    out << "  " << std::left << std::setw(38) << each.what << std::right << std::setw(9)
        << rounded(each.cost.middle) + ' ' + unit << std::setw(19)
        << rounded(each.cost.low) + " .. " + rounded(each.cost.high);
    std::string const target = target_of(each, unit);
    if (each.times || !target.empty())
    {
        out << std::setw(11) << (each.times ? rounded_ratio(each.times->middle) : "");
    }
    if (!target.empty())
    {
        out << "  " << std::left << std::setw(12) << target
            << (each.is_met() ? "met" : "MISSED");
    }
    out << '\n';
}

nlohmann::json to_json(figure const& of)
{
    return {{"min", of.least},
            {"p10", of.low},
            {"median", of.middle},
            {"p90", of.high},
            {"max", of.most}};
}

nlohmann::json to_json(row const& each)
{
    nlohmann::json result = {{"what", each.what}, {"cost", to_json(each.cost)}};
    if (each.times)
    {
        result["times"] = to_json(*each.times);
    }
    if (each.most)
    {
        result["target"] = *each.most;
    }
    if (each.most_times)
    {
        result["target_times"] = *each.most_times;
    }
    if (each.most || each.most_times)
    {
        result["met"] = each.is_met();
    }
    return result;
}

}  // namespace

figure summary(std::vector<double> measured)
{
    std::sort(measured.begin(), measured.end());
    return {measured.front(), at(measured, 0.1), at(measured, 0.5), at(measured, 0.9),
            measured.back()};
}

bool row::is_met() const
{
    return (!most || cost.middle <= *most)
        && (!most_times || (times && times->middle <= *most_times));
}

row alone(std::string what, std::vector<double> const& measured)
{
    return {std::move(what), summary(measured)};
}

row compared(std::string what, std::vector<double> const& measured,
             std::vector<double> const& first)
{
    // Round by round, so that a machine that is slower for a while is so for both.
    std::vector<double> each(measured.size());
    std::transform(measured.begin(), measured.end(), first.begin(), each.begin(),
                   [](double a, double b) { return a / b; });
    return {std::move(what), summary(measured), summary(std::move(each))};
}

std::string as_table(std::vector<section> const& all)
{
    std::ostringstream out;
    for (section const& part : all)
    {
        write_head(out, part);
        for (row const& each : part.rows)
        {
            write_row(out, each, part.unit);
        }
        for (std::string const& each : part.missing)
        {
            out << "  " << each << '\n';
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
        result.push_back({{"title", part.title},
                          {"unit", part.unit},
                          {"rows", rows},
                          {"missing", part.missing}});
    }
    return result.dump(2) + '\n';
}

}  // namespace bench
