// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "visits.hpp"

#include <chrono>
#include <mutex>
#include <shared_mutex>
#include <thread>

#include "word_index.hpp"

namespace
{

/// Reads the index, merges the words of one text, rewrites the index, and appends to it.
/// Whatever another process writes in the meantime is lost.
void add(std::string const& index_file, std::string const& text)
{
    word_index const more = word_index::of_text(text);
    // A broken index, which there is only without locks, is begun anew.
    word_index index = word_index::load(index_file).value_or(word_index());
    index.merge(more);
    index.save(index_file);
    word_index::append_arrival(index_file, text);
}

/// Whether the index is whole, and stays as it is while one looks.
bool is_in_order(std::string const& index_file)
{
    auto const first = word_index::load(index_file);
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    auto const second = word_index::load(index_file);
    return first && second && *first == *second;
}

}  // namespace

void add_unprotected(std::string const& index_file, std::string const& text, diary& notes)
{
    auto const began = diary::clock::now();
    add(index_file, text);
    notes.note("writes", began, diary::clock::now());
}

void add_locked(filelock::hard_lock& lock, std::string const& text, diary& notes)
{
    auto const asked = diary::clock::now();
    std::scoped_lock const alone(lock);
    auto const began = diary::clock::now();
    add(lock.target().string(), text);
    notes.note("waits", asked, began);
    notes.note("writes", began, diary::clock::now());
}

bool look_unprotected(std::string const& index_file, diary& notes)
{
    auto const began = diary::clock::now();
    bool const good = is_in_order(index_file);
    notes.note("reads", began, diary::clock::now());
    return good;
}

bool look_locked(filelock::hard_lock& lock, diary& notes)
{
    auto const asked = diary::clock::now();
    std::shared_lock const with_other_readers(lock);
    auto const began = diary::clock::now();
    bool const good = is_in_order(lock.target().string());
    notes.note("waits", asked, began);
    notes.note("reads", began, diary::clock::now());
    return good;
}
