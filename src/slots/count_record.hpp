// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_SLOTS_COUNT_RECORD_HPP_INCLUDED
#define FILELOCK_SLOTS_COUNT_RECORD_HPP_INCLUDED

#include <cstddef>

#include <boost/filesystem/file_status.hpp>
#include <boost/filesystem/path.hpp>
#include <boost/system/error_code.hpp>

namespace filelock
{
namespace slots
{

/// The file that says how many slots a semaphore has: one line of text.

/// The count in that file; zero if there is no file, or an empty one, which a computer
/// that lost its power may leave. errc::not_a_semaphore if it holds anything else,
/// errc::not_a_lock_file if it is no regular file; then it is left alone.
std::ptrdiff_t read_count(boost::filesystem::path const& file,
                          boost::system::error_code& ec);

/// Replaces the file in one step: who reads meanwhile, and who comes after a crash, finds
/// the old count or the new one. One writer at a time.
void write_count(boost::filesystem::path const& file, std::ptrdiff_t count,
                 boost::filesystem::perms permissions, boost::system::error_code& ec);

}  // namespace slots
}  // namespace filelock

#endif
