// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

/// The worker of tools/demo: several of these processes count words into one shared
/// index, others read it. visits.cpp shows what the lock looks like in a program.

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <filelock/hard_lock.hpp>

#include "diary.hpp"
#include "visits.hpp"
#include "word_index.hpp"

namespace
{

constexpr char usage[] =
    R"(usage: demo_worker write unprotected|locked INDEX NAME DIARY TEXT...
       demo_worker read  unprotected|locked INDEX NAME DIARY TIMES
       demo_worker total TEXT...
       demo_worker check INDEX TEXT...
write adds texts to the index; read prints how often the index was not in order.
total prints the number of the texts' words; check how many of the words and how many of
the texts' names are in the index.
)";

using words = std::vector<std::string>;

/// Everybody does something else between two visits to the index. Readers who come back
/// at once would keep writers out for as long as they like.
constexpr std::chrono::milliseconds writers_pause(2);
constexpr std::chrono::milliseconds readers_pause(8);

void write(bool locked, std::string const& index_file, std::string const& name,
           diary& notes, words const& texts)
{
    filelock::options how;
    how.record_owner = true;
    how.note = name;
    filelock::hard_lock lock(index_file, how);
    for (std::string const& text : texts)
    {
        locked ? add_locked(lock, text, notes) : add_unprotected(index_file, text, notes);
        std::this_thread::sleep_for(writers_pause);
    }
}

int read(bool locked, std::string const& index_file, diary& notes, int times)
{
    filelock::hard_lock lock(index_file);
    int spoilt = 0;
    for (int i = 0; i < times; ++i)
    {
        bool const good =
            locked ? look_locked(lock, notes) : look_unprotected(index_file, notes);
        spoilt += good ? 0 : 1;
        std::this_thread::sleep_for(readers_pause);
    }
    return spoilt;
}

/// Prints what is left of the texts in the end.
void check(std::string const& index_file, words const& texts)
{
    auto const index = word_index::load(index_file).value_or(word_index());
    auto const arrived = std::count_if(texts.begin(), texts.end(),
                                       [&index](std::string const& text)
                                       { return index.has_arrived(text); });
    std::cout << index.total() << ' ' << arrived << '\n';
}

long count_words(words const& texts)
{
    long sum = 0;
    for (std::string const& text : texts)
    {
        sum += word_index::of_text(text).total();
    }
    return sum;
}

void run(words const& arguments)
{
    std::string const& verb = arguments.at(0);
    if (verb == "total")
    {
        std::cout << count_words({arguments.begin() + 1, arguments.end()}) << '\n';
    }
    else if (verb == "check")
    {
        check(arguments.at(1), {arguments.begin() + 2, arguments.end()});
    }
    else if (verb == "write" || verb == "read")
    {
        bool const locked = arguments.at(1) == "locked";
        std::string const& index_file = arguments.at(2);
        std::string const& name = arguments.at(3);
        diary notes(arguments.at(4), name);
        if (verb == "write")
        {
            write(locked, index_file, name, notes,
                  {arguments.begin() + 5, arguments.end()});
        }
        else
        {
            int const times = std::stoi(arguments.at(5));
            std::cout << read(locked, index_file, notes, times) << '\n';
        }
    }
    else
    {
        throw std::out_of_range(verb);
    }
}

}  // namespace

int main(int argc, char** argv)
{
    try
    {
        run({argv + 1, argv + argc});
        return EXIT_SUCCESS;
    }
    catch (std::out_of_range const&)
    {
        std::cerr << usage;
    }
    catch (std::exception const& e)
    {
        std::cerr << "demo_worker: " << e.what() << '\n';
    }
    return EXIT_FAILURE;
}
