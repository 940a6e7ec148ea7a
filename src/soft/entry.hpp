// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_SOFT_ENTRY_HPP_INCLUDED
#define FILELOCK_SOFT_ENTRY_HPP_INCLUDED

#include <optional>
#include <vector>

#include <boost/filesystem/path.hpp>
#include <boost/system/error_code.hpp>

#include <filelock/owner.hpp>

namespace filelock
{
namespace soft
{

/// Who made an entry, a file that has its bearer's name: from its record if that is whole
/// and agrees with the name, else from the name alone, for its maker may have been killed
/// before it wrote. Nothing if the name is no bearer's or the file is gone.
std::optional<owner> read_entry(boost::filesystem::path const& name);

/// What is in a directory; empty, and no error, if that is not there.
std::vector<boost::filesystem::path> list_directory(boost::filesystem::path const& name,
                                                    boost::system::error_code& ec);

}  // namespace soft
}  // namespace filelock

#endif
