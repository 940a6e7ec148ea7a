// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_SOFT_RECORD_HPP_INCLUDED
#define FILELOCK_SOFT_RECORD_HPP_INCLUDED

#include <optional>
#include <string>
#include <string_view>

#include <boost/filesystem/file_status.hpp>
#include <boost/filesystem/path.hpp>
#include <boost/system/error_code.hpp>

#include <filelock/owner.hpp>

#include <filelock/owner.hpp>

#include "os/file.hpp"

namespace filelock
{
namespace soft
{

/// A file that says who made it.
struct recorded_file
{
    os::file_facts facts;
    std::string text;       ///< Its first bytes, at most one more than a record can have.
    bool is_empty = false;  ///< Else an empty text means that it could not be read.
};

/// Makes a file that was not there before, with the text in it, and returns it open; or
/// fails, and then it is not there. Killed in between, it is there and empty or whole.
os::file write_new_file(boost::filesystem::path const& name, std::string_view text,
                        boost::filesystem::perms permissions, os::error_code& ec);

/// What can be said of the owner of a file that does not name one.
owner unnamed_owner(recorded_file const& of);

/// Reads what is at `name` if that is a regular file; bounded, never blocking, never
/// following. Nothing and no error if there is no such name. What cannot be opened or
/// read gives an empty text: it does not say who made it.
std::optional<recorded_file> read_file(boost::filesystem::path const& name,
                                       os::error_code& ec);

/// Makes a directory as create_directory() does, open to those who may read or write a
/// file with these permissions. Returns whether it is new.
bool make_directory(boost::filesystem::path const& name,
                    boost::filesystem::perms permissions, os::error_code& ec);

}  // namespace soft
}  // namespace filelock

#endif
