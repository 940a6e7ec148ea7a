// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_EXAMPLE_WORD_INDEX_HPP_INCLUDED
#define FILELOCK_EXAMPLE_WORD_INDEX_HPP_INCLUDED

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// How often each word occurs in each of some texts, kept in a file that many processes
/// update. The file has a line for each word of each text ("lock README.md 21"), then one
/// with the sum ("== 14890"), then the names of the texts in the order of their arrival.
class word_index
{
public:
    /// Counts the words of a text file, whose name must contain no spaces.
    static word_index of_text(std::string const& file);

    /// Reads an index. Nothing if the file is not a whole one: it is being written, or
    /// two have written it at once. A missing file is an empty index.
    static std::optional<word_index> load(std::string const& file);

    /// Rewrites the file.
    void save(std::string const& file) const;

    /// Appends the name of a text that has been added.
    static void append_arrival(std::string const& file, std::string const& text);

    void merge(word_index const& other);

    /// The sum of all counts.
    long total() const;

    /// Whether the name of the text has been appended, and is still there.
    bool has_arrived(std::string const& text) const;

    bool operator==(word_index const& other) const
    {
        return counts_ == other.counts_ && arrivals_ == other.arrivals_;
    }

private:
    using word_and_text = std::pair<std::string, std::string>;

    std::map<word_and_text, long> counts_;
    std::vector<std::string> arrivals_;
};

#endif
