// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_SEEN_FROM_ANYWHERE_HPP_INCLUDED
#define FILELOCK_SEEN_FROM_ANYWHERE_HPP_INCLUDED

#include <boost/filesystem/operations.hpp>
#include <boost/filesystem/path.hpp>

#include "os/file.hpp"

namespace filelock
{

/// The path as it is meant in the current working directory: what is taken in one
/// directory is given back in another.
inline boost::filesystem::path seen_from_anywhere(boost::filesystem::path const& name)
{
    if (name.is_absolute())
    {
        return os::of_any_length(name);
    }
    boost::system::error_code ec;
    boost::filesystem::path const here = boost::filesystem::current_path(ec);
    // Not here / name: on Windows a name that begins with a slash belongs to a drive.
    return os::of_any_length(ec ? name : boost::filesystem::absolute(name, here));
}

}  // namespace filelock

#endif
