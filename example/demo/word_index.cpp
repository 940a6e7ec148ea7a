// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "word_index.hpp"

#include <cctype>
#include <fstream>

namespace
{

constexpr char sum_mark[] = "==";

}  // namespace

word_index word_index::of_text(std::string const& file)
{
    word_index result;
    std::ifstream text(file);
    std::string word;
    for (char c = 0; text.get(c);)
    {
        if (std::isalpha(static_cast<unsigned char>(c)) != 0)
        {
            word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        }
        else if (!word.empty())
        {
            ++result.counts_[word];
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
    for (long count = 0; in >> word >> count;)
    {
        if (word == sum_mark)
        {
            in.ignore();
            for (std::string line; std::getline(in, line);)
            {
                result.history_.push_back(line);
            }
            return count == result.total() ? std::optional<word_index>(result)
                                           : std::nullopt;
        }
        result.counts_[word] = count;
    }
    return std::nullopt;
}

void word_index::save(std::string const& file) const
{
    std::ofstream out(file);
    for (auto const& [word, count] : counts_)
    {
        out << word << ' ' << count << '\n';
    }
    out << sum_mark << ' ' << total() << '\n';
    for (std::string const& line : history_)
    {
        out << line << '\n';
    }
}

void word_index::append_to(std::string const& file, std::string const& line)
{
    std::ofstream(file, std::ios::app) << line << '\n';
}

void word_index::merge(word_index const& other)
{
    for (auto const& [word, count] : other.counts_)
    {
        counts_[word] += count;
    }
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
