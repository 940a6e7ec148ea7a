// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "word_index.hpp"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <stdexcept>

namespace
{

constexpr char sum_mark[] = "==";

std::ofstream open_for_writing(std::string const& file, std::ios::openmode how)
{
    std::ofstream out;
    out.exceptions(std::ios::failbit | std::ios::badbit);
    out.open(file, how);
    return out;
}

}  // namespace

word_index word_index::of_text(std::string const& file)
{
    std::ifstream in(file);
    if (!in)
    {
        throw std::runtime_error("cannot read " + file);
    }
    word_index result;
    std::string word;
    int c = 0;
    while (c != std::ifstream::traits_type::eof())
    {
        c = in.get();
        if (std::isalpha(c) != 0)
        {
            word += static_cast<char>(std::tolower(c));
        }
        else if (!word.empty())
        {
            ++result.counts_[{word, file}];
            word.clear();
        }
    }
    return result;
}

std::optional<word_index> word_index::load(std::string const& file)
{
    word_index result;
    std::ifstream in(file);
    if (!in)
    {
        return result;
    }
    std::string word;
    std::string text;
    long count = 0;
    while (in >> word && word != sum_mark && in >> text >> count)
    {
        result.counts_[{word, text}] = count;
    }
    bool const whole = word == sum_mark && in >> count && count == result.total();
    if (!whole)
    {
        return std::nullopt;
    }
    while (in >> text)
    {
        result.arrivals_.push_back(text);
    }
    return result;
}

void word_index::save(std::string const& file) const
{
    std::ofstream out = open_for_writing(file, std::ios::trunc);
    for (auto const& [what, count] : counts_)
    {
        out << what.first << ' ' << what.second << ' ' << count << '\n';
    }
    out << sum_mark << ' ' << total() << '\n';
    for (std::string const& text : arrivals_)
    {
        out << text << '\n';
    }
    out.close();
}

void word_index::append_arrival(std::string const& file, std::string const& text)
{
    std::ofstream out = open_for_writing(file, std::ios::app);
    out << text << '\n';
    out.close();
}

void word_index::merge(word_index const& other)
{
    for (auto const& [what, count] : other.counts_)
    {
        counts_[what] += count;
    }
}

bool word_index::has_arrived(std::string const& text) const
{
    return std::find(arrivals_.begin(), arrivals_.end(), text) != arrivals_.end();
}

long word_index::total() const
{
    long sum = 0;
    for (auto const& each : counts_)
    {
        sum += each.second;
    }
    return sum;
}
