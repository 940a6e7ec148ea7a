// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_EXAMPLE_VISITS_HPP_INCLUDED
#define FILELOCK_EXAMPLE_VISITS_HPP_INCLUDED

#include <string>

#include <filelock/hard_lock.hpp>

#include "diary.hpp"

/// What a worker does at the shared index: add a text, or look whether it is in order.
/// Each comes without a lock and with one, and says in the diary when that was.

void add_unprotected(std::string const& index_file, std::string const& text,
                     diary& notes);
void add_locked(filelock::hard_lock& lock, std::string const& text, diary& notes);

bool look_unprotected(std::string const& index_file, diary& notes);
bool look_locked(filelock::hard_lock& lock, diary& notes);

#endif
