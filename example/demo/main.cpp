// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

/// The worker of tools/demo: several of these processes count words into one shared
/// index.
///
///     demo_worker write  HOW INDEX NAME DIARY TEXT...
///     demo_worker read   HOW INDEX NAME DIARY TIMES
///     demo_worker total  TEXT...
///     demo_worker check  INDEX
///
/// HOW is `unprotected` or `locked`. What makes the difference are the two lines in
/// update_locked() and look_locked().

#include <cstdlib>
#include <iostream>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <thread>
#include <vector>

#include <filelock/hard_lock.hpp>

#include "diary.hpp"
#include "word_index.hpp"

namespace
{

using clock_type = diary::clock;

/// Reads the index, adds the words of one text, writes the index, and appends a line.
void update(std::string const& index_file, std::string const& text)
{
    word_index const more = word_index::of_text(text);
    // Without a lock somebody else may be writing: then there is nothing to build on.
    word_index index = word_index::load(index_file).value_or(word_index());
    index.merge(more);
    index.save(index_file);
    word_index::append_to(index_file, text);
}

/// Whether the index is whole.
bool look(std::string const& index_file)
{
    return word_index::load(index_file).has_value();
}

void update_locked(filelock::hard_lock& lock, std::string const& text, diary& notes)
{
    auto const asked = clock_type::now();
    std::scoped_lock const alone(lock);
    auto const began = clock_type::now();
    update(lock.target().string(), text);
    notes.note("waits", asked, began);
    notes.note("writes", began, clock_type::now());
}

bool look_locked(filelock::hard_lock& lock, diary& notes)
{
    auto const asked = clock_type::now();
    std::shared_lock const with_other_readers(lock);
    auto const began = clock_type::now();
    bool const whole = look(lock.target().string());
    notes.note("waits", asked, began);
    notes.note("reads", began, clock_type::now());
    return whole;
}

void update_unprotected(std::string const& index_file, std::string const& text,
                        diary& notes)
{
    auto const began = clock_type::now();
    update(index_file, text);
    notes.note("writes", began, clock_type::now());
}

bool look_unprotected(std::string const& index_file, diary& notes)
{
    auto const began = clock_type::now();
    bool const whole = look(index_file);
    notes.note("reads", began, clock_type::now());
    return whole;
}

/// Everybody thinks for a while between two visits to the index.
void think()
{
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
}

void write_all(bool locked, std::string const& index_file, std::string const& name,
               diary& notes, std::vector<std::string> const& texts)
{
    filelock::options how;
    how.record_owner = true;
    how.note = name;
    filelock::hard_lock lock(index_file, how);
    for (std::string const& text : texts)
    {
        locked ? update_locked(lock, text, notes)
               : update_unprotected(index_file, text, notes);
        think();
    }
}

/// Returns how often the index was not whole.
int read_often(bool locked, std::string const& index_file, diary& notes, int times)
{
    filelock::hard_lock lock(index_file);
    int broken = 0;
    for (int i = 0; i < times; ++i)
    {
        bool const whole =
            locked ? look_locked(lock, notes) : look_unprotected(index_file, notes);
        broken += whole ? 0 : 1;
        think();
    }
    return broken;
}

int run(std::vector<std::string> const& words)
{
    std::string const& verb = words.at(0);
    if (verb == "total")
    {
        word_index sum;
        for (auto text = words.begin() + 1; text != words.end(); ++text)
        {
            sum.merge(word_index::of_text(*text));
        }
        std::cout << sum.total() << '\n';
        return EXIT_SUCCESS;
    }
    if (verb == "check")
    {
        auto const index = word_index::load(words.at(1)).value_or(word_index());
        std::cout << index.total() << ' ' << index.history().size() << '\n';
        return EXIT_SUCCESS;
    }
    bool const locked = words.at(1) == "locked";
    diary notes(words.at(4), words.at(3));
    if (verb == "write")
    {
        write_all(locked, words.at(2), words.at(3), notes,
                  {words.begin() + 5, words.end()});
        return EXIT_SUCCESS;
    }
    std::cout << read_often(locked, words.at(2), notes, std::stoi(words.at(5))) << '\n';
    return EXIT_SUCCESS;
}

}  // namespace

int main(int argc, char** argv)
{
    try
    {
        return run({argv + 1, argv + argc});
    }
    catch (std::exception const& e)
    {
        std::cerr << "demo_worker: " << e.what() << '\n';
        return EXIT_FAILURE;
    }
}
