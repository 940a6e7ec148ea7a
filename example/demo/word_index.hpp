// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_EXAMPLE_WORD_INDEX_HPP_INCLUDED
#define FILELOCK_EXAMPLE_WORD_INDEX_HPP_INCLUDED

#include <map>
#include <optional>
#include <string>
#include <vector>

/// How often each word occurs in some texts, kept in a file that many processes update:
/// one word and its count a line, then the sum, then a line for each text that was
/// merged. Who merges a text rewrites the file, and appends a line to it.
class word_index
{
public:
    /// Counts the words of a text file.
    static word_index of_text(std::string const& file);

    /// Reads an index. Nothing if the file is not a whole one: it is being written, or
    /// two have written it at once. A missing file is an empty index.
    static std::optional<word_index> load(std::string const& file);

    void save(std::string const& file) const;

    /// Adds a line to the file's history.
    static void append_to(std::string const& file, std::string const& line);

    void merge(word_index const& other);
    long total() const;
    std::vector<std::string> const& history() const { return history_; }

private:
    std::map<std::string, long> counts_;
    std::vector<std::string> history_;
};

#endif
